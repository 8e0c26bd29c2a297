"""A real program in a real terminal: typed at and read as a person does."""

import os
import threading
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Self

import pyte

from tests.support.pseudo_terminal import KITTY, killed, started
from tests.support.waiting import wait_for

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
        self.process, self._ours = started(command, environ, columns=columns, rows=rows)
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
        killed(self.process)
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
                self._stream.feed(KITTY.sub(b"", data))


def _bare(text: str) -> str:
    return " ".join(text.replace("\N{NARROW NO-BREAK SPACE}", " ").split())
