"""How times, and what a portal says, are put into words."""

import pytest

from screens.countdown import GOOD_FOR
from screens.words import duration
from tests.screens.bare import FRENCH


@pytest.mark.parametrize(
    ("left", "lasts", "waits"),
    [
        (600, "10 minutes", "10 minutes"),
        (599.9, "10 minutes", "10 minutes"),
        (594.9, "9 minutes", "10 minutes"),
        (180.1, "3 minutes", "4 minutes"),
        (120, "2 minutes", "2 minutes"),
        (119.5, "119 secondes", "2 minutes"),
        (119, "119 secondes", "119 secondes"),
        (60, "60 secondes", "60 secondes"),
        (0.5, "0 seconde", "1 seconde"),
        (-3, "0 seconde", "0 seconde"),
    ],
)
def test_what_lasts_is_hardly_told_too_long_and_what_is_awaited_never_too_short(
    left: float, lasts: str, waits: str
) -> None:
    assert FRENCH.lasts(GOOD_FOR, left) == f"Valable {lasts}"
    assert FRENCH.waits(GOOD_FOR, left) == f"Valable {waits}"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(600, "10 min"), (5400, "1 h 30 min"), (14400, "4 h"), (45.5, "45 s"), (3659, "1 h")],
)
def test_a_duration_is_told_in_whole_minutes(seconds: float, said: str) -> None:
    assert duration(seconds).replace("\u00a0", " ") == said
