"""Where the kiosk can be. Each state is complete: a screen needs nothing else to show it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from devices.events import Insertion
from devices.kit import PageSeen
from kiosk.flow.desk import Desk
from kiosk.flow.effects import EndReason
from kiosk.flow.phone import Asked, Lapse, NumberHint
from kiosk.flow.visit import KnownCard, Visit
from kiosk.identity import Holder, Identifier, Method
from kiosk.secret import Secret
from kiosk.trouble import Trouble


class PinHint(StrEnum):
    """What the last attempt to type the code came to."""

    NOT_FOUR_DIGITS = "not-four-digits"
    REJECTED = "rejected"


class SignInStep(StrEnum):
    """The real steps between the PIN, or the phone, and the page."""

    CHECKING_PIN = "checking-pin"
    OPENING_PORTAL = "opening-portal"
    OPENING_PAGE = "opening-page"


@dataclass(frozen=True, slots=True)
class Notice:
    """What the welcome screen still has to say about the last visit."""

    about: EndReason | Trouble
    until: float
    had_session: bool = True
    """False when the doctor left before she was signed in."""


@dataclass(frozen=True, slots=True)
class Welcome:
    """Nobody is here."""

    desk: Desk
    notice: Notice | None = None
    visit: ClassVar[None] = None


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


@dataclass(frozen=True, slots=True)
class NumberEntry:
    """Whose phone shall be asked? She types her national number."""

    desk: Desk
    visit: Visit
    deadline: float
    typed: str = ""
    """What stands there already: a number that may be used again."""
    hint: NumberHint | None = None
    doubted: Identifier | None = None
    """Its check digit is wrong; when it comes a second time it is believed."""
    holder: ClassVar[None] = None


@dataclass(frozen=True, slots=True)
class AwaitingPhone:
    """The provider asks her phone; what she needs for that is on screen."""

    desk: Desk
    visit: Visit
    deadline: float
    number: Identifier | None = None
    asked: Asked | None = None
    """None until the provider has answered."""
    renewals: int = 0
    """How many fresh codes there have been after the first."""
    lapse: Lapse | None = None
    """Why the one before was replaced."""
    holder: ClassVar[None] = None


@dataclass(frozen=True, slots=True)
class AtProvider:
    """She signs in on the provider's own page, in the browser."""

    desk: Desk
    visit: Visit
    deadline: float
    began: float
    opened: bool = False
    """Whether the page is there."""
    holder: ClassVar[None] = None


@dataclass(frozen=True, slots=True)
class SigningIn:
    """The card or what the phone gave, then the portal, then the page."""

    desk: Desk
    visit: Visit
    deadline: float
    holder: Holder
    card: KnownCard | None = None
    """None when she came without one."""
    step: SignInStep = SignInStep.CHECKING_PIN


@dataclass(frozen=True, slots=True)
class SessionOpen:
    """Her page is in the browser."""

    desk: Desk
    visit: Visit
    holder: Holder
    page: PageSeen
    opened: float
    touched: float

    @property
    def deadline(self) -> float:
        """When the session ends by itself, idle or not."""
        return min(self.idle_at, self.opened + self.desk.rules.longest)

    @property
    def idle_at(self) -> float:
        """When the session ends unless somebody touches something."""
        return self.touched + self.desk.rules.idle


@dataclass(frozen=True, slots=True)
class Refusal:
    """Says why, what to do, and what else is possible."""

    desk: Desk
    trouble: Trouble
    deadline: float
    card: Insertion | None = None
    """The card it is about; with its removal the screen gives way."""
    method: Method = Method.CARD
    """The way that led here: the one to try again first."""
    number: Identifier | None = None
    """Whose phone was asked: it need not be typed again."""
    visit: ClassVar[None] = None


@dataclass(frozen=True, slots=True)
class Stopped:
    """The kiosk is going down; nothing begins any more."""

    desk: Desk
    visit: ClassVar[None] = None


Visiting = (
    PinEntry | LastTryWarning | NumberEntry | AwaitingPhone | AtProvider | SigningIn | SessionOpen
)
"""States that belong to a visit; leaving them ends it."""
State = Welcome | Visiting | Refusal | Stopped


def card_of(state: State) -> Insertion | None:
    """The card whose removal ends this state, if there is one."""
    if isinstance(state, Refusal):
        return state.card
    return state.visit.card if state.visit is not None else None
