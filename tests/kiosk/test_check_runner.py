"""Checks run side by side, and none of them can hold the others up."""

import threading
from collections.abc import Iterator

from kiosk.check import Check, Fact, State, run
from kiosk.check.fact import failed, ok, warning
from kiosk.config import Config
from kiosk.i18n import Language, Translator
from tests.support.configs import configured

HANG_SECONDS = 30


def states(*checks: Check) -> list[tuple[str, State]]:
    return [(fact.topic, fact.state) for fact in run(configured(), checks)]


def test_checks_run_at_the_same_time_and_answer_in_their_order() -> None:
    together = threading.Barrier(2, timeout=HANG_SECONDS)

    def first(_: Config) -> Iterator[Fact]:
        together.wait()
        yield ok("first", "one")
        yield warning("first", "two", "do")

    def second(_: Config) -> Iterator[Fact]:
        together.wait()
        yield failed("second", "three", "do")

    assert states(Check("first", first, HANG_SECONDS), Check("second", second, HANG_SECONDS)) == [
        ("first", State.OK),
        ("first", State.WARNING),
        ("second", State.FAILED),
    ]


def test_a_check_that_hangs_has_failed_and_the_others_are_heard() -> None:
    never = threading.Event()

    def hangs(_: Config) -> Iterator[Fact]:
        never.wait(HANG_SECONDS)
        yield ok("hangs", "too late")

    def answers(_: Config) -> Iterator[Fact]:
        yield ok("answers", "at once")

    assert states(Check("hangs", hangs, 0.05), Check("answers", answers, HANG_SECONDS)) == [
        ("hangs", State.FAILED),
        ("answers", State.OK),
    ]
    never.set()


def test_a_check_that_breaks_has_failed_and_says_nothing_private() -> None:
    def breaks(_: Config) -> Iterator[Fact]:
        yield ok("breaks", "so far")
        raise ValueError("a secret of the machine")

    (fact,) = run(configured(), [Check("breaks", breaks, HANG_SECONDS)])
    assert fact.state is State.FAILED
    assert "ValueError" in fact.said(Translator(Language.EN))
    assert "secret" not in fact.said(Translator(Language.EN))
