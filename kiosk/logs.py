"""Where the kiosk's own words go, as its terminal is the doctor's: to the journal of the system.

Where there is none, a file takes them. Nothing that a doctor typed or a server said is among them.
"""

import contextlib
import logging
import os
import socket
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler, SysLogHandler
from pathlib import Path

import click

from kiosk.config.defaults import state_directory
from kiosk.crash import describe
from kiosk.i18n import Translator, _

SYSTEM = Path("/dev/log")
"""systemd's journal listens there."""

READ_IT = "journalctl -t kiosk"
LARGEST = 1_000_000
"""Bytes of the file; one older file of that size stays beside it."""

OURS = ("kiosk", "screens", "devices")


class Reticent(logging.Filter):
    """Says of errors where and which kind, and of other people's lines only where they come from.

    Their texts may hold addresses, headers and the values that a task was called with.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.partition(".")[0] not in OURS:
            record.msg, record.args = f"{record.name} said something at line {record.lineno}", ()
        if record.exc_info and record.exc_info[1] is not None:
            record.msg, record.args = f"{record.getMessage()}\n{describe(record.exc_info[1])}", ()
        record.exc_info = record.exc_text = record.stack_info = None
        return True


class PrivateFile(RotatingFileHandler):
    """A file that only its owner may read, from its first byte on."""

    def _open(self) -> TextIOWrapper:
        return open(self.baseFilename, "a", encoding="utf-8", opener=_private)


def keep_log() -> str:
    """Keeps what is logged from now on; says where to read it. Empty: it cannot be kept."""
    # What goes wrong with the log must not be shown on the terminal, nor what was to be logged.
    logging.lastResort = None
    logging.raiseExceptions = False
    handler, where = _handler()
    handler.addFilter(Reticent())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    return where


def say_where(where: str, translator: Translator) -> None:
    """What an administrator finds on the terminal after a fault."""
    sentence = _("The kiosk has stopped after a fault.")
    more = _("What is known of it: {where}") if where else ""
    said = f"{translator.text(sentence)} {translator.text(more, where=where)}"
    # The terminal may be what has gone.
    with contextlib.suppress(OSError):
        click.echo(said.rstrip(), err=True)


def _handler() -> tuple[logging.Handler, str]:
    try:
        # The handler does not say that nobody listens.
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as trial:
            trial.connect(str(SYSTEM))
    except OSError:
        return _file()
    system = SysLogHandler(str(SYSTEM))
    system.ident = "kiosk: "
    system.setFormatter(logging.Formatter("%(name)s: %(message)s"))
    return system, READ_IT


def _file() -> tuple[logging.Handler, str]:
    path = state_directory() / "kiosk.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = PrivateFile(path, maxBytes=LARGEST, backupCount=1)
    except OSError:
        return logging.NullHandler(), ""
    file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    return file, str(path)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
