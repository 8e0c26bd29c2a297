"""One stay of one card in one reader, and the moment it ends."""

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from devices.errors import CardGone
from devices.events import Insertion
from devices.simulated.chip import Chip


class Stay:
    """Ended from any thread, awaited in any loop."""

    _waiting: list[Callable[[], object]]

    def __init__(self, insertion: Insertion, chip: Chip) -> None:
        self.insertion = insertion
        self.chip = chip
        self._here = True
        self._lock = threading.Lock()
        self._waiting = []

    def check(self) -> None:
        """Raises CardGone when the stay is over."""
        if not self._here:
            raise CardGone

    def end(self) -> None:
        """The card is out, or can be seen no more."""
        with self._lock:
            self._here = False
            waiting, self._waiting = self._waiting, []
        for tell in waiting:
            with suppress(RuntimeError):  # its loop is closed: nobody waits any more
                tell()

    async def ended(self) -> None:
        """Returns when the stay is over."""
        over = asyncio.Event()
        tell = partial(asyncio.get_running_loop().call_soon_threadsafe, over.set)
        with self._lock:
            if not self._here:
                return
            self._waiting.append(tell)
        try:
            await over.wait()
        finally:
            with self._lock, suppress(ValueError):
                self._waiting.remove(tell)

    async def last(self, seconds: float) -> None:
        """Lets the time pass. Raises CardGone as soon as the stay is over."""
        self.check()
        if seconds > 0:
            with suppress(TimeoutError):
                await asyncio.wait_for(self.ended(), seconds)
            self.check()
