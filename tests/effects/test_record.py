"""What the journal says of each row that the flow asks for."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.effects.record import Recorder
from kiosk.flow.effects import EndReason, Record
from kiosk.flow.events import Recorded, RecordFailed
from kiosk.identity import Holder, Method
from kiosk.journal import AsyncJournal, Journal
from kiosk.outcome import Outcome
from kiosk.trouble import Trouble

NOW = datetime(2026, 11, 24, 13, 32, 5, tzinfo=UTC)
MARTIN = Holder("MARTIN", "Camille", "Médecin", "899700366240")
COLUMNS = ("event", "method", "holder_number", "holder_name", "reason", "code", "details")
DOCTOR = ("899700366240", "Dr Camille MARTIN")

VISIT = '{"visit": "7"}'

ROWS = [
    (Record(Outcome.STARTED), ("started", None, "", "", "", None, None)),
    (
        Record(Outcome.SIGNED_IN, Method.CARD, 7, holder=MARTIN),
        ("signed-in", "card", *DOCTOR, "", None, VISIT),
    ),
    (
        Record(Outcome.REFUSED, Method.CARD, 7, Trouble.PIN_LOCKED, MARTIN),
        ("refused", "card", *DOCTOR, "pin-locked", "C11", VISIT),
    ),
    (
        Record(Outcome.REFUSED, Method.CARD, about=Trouble.VITALE),
        ("refused", "card", "", "", "vitale", "C01", None),
    ),
    (
        Record(Outcome.ABANDONED, Method.CARD, 7, EndReason.CARD_REMOVED),
        ("abandoned", "card", "", "", "card-removed", None, VISIT),
    ),
    (
        Record(Outcome.ENDED, Method.CARD, 7, EndReason.IDLE, MARTIN),
        ("ended", "card", *DOCTOR, "idle", None, VISIT),
    ),
    (
        Record(Outcome.CLEARED, Method.CARD, 7),
        ("cleared", "card", "", "", "", None, VISIT),
    ),
    (
        Record(Outcome.NOT_CLEARED, Method.CARD, 7, Trouble.WIPE_FAILED),
        ("not-cleared", "card", "", "", "wipe-failed", "B03", VISIT),
    ),
]


async def only_row(journal: Journal) -> Mapping[str, object]:
    (row,) = await asyncio.to_thread(lambda: list(journal.rows()))
    return row.cells


@pytest.mark.parametrize(("row", "told"), ROWS)
async def test_a_row_says_who_when_where_how_and_why(
    tmp_path: Path, row: Record, told: tuple[str | None, ...]
) -> None:
    journal = Journal(tmp_path / "journal.sqlite")
    async with AsyncJournal(journal) as writer:
        assert await Recorder(writer, "Accueil", lambda: NOW).record(row) == Recorded()
    cells = await only_row(journal)
    assert tuple(cells[column] for column in COLUMNS) == told
    assert cells["at"] == "2026-11-24T13:32:05.000000+00:00"
    assert cells["kiosk"] == "Accueil"


async def test_a_row_has_the_time_of_its_writing(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.sqlite")
    before = datetime.now(UTC)
    async with AsyncJournal(journal) as writer:
        await Recorder(writer, "Accueil").record(Record(Outcome.STARTED))
    written = datetime.fromisoformat(str((await only_row(journal))["at"]))
    assert before <= written <= datetime.now(UTC)


async def test_a_journal_that_cannot_be_written_is_told_and_tried_again(tmp_path: Path) -> None:
    in_the_way = tmp_path / "kiosk"
    in_the_way.touch()
    async with AsyncJournal(Journal(in_the_way / "journal.sqlite")) as writer:
        recorder = Recorder(writer, "Accueil")
        assert await recorder.record(Record(Outcome.STARTED)) == RecordFailed()
        in_the_way.unlink()
        assert await recorder.record(Record(Outcome.STARTED)) == Recorded()


async def test_what_fails_unforeseen_is_told_and_described_without_values(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with AsyncJournal(Journal(tmp_path / "journal.sqlite")) as writer:
        naive = datetime(2026, 11, 24)  # noqa: DTZ001  # what the journal does not take
        recorder = Recorder(writer, "Accueil", lambda: naive)
        assert await recorder.record(Record(Outcome.STARTED)) == RecordFailed()
    assert "ValueError" in caplog.text
