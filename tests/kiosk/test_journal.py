"""The journal says who came and how it ended; changing it by hand shows."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.identity import Method
from kiosk.journal import (
    BadRow,
    Entry,
    Fault,
    Journal,
    JournalUnreadable,
    JournalUnwritable,
    Outcome,
    store,
)
from kiosk.journal.chain import ORIGIN
from kiosk.secret import Secret
from tests.support.journals import entry, filled, tamper


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "private" / "journal.db"


def test_a_row_says_who_when_where_by_which_way_and_how_it_ended(path: Path) -> None:
    paris = timezone(timedelta(hours=1))
    Journal(path).append(
        Entry(
            at=datetime(2026, 11, 24, 14, 32, 5, 250_000, tzinfo=paris),
            kiosk="Salle 1",
            event=Outcome.REFUSED,
            method=Method.CARD,
            holder_number="899700366240",
            holder_name="Dr Camille MARTIN",
            reason="the portal refused the card",
            code="P01",
            details={"reader": "Lecteur é 00 00"},
        )
    )
    (row,) = Journal(path).rows()
    assert row.number == 1
    assert row.previous == ORIGIN
    assert row.cells == {
        "at": "2026-11-24T13:32:05.250000+00:00",
        "kiosk": "Salle 1",
        "event": "refused",
        "method": "card",
        "holder_number": "899700366240",
        "holder_name": "Dr Camille MARTIN",
        "reason": "the portal refused the card",
        "code": "P01",
        "details": json.dumps({"reader": "Lecteur é 00 00"}),
    }


def test_rows_come_back_in_order_and_each_continues_the_one_before(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "PAGE", 10)
    journal = filled(path, 23)
    rows = list(journal.rows())
    assert [row.cells["reason"] for row in rows] == [f"visit {n}" for n in range(1, 24)]
    assert [row.previous for row in rows[1:]] == [row.hash for row in rows[:-1]]
    assert journal.verify() is None
    inspection = journal.inspect()
    assert (inspection.rows, inspection.head) == (23, rows[-1].hash)


@given(st.text(), st.text(), st.dictionaries(st.text(), st.text(), max_size=3))
def test_any_text_is_kept_as_one_short_line_and_verifies(
    tmp_path_factory: pytest.TempPathFactory, name: str, reason: str, details: dict[str, str]
) -> None:
    journal = Journal(tmp_path_factory.mktemp("journal") / "journal.db")
    now = datetime.now(UTC)
    written = Entry(now, "Salle 1", Outcome.ENDED, holder_name=name, reason=reason, details=details)
    journal.append(written)
    (row,) = journal.rows()
    assert row.cells == written.cells()
    assert all(str(cell).isprintable() for cell in row.cells.values())
    assert journal.verify() is None


def test_long_text_is_cut(path: Path) -> None:
    row = Journal(path).append(entry(reason="x" * 1_000_000))
    assert len(str(row.cells["reason"])) == 200


@pytest.mark.parametrize("field", ["kiosk", "holder_number", "holder_name", "reason", "code"])
@pytest.mark.parametrize("value", [Secret.typed("4821"), b"4821", bytearray(b"4821"), 4821])
def test_a_secret_cannot_be_put_into_any_field(field: str, value: object) -> None:
    fields = {"at": datetime.now(UTC), "kiosk": "Salle 1", "event": Outcome.ENDED}
    with pytest.raises(TypeError) as caught:
        Entry(**cast("dict[str, Any]", {**fields, field: value}))
    assert "4821" not in str(caught.value)


def test_a_secret_cannot_be_a_detail() -> None:
    details = cast("dict[str, str]", {"pin": Secret.typed("4821")})
    with pytest.raises(TypeError):
        Entry(datetime.now(UTC), "Salle 1", Outcome.ENDED, details=details)


def test_a_time_without_a_zone_and_too_many_details_are_refused() -> None:
    local = datetime(2026, 11, 24, 14, 32)  # noqa: DTZ001 (the mistake under test)
    with pytest.raises(ValueError, match="zone"):
        Entry(local, "Salle 1", Outcome.ENDED)
    with pytest.raises(ValueError, match="details"):
        Entry(datetime.now(UTC), "", Outcome.ENDED, details={str(n): "" for n in range(17)})


def test_an_entry_does_not_change_with_the_mapping_it_was_made_of() -> None:
    details = {"reader": "one"}
    written = Entry(datetime.now(UTC), "Salle 1", Outcome.ENDED, Method.CARD, details=details)
    details["reader"] = "two"
    assert written.details["reader"] == "one"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET reason = 'nothing'",
        "DELETE FROM journal WHERE number = 2",
        "INSERT OR REPLACE INTO journal SELECT number, at, kiosk, event, method, holder_number, "
        "holder_name, 'nothing', code, details, previous, hash FROM journal WHERE number = 2",
        "UPDATE OR REPLACE journal SET number = 1 WHERE number = 2",
    ],
)
def test_the_file_itself_refuses_changes(path: Path, statement: str) -> None:
    journal = filled(path, 3)
    with (
        closing(sqlite3.connect(path)) as database,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        database.execute(statement)
    assert [row.cells["reason"] for row in journal.rows()] == ["visit 1", "visit 2", "visit 3"]


COPY_OF_4 = (
    "INSERT INTO journal SELECT {number}, at, kiosk, event, method, holder_number, holder_name, "
    "reason, code, details, previous, hash FROM journal WHERE number = 4"
)


@pytest.mark.parametrize(
    ("statement", "bad"),
    [
        ("UPDATE journal SET holder_name = 'Dr X' WHERE number = 3", BadRow(3, Fault.CHANGED)),
        ("UPDATE journal SET at = '1970' WHERE number = 1", BadRow(1, Fault.CHANGED)),
        ("UPDATE journal SET code = 'P01' WHERE number = 5", BadRow(5, Fault.CHANGED)),
        ("UPDATE journal SET code = '' WHERE number = 5", BadRow(5, Fault.CHANGED)),
        ("UPDATE journal SET hash = 'x' WHERE number = 2", BadRow(2, Fault.CHANGED)),
        ("UPDATE journal SET previous = 'x' WHERE number = 2", BadRow(2, Fault.CHANGED)),
        (
            "UPDATE journal SET reason = CAST(x'ff00fe' AS TEXT) WHERE number = 4",
            BadRow(4, Fault.CHANGED),
        ),
        ("DELETE FROM journal WHERE number = 1", BadRow(1, Fault.MISSING)),
        ("DELETE FROM journal WHERE number = 3", BadRow(3, Fault.MISSING)),
        ("DELETE FROM journal WHERE number IN (2, 4)", BadRow(2, Fault.MISSING)),
        ("DELETE FROM journal WHERE number = 5", BadRow(5, Fault.MISSING)),
        ("DELETE FROM journal WHERE number >= 4", BadRow(4, Fault.MISSING)),
        ("DELETE FROM journal", BadRow(1, Fault.MISSING)),
        ("UPDATE journal SET number = 9 WHERE number = 5", BadRow(5, Fault.MISSING)),
        (COPY_OF_4.format(number=6), BadRow(6, Fault.CHANGED)),
        (COPY_OF_4.format(number=0), BadRow(0, Fault.EXTRA)),
    ],
)
def test_what_was_tampered_with_is_found_and_the_row_named(
    path: Path, statement: str, bad: BadRow
) -> None:
    journal = filled(path, 5)
    tamper(path, statement)
    assert journal.verify() == bad


def test_a_row_forged_with_a_hash_of_its_own_does_not_fit_the_next(path: Path) -> None:
    journal = filled(path, 3)
    other = filled(path.with_name("other.db"), 1)
    forged = other.append(entry(reason="never came"))
    assert forged.number == 2
    tamper(
        path,
        f"ATTACH '{other.path}' AS other",
        "UPDATE journal SET (reason, previous, hash) = "
        "(SELECT reason, previous, hash FROM other.journal WHERE number = 2) WHERE number = 2",
    )
    assert journal.verify() == BadRow(3, Fault.DETACHED)


def test_a_deleted_last_row_stays_missing_after_the_next_sign_in(path: Path) -> None:
    journal = filled(path, 3)
    tamper(path, "DELETE FROM journal WHERE number = 3")
    assert journal.append(entry()).number == 4
    assert journal.verify() == BadRow(3, Fault.MISSING)


def test_numbers_used_up_by_hand_are_said(path: Path) -> None:
    journal = filled(path, 2)
    tamper(path, "UPDATE journal SET number = 9223372036854775807 WHERE number = 2")
    with pytest.raises(JournalUnwritable):
        journal.append(entry())
    assert journal.verify() == BadRow(2, Fault.MISSING)


def test_dropped_guards_come_back_with_the_next_row(path: Path) -> None:
    journal = filled(path, 2)
    tamper(path)
    journal.append(entry())
    with (
        closing(sqlite3.connect(path)) as database,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        database.execute("DELETE FROM journal")


def test_what_is_no_journal_is_said_so(tmp_path: Path) -> None:
    absent = Journal(tmp_path / "absent.db")
    with pytest.raises(JournalUnreadable, match=r"absent\.db"):
        absent.verify()
    assert not absent.path.exists()
    text = tmp_path / "notes.txt"
    text.write_text("nothing of that kind\n" * 1000)
    with pytest.raises(JournalUnreadable):
        Journal(text).verify()
    with closing(sqlite3.connect(tmp_path / "other.db")) as database:
        database.execute("CREATE TABLE other (x)")
    with pytest.raises(JournalUnreadable):
        list(Journal(tmp_path / "other.db").rows())
