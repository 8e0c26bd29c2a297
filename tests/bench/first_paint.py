"""From the start of a process to its first words on the terminal."""

import sys

from tests.bench.empty_app import WORD
from tests.bench.figures import Figure, Series
from tests.bench.rig import WELCOME, Rig
from tests.bench.tape import Tape, words

ROUNDS = 10
FIRST = words("Un instant")
"""The readers have not been looked for yet."""


def measure(rig: Rig) -> list[Figure]:
    """Kiosk and empty app by turns, after one start of each that fills the disk cache."""
    _kiosk(rig), _empty(rig)
    turns = [(_kiosk(rig), _empty(rig)) for _ in range(ROUNDS)]
    return [
        Figure(
            what="First paint",
            unit="ms",
            ours=Series([painted for (painted, _), _ in turns]),
            floor=Series([empty for _, empty in turns]),
            ratio_limit=1.5,
        ),
        Figure(
            what="Ready for a card, from the start",
            unit="ms",
            ours=Series([ready for (_, ready), _ in turns]),
        ),
    ]


def _kiosk(rig: Rig) -> tuple[float, float]:
    with rig.kiosk() as tape:
        painted = tape.until(FIRST)
        ready = tape.until(WELCOME)
        tape.shows(WELCOME)
        return (painted - tape.started) * 1000, (ready - tape.started) * 1000


def _empty(rig: Rig) -> float:
    command = [sys.executable, "-m", "tests.bench.empty_app"]
    with Tape(command, rig.stack.environment()) as tape:
        painted = tape.until(words(WORD))
        tape.shows(words(WORD))
        return (painted - tape.started) * 1000
