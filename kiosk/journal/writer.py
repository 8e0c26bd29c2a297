"""The journal for the event loop."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Self

from kiosk.journal.chain import Row
from kiosk.journal.entry import Entry
from kiosk.journal.store import Journal, JournalUnwritable


class AsyncJournal:
    """Appends in the order of the calls, from one thread, so that the event loop never waits."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="journal")

    async def append(self, entry: Entry) -> Row:
        """Returns when the row is safe on the disk. Raises JournalUnwritable.

        A caller that is cancelled stops waiting; its row is written all the same.
        """
        loop = asyncio.get_running_loop()
        try:
            written = loop.run_in_executor(self._thread, self._journal.append, entry)
        except RuntimeError as error:
            raise JournalUnwritable("the journal is closed") from error
        return await asyncio.shield(written)

    async def close(self) -> None:
        """Waits for the rows under way; nothing is written afterwards."""
        await asyncio.to_thread(self._thread.shutdown)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()
