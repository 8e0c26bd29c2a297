"""What is said about the computer."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.check import State
from kiosk.check.machine import browser, filesystem, journal, memory
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


def test_the_browser_says_its_version() -> None:
    state, said = with_browser("chromium")
    assert state is State.OK
    assert "Chromium" in said


def test_a_browser_that_is_not_there() -> None:
    assert with_browser("navigateur") == (State.FAILED, "no command navigateur")


def test_a_browser_that_is_something_else() -> None:
    state, said = with_browser("ls")
    assert state is State.FAILED
    assert "is no Chromium" in said


def test_sessions_are_kept_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/dev/shm")  # noqa: S108  # the kernel's own
    (fact,) = memory(configured())
    assert fact.state is State.OK


def test_a_runtime_folder_on_disk_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    disk = Path(__file__).parent
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(disk))
    (fact,) = memory(configured())
    assert fact.state is State.FAILED
    assert str(disk) in fact.said(ENGLISH)
    assert list(disk.glob("kiosk-check-*")) == []


def test_the_innermost_mount_counts(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "overlay / overlay rw 0 0\n"
        "tmpfs /run tmpfs rw 0 0\n"
        "/dev/sda1 /run/two\\040words ext4 rw 0 0\n"
        "tmpfs /running tmpfs rw 0 0\n"
        "proc /hidden proc rw 0 0\n"
        "tmpfs /hidden tmpfs rw 0 0\n"
    )
    kinds = {
        "/": "overlay",
        "/run": "tmpfs",
        "/run/two words/x": "ext4",
        "/runner": "overlay",
        "/hidden/x": "tmpfs",
    }
    assert {path: filesystem(Path(path), mounts) for path in kinds} == kinds


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
    monkeypatch.setenv("PATH", str(tmp_path))
    (fact,) = stunnel(configured())
    assert fact.state is State.FAILED
    assert "stunnel, prlimit, setpriv" in fact.said(ENGLISH)
