"""Ten thousand cards in and out."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from threading import Thread

from tests.bench.figures import Figure, Series
from tests.bench.idle import resident
from tests.bench.rig import Rig
from tests.support.cps3_cards import VITALE_ATR
from tests.support.vpcd import SilentCard

CYCLES = 10_000
WARM = 1_000
"""Cycles after which memory is looked at first."""
PATIENCE = 3.0


def measure(rig: Rig) -> list[Figure]:
    """Each move waits until the one before was told of, or is given up as missed."""
    missed = 0
    with _watcher(rig) as (pid, said):
        for number in range(1, CYCLES + 1):
            rig.reader.insert(SilentCard(VITALE_ATR))
            missed += not _came(said, "in")
            rig.reader.remove()
            missed += not _came(said, "out")
            if number == WARM:
                early = resident(pid)
        late = resident(pid)
        assert said.empty(), "more moves were told of than were made"
    return [
        Figure(
            what=f"Missed of {CYCLES:,} insertions and {CYCLES:,} removals",
            unit="",
            ours=Series([missed]),
            limit=0,
        ),
        Figure(
            what=f"Growth of the watcher's memory from cycle {WARM:,} to {CYCLES:,}",
            unit="MB",
            ours=Series([late - early]),
            limit=1,
            digits=2,
        ),
    ]


@contextmanager
def _watcher(rig: Rig) -> Iterator[tuple[int, SimpleQueue[str]]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.counting"],
        env={**os.environ, **rig.stack.pcsc.environ},
        stdout=subprocess.PIPE,
        text=True,
    )
    said: SimpleQueue[str] = SimpleQueue()

    def listen() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            said.put(line.strip())

    Thread(target=listen, daemon=True).start()
    try:
        yield process.pid, said
    finally:
        process.kill()
        process.wait()


def _came(said: SimpleQueue[str], expected: str) -> bool:
    try:
        return said.get(timeout=PATIENCE) == expected
    except Empty:
        return False
