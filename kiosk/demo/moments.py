"""When each state was on the screen, so that a tour can look back: it reads slower than it acts."""

import asyncio
import time
from collections.abc import AsyncIterator

from kiosk.flow.state import State


class Moments:
    """The states in their order, each with its time; time.monotonic()."""

    def __init__(self) -> None:
        self._all: list[tuple[float, State]] = []
        self._more = asyncio.Event()

    def add(self, state: State) -> None:
        self._all.append((time.monotonic(), state))
        self._more.set()

    async def since(self, began: float) -> AsyncIterator[tuple[float, State]]:
        """What was on the screen then, and everything after it; for one listener at a time."""
        place = sum(1 for moment, _state in self._all if moment <= began)
        place = max(0, place - 1)
        while True:
            while place < len(self._all):
                moment, state = self._all[place]
                yield max(moment, began), state
                place += 1
            self._more.clear()
            await self._more.wait()
