"""On the way to a session, and in it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from devices.kit import PageSeen
from kiosk.flow.desk import Desk
from kiosk.flow.effects import Page
from kiosk.flow.mail import MailedCode
from kiosk.flow.visit import KnownCard, Visit
from kiosk.identity import Holder, Identifier


class SignInStep(StrEnum):
    """The real steps between what she typed, or the phone, and the page."""

    CHECKING_PIN = "checking-pin"
    CHECKING_PASSWORD = "checking-password"  # noqa: S105  # a name
    CHECKING_CODE = "checking-code"
    OPENING_PORTAL = "opening-portal"
    OPENING_PAGE = "opening-page"


@dataclass(frozen=True, slots=True)
class SigningIn:
    """What she typed or what the phone gave, then the portal, then the page."""

    desk: Desk
    visit: Visit
    deadline: float
    holder: Holder
    card: KnownCard | None = None
    """None when she came without one."""
    step: SignInStep = SignInStep.CHECKING_PIN
    number: Identifier | None = None
    """Whose password or code it is; None when she came in another way."""
    mailed: MailedCode | None = None
    """Of the code that is being tried."""


@dataclass(frozen=True, slots=True)
class AtPage:
    """She does something by herself on a page in the browser, in which a session may begin."""

    desk: Desk
    visit: Visit
    deadline: float
    began: float
    page: Page = Page.PROVIDER
    number: Identifier | None = None
    """Whose password is being replaced."""
    opened: bool = False
    """Whether the page is there."""
    holder: ClassVar[None] = None


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
