"""The simulated phone: what waits on it, and what becomes of that."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.demo.doctors import Doctor
from kiosk.demo.portal.facts import Fact, PhoneAnswered, PhoneAsked
from kiosk.demo.portal.gestures import Gesture
from kiosk.demo.portal.visitor import Way

ASK_SECONDS = 120
"""How long a question is good for; as long as Pro Santé Connect's."""


class Answer(StrEnum):
    """What became of a question."""

    APPROVED = "approved"
    REFUSED = "refused"
    EXPIRED = "expired"


_ANSWERS = {
    Gesture.APPROVE: Answer.APPROVED,
    Gesture.REFUSE: Answer.REFUSED,
    Gesture.EXPIRE: Answer.EXPIRED,
}


@dataclass(slots=True)
class Ask:
    """One question to a doctor: is it you who is signing in there?"""

    number: int
    way: Way
    shown: str
    doctor: Doctor
    until: float
    answer: Answer | None = None


@dataclass(slots=True)
class Phone:
    """Every doctor's: the question that came last is the one on its screen.

    `now` gives seconds since the epoch; `later` calls something after some seconds.
    """

    now: Callable[[], float]
    tell: Callable[[Fact], None]
    later: Callable[[float, Callable[[], None]], object]
    _asks: list[Ask] = field(default_factory=list)

    def ask(self, way: Way, shown: str, doctor: Doctor) -> Ask:
        """Puts a question on the screen."""
        self.sweep()
        ask = Ask(len(self._asks) + 1, way, shown, doctor, self.now() + ASK_SECONDS)
        self._asks.append(ask)
        self.tell(PhoneAsked(ask.number, ask.way, ask.shown, doctor.number))
        self.later(ASK_SECONDS, self.sweep)
        return ask

    def take(self, gesture: Gesture) -> None:
        """Somebody does this with what is on the screen; with nothing there it does nothing."""
        self.sweep()
        if self._asks:
            self.settle(self._asks[-1], _ANSWERS[gesture])

    def settle(self, ask: Ask, answer: Answer) -> None:
        """An answer, unless there has been one."""
        if ask.answer is None:
            ask.answer = answer
            self.tell(PhoneAnswered(ask.number, answer))

    def sweep(self) -> None:
        """Ends the questions whose time is over."""
        for ask in self._asks:
            if ask.until <= self.now():
                self.settle(ask, Answer.EXPIRED)
