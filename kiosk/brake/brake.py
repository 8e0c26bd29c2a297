"""The brake: how long to wait, and what is counted."""

import asyncio
import logging
import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

from kiosk.brake import policy
from kiosk.brake.file import BrakeFile, BrakeFileInvalid
from kiosk.brake.moment import Moment
from kiosk.brake.policy import Count, Tally
from kiosk.brake.record import Record
from kiosk.identity import Identifier

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Attempt:
    """A password or a code that is with the portal."""

    mark: str | None = field(repr=False)
    before: Count | None
    """What stood there for the identifier."""
    at: float
    """On the brake's clock."""


Change = Callable[[Record], Tally]


class Brake:
    """Counts refusals of the portal for each identifier and for the kiosk; survives a restart.

    Never raises. Without its file it goes on with what it remembers, and says so in the log: a full
    disk keeps no doctor out, and frees nobody either. Kiosks with one file count together, as long
    as both can write it.
    """

    def __init__(self, file: Path, clock: Callable[[], Moment] = Moment.now) -> None:
        self._file = BrakeFile(file)
        self._clock = clock
        self._turn = threading.Lock()
        self._memory: Record | None = None
        self._unsaved = False
        """Whether the memory is ahead of the file."""

    async def wait(self, number: Identifier | None) -> float:
        """Seconds until an attempt may be made, 0 when at once; None: by anybody at all."""
        record = await self._change(lambda record: record.tally)
        return policy.wait(record.tally, record.mark(number), record.time)

    async def tried(self, number: Identifier | None) -> Attempt:
        """An attempt is being made: it counts as refused, until it is taken back.

        Whoever leaves before the portal has answered has still tried.
        """
        made: list[Attempt] = []

        def change(record: Record) -> Tally:
            mark = record.mark(number)
            made.append(Attempt(mark, record.tally.counts.get(mark or ""), record.time))
            return policy.refused(record.tally, mark, record.time)

        await self._change(change)
        return made[-1]

    async def take_back(self, attempt: Attempt) -> None:
        """It was no refusal: the portal went along with it, or never heard of it."""
        mark, before, at = attempt.mark, attempt.before, attempt.at
        await self._change(lambda record: policy.taken_back(record.tally, mark, before, at))

    async def accepted(self, number: Identifier) -> None:
        """She has signed in."""
        await self._change(lambda record: policy.accepted(record.tally, record.mark(number) or ""))

    async def _change(self, change: Change) -> Record:
        # Whoever awaits this may be cancelled; what was begun is counted all the same.
        return await asyncio.to_thread(self._changed, change)

    def _changed(self, change: Change) -> Record:
        with self._turn, ExitStack() as held:
            locked = self._lock(held)
            found = self._found()
            now = found.on(self._clock())
            after = replace(now, tally=change(now))
            self._memory = after
            if self._unsaved or after.tally is not found.tally or not after.follows(found):
                self._unsaved = not (locked and self._save(after))
            return after

    def _lock(self, held: ExitStack) -> bool:
        try:
            held.enter_context(self._file.locked())
        except OSError as error:
            logger.warning("the brake's file cannot be locked: %s", error)
            return False
        return True

    def _found(self) -> Record:
        """The file's, unless the memory is ahead of it."""
        if self._unsaved and self._memory is not None:
            return self._memory
        try:
            return self._file.read()
        except FileNotFoundError:
            if self._memory is not None:
                logger.warning("the brake's file has gone: going on from memory")
        except (OSError, BrakeFileInvalid) as error:
            logger.warning("the brake's file cannot be read: %s", error)
        self._unsaved = True
        return self._memory or Record.new(self._clock())

    def _save(self, record: Record) -> bool:
        try:
            self._file.write(record)
        except OSError as error:
            logger.warning("the brake's file cannot be written: %s", error)
            return False
        return True
