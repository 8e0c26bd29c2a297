"""A program on a pseudo-terminal, and when it wrote what."""

import os
import re
import threading
import time
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Self

import pyte

from tests.support.pseudo_terminal import KITTY, killed, started

COLUMNS, ROWS = 80, 24

_CONTROL = re.compile(
    rb"\x1b\[[0-9;?<=>$]*[a-zA-Z]"
    rb"|\x1b\].*?(?:\x07|\x1b\\)"  # titles and the like
    rb"|\x1b[^\[\]]|[\r\x0e\x0f]"
)


def words(text: str) -> re.Pattern[str]:
    """Looks for these words in one piece."""
    return re.compile(re.escape(text))


class Tape:
    """Stamps every piece of output at the moment it is read, and looks at it afterwards.

    While time runs, only control sequences are taken out of what came; the terminal emulator, slow
    as it is, is asked when it is over.
    """

    def __init__(self, command: Sequence[str], environ: Mapping[str, str]) -> None:
        self._pieces: list[tuple[float, bytes]] = []
        self._begin = 0
        self._came = threading.Condition()
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self._screen)
        self._shown = 0
        self.started = time.monotonic()
        """Just before the process was."""
        self.process, self._ours = started(command, environ, columns=COLUMNS, rows=ROWS)
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
        self._reader.join(5)
        os.close(self._ours)
        if error is not None:
            error.add_note("the screen was:\n" + self.text())

    def mark(self) -> None:
        """What came before counts no more."""
        with self._came:
            self._begin = len(self._pieces)

    def type(self, keys: str) -> float:
        """Presses keys; when, in seconds of the monotonic clock."""
        moment = time.monotonic()
        os.write(self._ours, keys.encode())
        return moment

    def until(self, wanted: re.Pattern[str], seconds: float = 60) -> float:
        """Waits for this since the mark; when the piece came that completed it."""
        deadline = time.monotonic() + seconds
        with self._came:
            while True:
                if wanted.search(_plain(self._since_mark())):
                    return self._pieces[-1][0]
                if not self._came.wait(deadline - time.monotonic()):
                    raise TimeoutError(f"never came: {wanted.pattern}")

    def text(self) -> str:
        """The screen as a person sees it, line by line."""
        with self._came:
            pieces = self._pieces[self._shown :]
            self._shown = len(self._pieces)
        for _, data in pieces:
            self._stream.feed(KITTY.sub(b"", data))
        return "\n".join(line.rstrip() for line in self._screen.display)

    def shows(self, wanted: re.Pattern[str]) -> None:
        """Makes sure that what was waited for is really to be seen."""
        assert wanted.search(self.text()), f"not on the screen: {wanted.pattern}"

    def _since_mark(self) -> bytes:
        return b"".join(data for _, data in self._pieces[self._begin :])

    def _read(self) -> None:
        while True:
            try:
                data = os.read(self._ours, 65536)
            except OSError:
                return
            moment = time.monotonic()
            with self._came:
                self._pieces.append((moment, data))
                self._came.notify_all()


def _plain(data: bytes) -> str:
    return _CONTROL.sub(b"", data).decode(errors="replace")
