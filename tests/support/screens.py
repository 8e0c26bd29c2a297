"""A screen of its own for a test: a virtual X server, a keyboard, a look at its windows."""

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

WIDTH, HEIGHT = 1280, 800


MOST_LOOKS = 20


@dataclass(frozen=True)
class Window:
    """A window as the X server tells of it."""

    title: str
    width: int
    height: int
    x: int
    y: int


@dataclass(frozen=True)
class Screen:
    """A running X server."""

    display: str

    def windows(self) -> list[Window]:
        """All that have a title."""
        command = ["/usr/bin/xwininfo", "-root", "-tree", "-display", self.display]
        for attempt in range(MOST_LOOKS):
            # It fails when a window goes while it looks.
            looked = subprocess.run(
                command, check=attempt == MOST_LOOKS - 1, capture_output=True, text=True
            )
            if looked.returncode == 0:
                break
        tree = looked.stdout
        found = re.findall(r'0x\w+ "(.*)": .*  (\d+)x(\d+)\+(-?\d+)\+(-?\d+) ', tree)
        return [Window(title, *map(int, numbers)) for title, *numbers in found]

    def press(self, key: str) -> None:
        """A key, e.g. "ctrl+h", for whatever has the focus."""
        environment = {**os.environ, "DISPLAY": self.display}
        subprocess.run(["/usr/bin/xdotool", "key", key], check=True, env=environment)


@contextmanager
def screen() -> Iterator[Screen]:
    """An X server without a window manager, on a number that is free."""
    read, write = os.pipe()
    with subprocess.Popen(
        [
            "/usr/bin/Xvfb",
            "-displayfd",
            str(write),
            "-screen",
            "0",
            f"{WIDTH}x{HEIGHT}x24",
            "-nolisten",
            "tcp",
        ],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    ) as server:
        os.close(write)
        try:
            with os.fdopen(read) as said:
                number = said.readline().strip()
            assert number, "Xvfb did not start"
            yield Screen(f":{number}")
        finally:
            server.terminate()
