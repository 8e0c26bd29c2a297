"""Setting the clock, or losing it, neither frees anybody nor locks anybody out."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.brake import Brake, policy
from kiosk.brake.moment import PLAUSIBLE, Moment
from kiosk.identity import Identifier

SHE = Identifier("899700366240")
START = Moment("first", 1000.0, PLAUSIBLE + 50_000_000)


class Clock:
    """A computer's."""

    def __init__(self) -> None:
        self.moment = START

    def __call__(self) -> Moment:
        return self.moment

    def passes(self, seconds: float) -> None:
        now = self.moment
        self.moment = replace(now, since_boot=now.since_boot + seconds, wall=now.wall + seconds)

    def is_set(self, wall: float) -> None:
        self.moment = replace(self.moment, wall=wall)

    def starts_anew(self, wall: float) -> None:
        self.moment = Moment(f"after {self.moment.boot}", 20.0, wall)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def kiosk(tmp_path: Path, clock: Clock) -> Callable[[], Brake]:
    """Starts it."""
    return lambda: Brake(tmp_path / "brake.json", clock)


async def refuse(brake: Brake, times: int) -> None:
    for _ in range(times):
        await brake.tried(SHE)


async def test_a_restart_frees_nobody(kiosk: Callable[[], Brake], clock: Clock) -> None:
    await refuse(kiosk(), 6)
    clock.passes(20)
    assert await kiosk().wait(SHE) == 100


@pytest.mark.parametrize("wall", [0.0, START.wall - 3600, START.wall + 3600, 4e9])
async def test_a_clock_that_is_set_while_the_computer_runs_changes_nothing(
    kiosk: Callable[[], Brake], clock: Clock, wall: float
) -> None:
    brake = kiosk()
    await refuse(brake, 6)
    clock.is_set(wall)
    clock.passes(20)
    for each in (brake, kiosk()):
        assert await each.wait(SHE) == 100


async def test_the_time_that_a_computer_was_off_counts(
    kiosk: Callable[[], Brake], clock: Clock
) -> None:
    await refuse(kiosk(), 6)
    clock.starts_anew(START.wall + 50)
    assert await kiosk().wait(SHE) == 70


@pytest.mark.parametrize("wall", [0.0, 1e6, PLAUSIBLE - 1, START.wall - 1])
async def test_a_computer_that_starts_in_the_past_waits_once_more(
    kiosk: Callable[[], Brake], clock: Clock, wall: float
) -> None:
    await refuse(kiosk(), 6)
    clock.starts_anew(wall)
    assert await kiosk().wait(SHE) == 120
    clock.passes(50)
    assert await kiosk().wait(SHE) == 70
    clock.is_set(START.wall + policy.MEMORY)
    clock.passes(50)
    assert await kiosk().wait(SHE) == 20


async def test_what_was_refused_in_1970_is_not_forgotten_when_the_right_time_is_known(
    kiosk: Callable[[], Brake], clock: Clock
) -> None:
    clock.starts_anew(5.0)
    await refuse(kiosk(), 6)
    clock.starts_anew(START.wall)
    assert await kiosk().wait(SHE) == 120
    clock.passes(120)
    assert await kiosk().wait(SHE) == 0


MOMENTS = st.builds(Moment, st.sampled_from(["", "a", "b"]), st.floats(0, 1e8), st.floats(0, 4e9))


@given(MOMENTS, MOMENTS)
def test_time_never_goes_back(one: Moment, other: Moment) -> None:
    passed = other.follows(one)
    assert passed is None or passed >= 0


def test_a_computer_tells_which_run_it_is_in() -> None:
    one, other = Moment.now(), Moment.now()
    assert one.boot == other.boot != ""
    passed = other.follows(one)
    assert passed is not None
    assert 0 <= passed < 60
