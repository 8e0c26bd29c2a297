"""Another program that watches the readers, and says when PC/SC told it of a card.

It asks as the kiosk does (SCardGetStatusChange), and the clock it reads is the one all processes
share: the moment its call returns stands for the moment the kiosk's own call does.
"""

import subprocess
import sys
import time
from collections.abc import Mapping
from queue import SimpleQueue
from threading import Thread
from types import TracebackType
from typing import Self

from devices.reader.pcsc import PcscContext

SECONDS = 20


class Witness:
    """The running program, seen from the bench."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.witness"],
            env=environ,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._said: SimpleQueue[tuple[str, float]] = SimpleQueue()
        Thread(target=self._listen, daemon=True).start()
        self._sees("ready")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.wait()

    def sees_insertion(self) -> float:
        """When the next card was reported, in seconds of the monotonic clock."""
        return self._sees("in")

    def sees_removal(self) -> float:
        """When it was reported gone."""
        return self._sees("out")

    def _sees(self, expected: str) -> float:
        what, moment = self._said.get(timeout=SECONDS)
        assert what == expected, f"{what} came instead of {expected}"
        return moment

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            what, moment = line.split()
            self._said.put((what, float(moment)))


def watch() -> None:
    """Prints `in` or `out` and the moment, for the first reader, until it is killed."""
    context = PcscContext()
    looks = context.look(context.readers()[:1])
    _say("ready", time.monotonic())
    while True:
        before = looks[0].present
        looks = context.wait(looks, 1)
        moment = time.monotonic()
        if looks[0].present != before:
            _say("in" if looks[0].present else "out", moment)


def _say(what: str, moment: float) -> None:
    sys.stdout.write(f"{what} {moment!r}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    watch()
