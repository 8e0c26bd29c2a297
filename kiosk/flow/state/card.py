"""Signing in with a card."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.flow.desk import Desk
from kiosk.flow.visit import KnownCard, Visit
from kiosk.identity import Holder
from kiosk.secret import Secret


class PinHint(StrEnum):
    """What the last attempt to type the code came to."""

    NOT_FOUR_DIGITS = "not-four-digits"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class PinEntry:
    """The boxes are on screen; the name joins when the card is read."""

    desk: Desk
    visit: Visit
    deadline: float
    card: KnownCard | None = None
    hint: PinHint | None = None
    last_try_confirmed: bool = False
    pending: Secret | None = None
    """A code typed before the card was read; used at once when it is."""

    @property
    def holder(self) -> Holder | None:
        """Whose card it is, as soon as it is known."""
        return self.card.holder if self.card else None


@dataclass(frozen=True, slots=True)
class LastTryWarning:
    """One wrong code more and the card locks: does she know it?"""

    desk: Desk
    visit: Visit
    deadline: float
    card: KnownCard
    hint: PinHint | None = None

    @property
    def holder(self) -> Holder:
        """Whose card it is."""
        return self.card.holder
