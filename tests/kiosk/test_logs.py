"""What an administrator finds of a kiosk that failed, and what nobody finds."""

import logging
import os
import socket
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk import logs
from tests.support.configs import MINIMAL, written
from tests.support.terminal import Terminal

SECRET = "4321-secret"

FAULTY = f"""
import asyncio, logging, sys
import devices.real, kiosk.logs
from pathlib import Path
from kiosk.cli import main

def real_kit(**settings):
    pin = "{SECRET}"
    logging.getLogger("httpcore").debug(pin)
    logging.getLogger("asyncio").error(pin)
    raise RuntimeError(pin)

devices.real.real_kit = real_kit
kiosk.logs.SYSTEM = Path("nobody-listens")
main(["run", "--as-root"])
"""


@pytest.fixture
def root_logger() -> Iterator[None]:
    """Gives logging back as it was."""
    root = logging.getLogger()
    before = root.handlers[:], root.level, logging.lastResort, logging.raiseExceptions
    root.handlers = []
    yield
    for handler in root.handlers:
        handler.close()
    root.handlers, root.level, logging.lastResort, logging.raiseExceptions = before


def test_a_fault_at_the_start_is_found_and_tells_no_secret(tmp_path: Path) -> None:
    written(tmp_path, MINIMAL)
    state = tmp_path / "state"
    environ = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "TERM": "xterm-256color",
        "STATE_DIRECTORY": str(state),
        "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
    }
    command = ["env", "-C", str(tmp_path), sys.executable, "-c", FAULTY]
    with Terminal(command, environ, columns=200) as terminal:
        assert terminal.ends() == os.EX_SOFTWARE
        terminal.sees("Le poste s’est arrêté après une panne.")
        terminal.sees("kiosk.log")
        output = bytes(terminal.output)
    log = state / "kiosk.log"
    text = log.read_text(encoding="utf-8")
    assert text.count("builtins.RuntimeError") == 1
    assert "real_kit" in text
    assert "asyncio said something" in text
    assert "httpcore" not in text
    assert SECRET not in text
    assert SECRET.encode() not in output
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


@pytest.mark.usefixtures("root_logger")
def test_the_journal_of_the_system_is_told_where_there_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as journald:
        journald.bind(str(tmp_path / "log"))
        journald.settimeout(10)
        monkeypatch.setattr(logs, "SYSTEM", tmp_path / "log")
        assert logs.keep_log() == "journalctl -t kiosk"
        try:
            int(SECRET)
        except ValueError:
            logging.getLogger("kiosk.app").exception("a fault")
        line = journald.recv(10_000).decode()
    assert "kiosk: kiosk.app: a fault\nbuiltins.ValueError" in line
    assert SECRET not in line


@pytest.mark.usefixtures("root_logger")
def test_the_file_does_not_grow_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "SYSTEM", tmp_path / "nobody-listens")
    monkeypatch.setattr(logs, "LARGEST", 5_000)
    monkeypatch.setenv("STATE_DIRECTORY", str(tmp_path))
    assert logs.keep_log() == str(tmp_path / "kiosk.log")
    for _ in range(500):
        logging.getLogger("kiosk.app").warning("a line of some length")
    found = {path.name: path.stat() for path in tmp_path.iterdir()}
    assert set(found) == {"kiosk.log", "kiosk.log.1"}
    assert all(each.st_size <= 5_000 for each in found.values())
    assert {stat.S_IMODE(each.st_mode) for each in found.values()} == {0o600}


@pytest.mark.usefixtures("root_logger")
def test_a_kiosk_that_can_write_nowhere_runs_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(logs, "SYSTEM", tmp_path / "nobody-listens")
    monkeypatch.setenv("STATE_DIRECTORY", str(tmp_path / "file" / "state"))
    assert logs.keep_log() == ""
    logging.getLogger("kiosk.app").critical("unheard")
    assert capfd.readouterr() == ("", "")
