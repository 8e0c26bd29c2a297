"""Runs the checks side by side, and waits for none of them longer than its time."""

import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass

from kiosk.check.fact import Fact, failed
from kiosk.config import Config
from kiosk.crash import describe
from kiosk.i18n import _

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Check:
    """One small function that looks at the world."""

    topic: str
    look: Callable[[Config], Iterable[Fact]]
    seconds: float
    """From the common start; what then has not answered has failed."""


def run(config: Config, checks: Sequence[Check]) -> Iterator[Fact]:
    """The facts in the order of the checks, each as soon as it is known."""
    start = time.monotonic()
    answers = [_started(check, config) for check in checks]
    for check, answer in zip(checks, answers, strict=True):
        try:
            yield from answer.result(max(0.0, start + check.seconds - time.monotonic()))
        except TimeoutError:
            yield failed(
                check.topic,
                _("no answer within {seconds} s"),
                _("restart what does not answer, or the computer"),
                seconds=round(check.seconds),
            )


def _started(check: Check, config: Config) -> "Future[list[Fact]]":
    """In a daemon thread: one that hangs in a library must not keep the command from ending."""
    answer: Future[list[Fact]] = Future()

    def work() -> None:
        try:
            answer.set_result(list(check.look(config)))
        except Exception as error:
            logger.warning("the check of %s broke:\n%s", check.topic, describe(error))
            answer.set_result([_broken(check, error)])

    threading.Thread(target=work, name=f"check-{check.topic}", daemon=True).start()
    return answer


def _broken(check: Check, error: Exception) -> Fact:
    return failed(
        check.topic,
        _("this check broke: {error}"),
        _("report it to the makers of the kiosk"),
        error=type(error).__name__,
    )
