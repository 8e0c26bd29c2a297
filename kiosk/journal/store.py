"""The journal's file: SQLite, private, durable, safe with several kiosks on it."""

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from kiosk.journal.chain import ORIGIN, BadRow, Inspection, Row, inspect, sealed
from kiosk.journal.entry import Entry

BUSY_SECONDS = 5.0
PAGE = 500
"""Rows read at once: a slow reader must not hold the lock that an append waits for."""

COLUMNS = (
    "at", "kiosk", "event", "method", "holder_number", "holder_name", "reason", "code", "details",
)  # fmt: skip
_ALL = ", ".join(("number", *COLUMNS, "previous", "hash"))
# INSERT OR REPLACE deletes without a DELETE trigger: numbers in use need a guard of their own.
_SCHEMA = (
    """CREATE TABLE IF NOT EXISTS journal (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL, kiosk TEXT NOT NULL, event TEXT NOT NULL, method TEXT,
        holder_number TEXT NOT NULL, holder_name TEXT NOT NULL, reason TEXT NOT NULL, code TEXT,
        details TEXT, previous TEXT NOT NULL, hash TEXT NOT NULL) STRICT""",
    """CREATE TRIGGER IF NOT EXISTS journal_no_update BEFORE UPDATE ON journal
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    """CREATE TRIGGER IF NOT EXISTS journal_no_delete BEFORE DELETE ON journal
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    """CREATE TRIGGER IF NOT EXISTS journal_no_replace BEFORE INSERT ON journal
        WHEN EXISTS (SELECT 1 FROM journal WHERE number = NEW.number)
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
)


class JournalError(Exception):
    """Something about the journal's file."""


class JournalUnwritable(JournalError):
    """The row was not written: disk full or read-only, no permission, locked for too long."""


class JournalUnreadable(JournalError):
    """There is no such file, or it is not a journal."""


class Journal:
    """One file. It is opened for each call, so it may be used by any thread, and a file that was
    moved or a disk that came back is found again."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def append(self, entry: Entry) -> Row:
        """Adds a row; it survives a power cut once this returns. Raises JournalUnwritable."""
        try:
            self._create()
            with closing(self._connect()) as database:
                # A rollback journal leaves one file that can be copied as it is, which WAL does
                # not. EXTRA also syncs the directory, so that a power cut right after the commit
                # cannot bring the rollback journal back and undo it.
                database.execute("PRAGMA synchronous = EXTRA")
                database.execute("BEGIN IMMEDIATE")
                for statement in _SCHEMA:
                    database.execute(statement)
                row = sealed(*_next(database, entry))
                _insert(database, row)
                database.execute("COMMIT")
                return row
        except (sqlite3.Error, OSError, OverflowError) as error:
            # OverflowError: somebody gave a row the highest number that SQLite has.
            raise JournalUnwritable(f"{self.path}: {error}") from error

    def rows(self) -> Iterator[Row]:
        """All rows, oldest first, as they stand in the file. Raises JournalUnreadable."""
        try:
            with closing(self._connect()) as database:
                if not _empty(database):
                    yield from _pages(database)
        except sqlite3.Error as error:
            raise JournalUnreadable(f"{self.path}: {error}") from error

    def verify(self) -> BadRow | None:
        """The first row that was tampered with, if any. Raises JournalUnreadable."""
        return self.inspect().bad

    def inspect(self) -> Inspection:
        """Follows the whole chain. Raises JournalUnreadable."""
        # Before the rows: what is appended meanwhile is then beyond this number, never below it.
        given_out = self._given_out()
        return inspect(self.rows(), given_out)

    def _given_out(self) -> int:
        try:
            with closing(self._connect()) as database:
                return 0 if _empty(database) else _highest(database)
        except sqlite3.Error as error:
            raise JournalUnreadable(f"{self.path}: {error}") from error

    def _create(self) -> None:
        """Makes the file for its owner only; SQLite gives its rollback journal the same mode."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            # Not open and close: closing any descriptor drops the locks of the whole process.
            os.mknod(self.path, stat.S_IFREG | 0o600)
        except FileExistsError:
            if self.path.stat().st_mode & 0o077:
                self.path.chmod(0o600)

    def _connect(self) -> sqlite3.Connection:
        # Reading needs "rw" too: after a power cut the reader is the one who rolls back.
        address = f"{self.path.absolute().as_uri()}?mode=rw"
        database = sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
        # Text edited by hand need not be UTF-8.
        database.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
        return database


def _next(database: sqlite3.Connection, entry: Entry) -> tuple[int, dict[str, str | None], str]:
    last = database.execute("SELECT hash FROM journal ORDER BY number DESC LIMIT 1").fetchone()
    # Not the last row's number: the gap that a deleted last row leaves must stay visible.
    return _highest(database) + 1, entry.cells(), ORIGIN if last is None else last[0]


def _highest(database: sqlite3.Connection) -> int:
    """The highest number ever given out, whether or not its row is still there."""
    query = """SELECT max(ifnull((SELECT seq FROM sqlite_sequence WHERE name = 'journal'), 0),
                          ifnull((SELECT max(number) FROM journal), 0))"""
    return int(database.execute(query).fetchone()[0])


def _insert(database: sqlite3.Connection, row: Row) -> None:
    marks = ", ".join("?" * (len(COLUMNS) + 3))
    values = (row.number, *(row.cells[name] for name in COLUMNS), row.previous, row.hash)
    database.execute(f"INSERT INTO journal ({_ALL}) VALUES ({marks})", values)  # noqa: S608 (constants)


def _empty(database: sqlite3.Connection) -> bool:
    """A file that was made, but never got its first row."""
    return bool(database.execute("PRAGMA page_count").fetchone()[0] == 0)


def _pages(database: sqlite3.Connection) -> Iterator[Row]:
    query = f"SELECT {_ALL} FROM journal WHERE number > ? ORDER BY number LIMIT {PAGE}"  # noqa: S608
    page = database.execute(query, (-(2**63),)).fetchall()
    while page:
        for number, *cells, previous, own in page:
            yield Row(number, dict(zip(COLUMNS, cells, strict=True)), previous, own)
        page = database.execute(query, (page[-1][0],)).fetchall()
