"""How long an attempt has to wait, whatever happened before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.brake import policy
from kiosk.brake.policy import Tally, accepted, refused, taken_back, wait

MARKS = st.sampled_from("abc")
PAUSES = st.floats(0, 2 * policy.MEMORY)
HISTORIES = st.lists(st.tuples(PAUSES, st.one_of(st.none(), MARKS)), max_size=60)


def told(history: list[tuple[float, str | None]]) -> tuple[Tally, float]:
    """What is left of these refusals, each so long after the one before; and when that is."""
    tally, now = Tally(), 0.0
    for pause, mark in history:
        now += pause
        tally = refused(tally, mark, now)
    return tally, now


def refusals(mark: str | None, number: int, *, apart: float = policy.KIOSK_WINDOW) -> Tally:
    return told([(apart, mark)] * number)[0]


@pytest.mark.parametrize(
    ("number", "seconds"),
    [(0, 0), (3, 0), (4, 30), (5, 60), (6, 120), (7, 240), (8, 480), (9, 900), (500, 900)],
)
def test_an_identifier_waits_longer_with_each_refusal(number: int, seconds: float) -> None:
    tally = refusals("a", number)
    now = number * policy.KIOSK_WINDOW
    assert wait(tally, "a", now) == seconds
    assert wait(tally, "b", now) == 0
    assert wait(tally, None, now) == 0


@pytest.mark.parametrize(
    ("number", "seconds"), [(9, 0), (10, 30), (11, 60), (13, 240), (14, 300), (900, 300)]
)
def test_a_kiosk_waits_whatever_the_identifiers(number: int, seconds: float) -> None:
    tally, now = told([(1, f"{each}") for each in range(number)])
    assert wait(tally, None, now) == seconds
    assert wait(tally, "somebody else", now) == seconds


def test_a_wait_runs_out() -> None:
    tally, now = told([(0, "a")] * 5)
    assert [wait(tally, "a", now + passed) for passed in (0, 20, 59.5, 60, 61)] == [
        60, 40, 0.5, 0, 0,
    ]  # fmt: skip


def test_the_longer_wait_counts() -> None:
    tally, now = told([(0, "a")] * 11)
    assert wait(tally, None, now) == 60
    assert wait(tally, "a", now) == 900


def test_refusals_of_a_kiosk_are_forgotten_one_by_one() -> None:
    tally, now = told([(80, None)] * 11)
    assert wait(tally, None, now) == 60
    assert wait(tally, None, now + 30) == 30
    assert wait(tally, None, now + policy.KIOSK_WINDOW) == 0


def test_a_day_later_an_identifier_begins_anew() -> None:
    tally, now = told([(0, "a")] * 9)
    assert wait(refused(tally, "a", now + policy.MEMORY - 1), "a", now + policy.MEMORY - 1) == 900
    assert wait(refused(tally, "a", now + policy.MEMORY), "a", now + policy.MEMORY) == 0


def test_whoever_signs_in_is_forgiven_but_the_kiosk_is_not() -> None:
    tally, now = told([(0, "a")] * 12)
    after = accepted(tally, "a")
    assert wait(after, "a", now) == wait(tally, None, now) == 120
    assert wait(after, "a", now + policy.KIOSK_WINDOW) == 0
    assert accepted(after, "nobody") is after


def test_whoever_was_refused_longest_ago_is_forgotten_when_there_are_too_many() -> None:
    tally, now = told([(1, f"{each}") for each in range(policy.MOST + 5)])
    assert len(tally.counts) == policy.MOST
    assert "4" not in tally.counts
    tally = refused(tally, "5", now)
    assert "5" in refused(tally, "one more", now).counts


@given(HISTORIES, MARKS, PAUSES)
def test_a_wait_is_never_endless(
    history: list[tuple[float, str | None]], mark: str, later: float
) -> None:
    tally, now = told(history)
    assert 0 <= wait(tally, None, now + later) <= max(0, policy.KIOSK_LONGEST - later)
    assert 0 <= wait(tally, mark, now + later) <= max(0, policy.LONGEST - later)


@given(HISTORIES, st.one_of(st.none(), MARKS), MARKS)
def test_another_refusal_never_makes_a_wait_shorter(
    history: list[tuple[float, str | None]], refusal: str | None, mark: str
) -> None:
    tally, now = told(history)
    after = refused(tally, refusal, now)
    assert wait(after, None, now) >= wait(tally, None, now)
    assert wait(after, mark, now) >= wait(tally, mark, now)


@given(HISTORIES, MARKS)
def test_success_never_makes_a_wait_longer_and_leaves_others_as_they_were(
    history: list[tuple[float, str | None]], mark: str
) -> None:
    tally, now = told(history)
    after = accepted(tally, mark)
    assert wait(after, mark, now) == wait(tally, None, now)
    for other in {"a", "b", "c"} - {mark}:
        assert wait(after, other, now) == wait(tally, other, now)


@given(HISTORIES, MARKS, PAUSES)
def test_an_attempt_that_was_no_refusal_leaves_every_wait_as_it_was(
    history: list[tuple[float, str | None]], mark: str, pause: float
) -> None:
    tally, now = told(history)
    now += pause
    after = taken_back(refused(tally, mark, now), mark, tally.counts.get(mark), now)
    for each in (None, "a", "b", "c"):
        assert wait(after, each, now) == wait(tally, each, now)


@given(HISTORIES, MARKS)
def test_what_others_were_refused_meanwhile_still_counts(
    history: list[tuple[float, str | None]], mark: str
) -> None:
    tally, now = told(history)
    meanwhile = refused(refused(tally, mark, now), mark, now + 1)
    after = taken_back(meanwhile, mark, tally.counts.get(mark), now)
    assert wait(after, mark, now + 1) >= wait(refused(tally, mark, now + 1), mark, now + 1)
