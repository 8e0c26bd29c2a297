"""What is said about the computer."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from devices.private_dir import RuntimeDirectory
from kiosk.check import State, machine
from kiosk.check.machine import browser, journal, memory, user
from kiosk.check.stunnel import stunnel
from kiosk.config import BrowserTable, JournalTable
from kiosk.i18n import Language, Translator
from tests.support.configs import configured

ENGLISH = Translator(Language.EN)


def with_browser(command: str) -> tuple[State, str]:
    (fact, *_) = browser(replace(configured(), browser=BrowserTable(command=command)))
    return fact.state, fact.said(ENGLISH)


def with_journal(path: Path) -> tuple[State, str]:
    (fact,) = journal(replace(configured(), journal=JournalTable(path=path)))
    return fact.state, fact.said(ENGLISH)


def test_the_browser_says_its_version_and_leaves_nothing() -> None:
    state, said = with_browser("chromium")
    assert state is State.OK
    assert re.match(r"chromium \d+ starts, answers", said)


def test_a_browser_that_is_not_there() -> None:
    assert with_browser("navigateur") == (State.FAILED, "no command navigateur")


def test_a_browser_that_is_something_else() -> None:
    state, said = with_browser("true")
    assert state is State.FAILED
    assert "true does not start" in said


@pytest.mark.parametrize(
    ("uid", "state", "said"),
    [
        (0, State.WARNING, "root asks, but the kiosk does not run as root"),
        (1000, State.OK, "the kiosk may run as this user"),
    ],
)
def test_root_is_told_that_the_kiosk_is_somebody_else(
    monkeypatch: pytest.MonkeyPatch, uid: int, state: State, said: str
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: uid)
    (fact,) = user(configured())
    assert (fact.state, fact.said(ENGLISH)) == (state, said)


def test_sessions_are_kept_in_memory() -> None:
    (fact,) = memory(configured())
    assert fact.state is State.OK
    assert "MB free" in fact.said(ENGLISH)


def test_sessions_on_disk_are_a_failure(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    disk = RuntimeDirectory(tmp_path, in_memory=False)
    monkeypatch.setattr(machine, "runtime_directory", lambda: disk)
    (fact,) = memory(configured())
    assert fact.state is State.FAILED
    assert str(tmp_path) in fact.said(ENGLISH)


def test_little_memory_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "ROOM", 1 << 60)
    (fact,) = memory(configured())
    assert fact.state is State.WARNING


def test_a_journal_that_can_be_written_is_not_made(tmp_path: Path) -> None:
    path = tmp_path / "state" / "journal.sqlite"
    assert with_journal(path)[0] is State.OK
    assert list(tmp_path.iterdir()) == []


def test_a_journal_that_exists_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    path.write_bytes(b"rows")
    assert with_journal(path)[0] is State.OK
    assert path.read_bytes() == b"rows"


@pytest.mark.parametrize("place", ["/proc/kiosk/journal.sqlite", "/dev/null/journal.sqlite"])
def test_a_journal_that_cannot_be_written(place: str) -> None:
    state, said = with_journal(Path(place))
    assert state is State.FAILED
    assert f"the journal {place} cannot be written" in said


def test_a_folder_in_the_journals_place(tmp_path: Path) -> None:
    assert with_journal(tmp_path)[0] is State.FAILED


def test_stunnel_is_there_with_its_engine() -> None:
    (fact,) = stunnel(configured())
    assert fact.state is State.OK


def test_stunnel_without_its_engine(tmp_path: Path) -> None:
    (fact,) = stunnel(configured(), tmp_path)
    assert fact.state is State.FAILED
    assert "libengine-pkcs11-openssl" in fact.advice(ENGLISH)


def test_no_stunnel_at_all(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("kiosk.check.stunnel.SEARCH_PATH", str(tmp_path))
    (fact,) = stunnel(configured())
    assert fact.state is State.FAILED
    assert "stunnel, prlimit, setpriv" in fact.said(ENGLISH)
