"""Writes the journal's rows, with the time and the place that the flow does not know."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime

from kiosk.crash import describe
from kiosk.flow.effects import Record
from kiosk.flow.events import Recorded, RecordFailed
from kiosk.journal import AsyncJournal, Entry, JournalUnwritable
from kiosk.trouble import Trouble

logger = logging.getLogger(__name__)


class Recorder:
    """One kiosk's pen."""

    def __init__(
        self,
        journal: AsyncJournal,
        kiosk: str,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._journal = journal
        self._kiosk = kiosk
        self._now = now

    async def record(self, row: Record) -> Recorded | RecordFailed:
        """Returns when the row is safe on the disk, or cannot be; never raises."""
        try:
            await self._journal.append(self._entry(row))
        except JournalUnwritable as error:
            logger.error("the journal cannot be written: %s", error)
        except Exception as error:
            logger.error("a row of the journal failed:\n%s", describe(error))
        else:
            return Recorded()
        return RecordFailed()

    def _entry(self, row: Record) -> Entry:
        return Entry(
            self._now(),
            self._kiosk,
            row.outcome,
            row.method,
            holder_number=row.holder.number if row.holder else "",
            holder_name=row.holder.display_name if row.holder else "",
            reason=_reason(row),
            code=row.about.code if isinstance(row.about, Trouble) else None,
            details={"visit": str(row.visit)} if row.visit else {},
        )


def _reason(row: Record) -> str:
    match row.about:
        case None:
            return ""
        case Trouble():
            return row.about.word
        case _:
            return row.about.value
