"""A real program in a real terminal: typed at and read as a person does."""

import fcntl
import os
import pty
import re
import signal
import struct
import subprocess
import termios
import threading
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Self

import pyte

from tests.support.waiting import wait_for

_KITTY = re.compile(rb"\x1b\[[<>=][0-9;]*u")
"""The kitty keyboard protocol, which pyte would show as a letter."""

ENTER = "\r"
ESCAPE = "\x1b"


class Terminal:
    """Runs a command on a pseudo-terminal and keeps its screen."""

    def __init__(
        self,
        command: Sequence[str],
        environ: Mapping[str, str],
        *,
        columns: int = 80,
        rows: int = 24,
    ) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._lock = threading.Lock()
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.process = subprocess.Popen(
            command, stdin=theirs, stdout=theirs, stderr=theirs, env=environ, start_new_session=True
        )
        os.close(theirs)
        self.output = bytearray()
        """Every byte the program ever wrote: what a terminal's scrollback could hold."""
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.hang_up()
        if error is not None:
            error.add_note("the screen was:\n" + self.text())

    def text(self) -> str:
        """What is on the screen now, line by line."""
        with self._lock:
            return "\n".join(line.rstrip() for line in self._screen.display)

    def type(self, keys: str) -> None:
        """Presses keys."""
        self.send(keys.encode())

    def send(self, data: bytes) -> None:
        """What a keyboard may send, letters or not."""
        os.write(self._ours, data)

    def sees(self, words: str, seconds: float = 20) -> None:
        """Waits until the words are on the screen, over line breaks and any spacing."""
        wanted = _bare(words)
        wait_for(lambda: wanted in _bare(self.text()), seconds)

    def hang_up(self) -> None:
        """Closes the terminal under the program; may be called twice."""
        if self._ours >= 0:
            os.close(self._ours)
            self._ours = -1
            self._reader.join(5)

    def ends(self, seconds: float = 20) -> int:
        """Waits for the program to end; its exit status."""
        return self.process.wait(seconds)

    def _read(self) -> None:
        while True:
            try:
                data = os.read(self._ours, 65536)
            except OSError:
                return
            if not data:
                return
            self.output += data
            with self._lock:
                self._stream.feed(_KITTY.sub(b"", data))


def _bare(text: str) -> str:
    return " ".join(text.replace("\N{NARROW NO-BREAK SPACE}", " ").split())
