"""The journal written from the event loop."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
from blockbuster import blockbuster_ctx

from kiosk.journal import AsyncJournal, Entry, Journal, JournalUnwritable, Row
from tests.support.journals import entry, filled


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "journal.db")


@pytest.fixture
async def writer(journal: Journal) -> AsyncIterator[AsyncJournal]:
    async with AsyncJournal(journal) as writer:
        yield writer


def reasons(journal: Journal) -> list[object]:
    return [row.cells["reason"] for row in journal.rows()]


async def test_rows_are_written_in_the_order_of_the_calls(
    writer: AsyncJournal, journal: Journal
) -> None:
    rows = await asyncio.gather(*(writer.append(entry(reason=str(n))) for n in range(30)))
    assert [row.number for row in rows] == list(range(1, 31))
    assert reasons(journal) == [str(n) for n in range(30)]


async def test_the_event_loop_is_never_blocked(writer: AsyncJournal) -> None:
    with blockbuster_ctx():
        row = await writer.append(entry())
    assert row.number == 1


async def test_other_tasks_run_while_the_file_is_locked(
    writer: AsyncJournal, journal: Journal
) -> None:
    filled(journal.path, 1)
    with closing(sqlite3.connect(journal.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        waiting = asyncio.create_task(writer.append(entry()))
        for _ in range(10):
            await asyncio.sleep(0)
        assert not waiting.done()
    assert (await waiting).number == 2


class SlowJournal(Journal):
    """A disk that writes when it is told to."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.begun = threading.Event()
        self.disk = threading.Event()

    def append(self, entry: Entry) -> Row:
        self.begun.set()
        assert self.disk.wait(10)
        return super().append(entry)


async def test_a_cancelled_caller_stops_waiting_but_the_row_is_written(tmp_path: Path) -> None:
    journal = SlowJournal(tmp_path / "journal.db")
    async with AsyncJournal(journal) as writer:
        callers = [asyncio.create_task(writer.append(entry(reason=str(n)))) for n in range(2)]
        await asyncio.to_thread(journal.begun.wait, 10)
        for caller in callers:
            caller.cancel()
        for caller in callers:
            with pytest.raises(asyncio.CancelledError):
                await caller
        journal.disk.set()
    assert reasons(journal) == ["0", "1"]


async def test_closing_waits_for_the_rows_under_way(tmp_path: Path) -> None:
    journal = SlowJournal(tmp_path / "journal.db")
    writer = AsyncJournal(journal)
    under_way = asyncio.create_task(writer.append(entry()))
    await asyncio.to_thread(journal.begun.wait, 10)
    closing_down = asyncio.create_task(writer.close())
    journal.disk.set()
    await closing_down
    assert (await under_way).number == 1


async def test_what_cannot_be_written_is_said_and_the_next_row_is_tried_afresh(
    tmp_path: Path,
) -> None:
    in_the_way = tmp_path / "kiosk"
    in_the_way.write_text("a file where the directory should be")
    async with AsyncJournal(Journal(in_the_way / "journal.db")) as writer:
        with pytest.raises(JournalUnwritable):
            await writer.append(entry())
        in_the_way.unlink()
        assert (await writer.append(entry())).number == 1


async def test_nothing_is_written_after_closing(writer: AsyncJournal, journal: Journal) -> None:
    await writer.append(entry())
    await writer.close()
    with pytest.raises(JournalUnwritable, match="closed"):
        await writer.append(entry())
    assert journal.inspect().rows == 1
