"""`kiosk demo` in a real terminal, and the keys of its simulator bar."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from devices.processes import processes_of
from tests.support.terminal import Terminal
from tests.support.waiting import wait_for

F2, F3, F4, F5 = "\x1bOQ", "\x1bOR", "\x1bOS", "\x1b[15~"
F6, F7, F8, F9, F12 = "\x1b[17~", "\x1b[18~", "\x1b[19~", "\x1b[20~", "\x1b[24~"
CTRL_Q = "\x11"

WELCOME = "Insérez votre carte CPS"


class Demo(Terminal):
    """Waits longer than others: it starts a portal and a browser before it shows much."""

    def sees(self, words: str, seconds: float = 60) -> None:
        super().sees(words, seconds)


@contextmanager
def demo_in(runtime: Path, *options: str, **more: str) -> Iterator[Demo]:
    """The demo at its first screen; it is left by its key, and nothing of it remains.

    `more` is for its environment.
    """
    with TemporaryDirectory() as home:
        environ = {
            "PATH": os.environ["PATH"],
            "HOME": home,
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "XDG_RUNTIME_DIR": str(runtime),
            **more,
        }
        with Demo([sys.executable, "-m", "kiosk", "demo", *options], environ) as demo:
            demo.sees(WELCOME)
            yield demo
            demo.type(CTRL_Q)
            assert demo.ends(60) == 0
    wait_for(lambda: not processes_of(runtime))
    assert list(runtime.iterdir()) == []
