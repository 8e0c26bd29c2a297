"""Entries to write, and a hand that tampers with what was written."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from kiosk.identity import Method
from kiosk.journal import Entry, Journal, Outcome

TRIGGERS = ("journal_no_update", "journal_no_delete", "journal_no_replace")


def entry(event: Outcome = Outcome.SIGNED_IN, *, kiosk: str = "Salle 1", reason: str = "") -> Entry:
    return Entry(
        at=datetime(2026, 11, 24, 13, 32, 5, tzinfo=UTC),
        kiosk=kiosk,
        event=event,
        method=Method.CARD,
        holder_number="899700366240",
        holder_name="Dr Camille MARTIN",
        reason=reason,
    )


def filled(path: Path, rows: int) -> Journal:
    """A journal with rows whose reasons are "visit 1", "visit 2" and so on."""
    journal = Journal(path)
    for number in range(1, rows + 1):
        journal.append(entry(reason=f"visit {number}"))
    return journal


def tamper(path: Path, *statements: str) -> None:
    """Does what somebody with the sqlite3 command would: drops the guards, then edits."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        for trigger in TRIGGERS:
            database.execute(f"DROP TRIGGER {trigger}")
        for statement in statements:
            database.execute(statement)
