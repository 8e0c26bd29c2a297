"""Who may come in by password, and who has tried too often."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.demo.doctors import DOCTORS, MARTIN, PETIT, Doctor

WRONG_AT_MOST = 5
LOCK_SECONDS = 60


class Refused(StrEnum):
    """Why somebody does not come in."""

    WRONG = "wrong"
    """The identifier is nobody's, or the password another one."""
    LOCKED = "locked"
    FIRST = "first"
    """She has never been here by her card or the e-CPS."""


@dataclass(slots=True)
class _Account:
    wrong: int = 0
    locked_until: float = 0.0


@dataclass(slots=True)
class Accounts:
    """All of them, by national number. `now` gives seconds since the epoch."""

    now: Callable[[], float]
    _known: set[str] = field(default_factory=lambda: {MARTIN.number, PETIT.number})
    """Whoever has been here before the demo began, and since."""
    _all: dict[str, _Account] = field(default_factory=dict)

    def seen(self, number: str) -> None:
        """She has proved who she is, by her card or the e-CPS."""
        self._known.add(number)

    def check(self, identifier: str, password: str) -> Doctor | Refused:
        """Whose password it is. Whoever gets it wrong too often waits, also with the right one."""
        number = "".join(identifier.split())
        account = self._all.setdefault(number, _Account())
        if self.now() < account.locked_until:
            return Refused.LOCKED
        doctor = DOCTORS.get(number)
        if doctor is not None and number not in self._known:
            return Refused.FIRST
        if doctor is not None and _same(password, doctor.password):
            account.wrong = 0
            return doctor
        return self._count(account)

    def _count(self, account: _Account) -> Refused:
        account.wrong += 1
        if account.wrong < WRONG_AT_MOST:
            return Refused.WRONG
        account.wrong = 0
        account.locked_until = self.now() + LOCK_SECONDS
        return Refused.LOCKED


def _same(one: str, other: str) -> bool:
    return secrets.compare_digest(one.encode(), other.encode())
