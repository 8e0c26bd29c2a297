"""Codes that were mailed: each is good for one sign-in, once, and not for long."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

import pyotp

from kiosk.demo.doctors import Doctor
from kiosk.demo.portal.facts import CodeOver, CodeSent, Fact
from kiosk.demo.portal.gestures import Gesture

CODE_SECONDS = 5 * 60
DIGITS = 6
TRIES = 3
CODES_AT_MOST = 3
"""For one password; whoever wants more begins anew."""
PAUSE_SECONDS = 10
"""Between two of them."""


class Judged(StrEnum):
    """What a code came to."""

    RIGHT = "right"
    WRONG = "wrong"
    EXPIRED = "expired"
    OVER = "over"
    """It was wrong for the last time."""


@dataclass(slots=True)
class SignIn:
    """Somebody whose password was right. Times are seconds since the epoch."""

    doctor: Doctor
    secret: str = field(repr=False)
    """What the cookie of her browser holds."""
    otp: pyotp.HOTP = field(repr=False)
    letter: int = 0
    """The mail that counts; all letters of the portal are counted up from 1."""
    codes: int = 0
    """How many were sent; the last one counts."""
    sent: float = 0.0
    until: float = 0.0
    tries: int = TRIES
    ended: bool = False

    @property
    def renewable(self) -> bool:
        """Whether one more code can be sent, sooner or later."""
        return self.codes < CODES_AT_MOST

    def too_soon(self, now: float) -> bool:
        """For one more."""
        return now < self.sent + PAUSE_SECONDS


@dataclass(slots=True)
class SignIns:
    """All of them, by their secret.

    `now` gives seconds since the epoch; `later` calls something after some seconds.
    """

    now: Callable[[], float]
    tell: Callable[[Fact], None]
    later: Callable[[float, Callable[[], None]], object]
    _all: dict[str, SignIn] = field(default_factory=dict, repr=False)
    _letters: int = 0

    def open(self, doctor: Doctor) -> SignIn:
        """Her password was right."""
        secret = secrets.token_urlsafe(24)
        otp = pyotp.HOTP(pyotp.random_base32(), digits=DIGITS)
        self._all[secret] = SignIn(doctor, secret, otp)
        return self._all[secret]

    def find(self, secret: str | None) -> SignIn | None:
        """The one of this secret, unless it has come to its end."""
        return self._all.get(secret or "")

    def next_code(self, sign_in: SignIn) -> str:
        """Another code; the one before is good for nothing any more."""
        if sign_in.codes and not sign_in.ended:
            self.tell(CodeOver(sign_in.letter, "replaced"))
        self._letters += 1
        sign_in.letter = self._letters
        sign_in.codes += 1
        sign_in.sent = self.now()
        sign_in.until = sign_in.sent + CODE_SECONDS
        sign_in.ended = False
        self.tell(CodeSent(sign_in.letter, sign_in.doctor.number))
        self.later(CODE_SECONDS, self.sweep)
        return sign_in.otp.at(sign_in.codes)

    def judge(self, sign_in: SignIn, typed: str) -> Judged:
        """What this code comes to; the right one and the last wrong one are the end."""
        self.sweep()
        if sign_in.ended:
            return Judged.EXPIRED
        if sign_in.otp.verify("".join(typed.split()), sign_in.codes):
            self._end(sign_in, "used")
            return Judged.RIGHT
        sign_in.tries -= 1
        if sign_in.tries:
            return Judged.WRONG
        self._end(sign_in, "refused")
        return Judged.OVER

    def take(self, gesture: Gesture) -> None:
        """Somebody lets the code that was sent last run out."""
        if gesture is Gesture.EXPIRE:
            for sign_in in self._all.values():
                if sign_in.letter == self._letters:
                    sign_in.until = self.now()
            self.sweep()

    def sweep(self) -> None:
        """Ends the codes whose time is over; another one can still be asked for."""
        for sign_in in self._all.values():
            if not sign_in.ended and sign_in.codes and sign_in.until <= self.now():
                sign_in.ended = True
                self.tell(CodeOver(sign_in.letter, "expired"))

    def _end(self, sign_in: SignIn, how: str) -> None:
        del self._all[sign_in.secret]
        self.tell(CodeOver(sign_in.letter, how))
