"""The journal's file: private, shared by several kiosks, and whole after a power cut."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from kiosk.journal import Journal, JournalUnwritable, store
from tests.support.journals import entry, filled
from tests.support.unprivileged import unprivileged

# Appends until it is killed, or as often as told, and prints each number once it is safe.
APPENDER = """
import sys
from pathlib import Path
from kiosk.journal import Journal
from tests.support.journals import entry

path, kiosk, rows = sys.argv[1:]
journal = Journal(Path(path))
for _ in range(int(rows)):
    print(journal.append(entry(kiosk=kiosk)).number, flush=True)
"""

# Fills the disk in the kernel's eyes: no file may grow any more.
FULL_DISK = """
import resource, sys
from pathlib import Path
from kiosk.journal import Journal, JournalUnwritable
from tests.support.journals import entry

journal = Journal(Path(sys.argv[1]))
limits = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (0, limits[1]))
try:
    journal.append(entry())
except JournalUnwritable as error:
    refusal = str(error)
else:
    refusal = ""
resource.setrlimit(resource.RLIMIT_FSIZE, limits)
print(journal.append(entry()).number, refusal)
"""


@contextmanager
def appender(
    path: Path, kiosk: str = "Salle 1", rows: int = 10_000
) -> Iterator[subprocess.Popen[str]]:
    arguments = [sys.executable, "-c", APPENDER, str(path), kiosk, str(rows)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as child:
        try:
            yield child
        finally:
            child.kill()


def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    path = filled(tmp_path / "kiosk" / "journal.db", 1).path
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    path.chmod(0o644)
    Journal(path).append(entry())
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_path_with_signs_of_an_address_is_taken_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a?mode=ro#b%20é" / "journal.db"
    assert filled(path, 2).verify() is None
    assert path.exists()


def test_two_kiosks_can_append_to_one_file_at_once(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    with appender(path, "Salle 1", 60) as one, appender(path, "Salle 2", 60) as two:
        numbers = [int(n) for child in (one, two) for n in child.communicate()[0].split()]
    assert (one.returncode, two.returncode) == (0, 0)
    assert sorted(numbers) == list(range(1, 121))
    assert [row.number for row in Journal(path).rows()] == list(range(1, 121))
    assert Journal(path).verify() is None


def test_killed_at_any_moment_no_acknowledged_row_is_lost(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.db")
    for acknowledged in range(1, 8):
        with appender(journal.path) as child:
            assert child.stdout is not None
            numbers = [int(child.stdout.readline()) for _ in range(acknowledged)]
            child.kill()
            numbers += [int(line) for line in child.stdout]
        assert journal.verify() is None
        assert journal.inspect().rows >= numbers[-1]
    journal.append(entry())
    assert journal.verify() is None


def test_a_power_cut_in_the_middle_of_a_write_is_rolled_back(tmp_path: Path) -> None:
    """The disk as it stands in mid-write: half-written pages, and the journal to undo them."""
    before = filled(tmp_path / "before" / "journal.db", 3)
    after = Journal(tmp_path / "after" / "journal.db")
    with closing(sqlite3.connect(before.path, isolation_level=None)) as database:
        database.execute("PRAGMA cache_size = 1")
        database.execute("BEGIN IMMEDIATE")
        for number in range(4, 400):
            database.execute(
                "INSERT INTO journal SELECT ?, at, kiosk, event, method, holder_number, "
                "holder_name, ?, code, details, previous, hash FROM journal WHERE number = 3",
                (number, "x" * 200),
            )
        shutil.copytree(before.path.parent, after.path.parent)
    assert after.path.stat().st_size > 10 * 4096
    assert after.path.with_name("journal.db-journal").stat().st_size > 0
    assert after.verify() is None
    assert after.append(entry()).number == 4
    assert after.verify() is None


def test_a_cut_before_the_first_row_leaves_an_empty_journal(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.db")
    journal.path.touch()
    assert list(journal.rows()) == []
    assert journal.verify() is None
    assert journal.append(entry()).number == 1


def test_a_read_only_directory_is_said_and_loses_nothing() -> None:
    with unprivileged() as directory:
        journal = filled(directory / "journal.db", 2)
        directory.chmod(0o500)
        with pytest.raises(JournalUnwritable, match=r"journal\.db"):
            journal.append(entry())
        with pytest.raises(JournalUnwritable):
            Journal(directory / "new" / "journal.db").append(entry())
        assert journal.verify() is None
        directory.chmod(0o700)
        assert journal.append(entry()).number == 3


def test_a_file_of_somebody_else_is_said() -> None:
    with unprivileged() as directory:
        journal = filled(directory / "journal.db", 2)
        journal.path.chmod(0o400)
        with pytest.raises(JournalUnwritable):
            journal.append(entry())
        assert journal.inspect().rows == 2


def test_a_full_disk_is_said_and_the_next_row_after_it_fits(tmp_path: Path) -> None:
    journal = filled(tmp_path / "journal.db", 2)
    arguments = [sys.executable, "-c", FULL_DISK, str(journal.path)]
    number, refusal = subprocess.check_output(arguments, text=True).split(maxsplit=1)
    assert number == "3"
    assert "journal.db" in refusal
    assert journal.verify() is None


def test_a_lock_that_stays_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "BUSY_SECONDS", 0.05)
    journal = filled(tmp_path / "journal.db", 1)
    with closing(sqlite3.connect(journal.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(JournalUnwritable, match="locked"):
            journal.append(entry())
    assert journal.append(entry()).number == 2


def test_a_reader_that_stops_half_way_does_not_hold_up_a_sign_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "BUSY_SECONDS", 0)
    monkeypatch.setattr(store, "PAGE", 2)
    journal = filled(tmp_path / "journal.db", 5)
    rows = journal.rows()
    assert next(rows).number == 1
    assert journal.append(entry()).number == 6
    assert [row.number for row in rows] == [2, 3, 4, 5, 6]
