"""How a session opened, or did not, and how everything of a visit ended."""

from dataclasses import dataclass

from devices.kit import PageSeen
from kiosk.flow.visit import Visit
from kiosk.identity import Holder
from kiosk.trouble import Trouble


@dataclass(frozen=True, slots=True)
class BrowserWarmed:
    visit: Visit


@dataclass(frozen=True, slots=True)
class BrowserRefused:
    """It could not be started, or could not show the page."""

    visit: Visit
    trouble: Trouble


@dataclass(frozen=True, slots=True)
class PortalOpened:
    """The portal let the doctor in; the cookies stay with the effects, never here."""

    visit: Visit
    holder: Holder | None = None
    """Whom its page names, when nobody else has told before."""


@dataclass(frozen=True, slots=True)
class SignInFailed:
    visit: Visit
    trouble: Trouble


@dataclass(frozen=True, slots=True)
class BrowserOpened:
    visit: Visit
    page: PageSeen


@dataclass(frozen=True, slots=True)
class BrowserClosed:
    """The doctor closed the last window, or the browser died."""

    visit: Visit


@dataclass(frozen=True, slots=True)
class VisitEnded:
    """Everything of a visit is gone, or not quite."""

    visit: Visit
    wiped: bool
    """No process and no file of its browser remains."""
    card_reset: bool
    """Nobody can use the PIN that the card was given."""
    logged_out: bool | None
    """Whether the portal confirmed; None when there was no portal session."""


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """Something could not be cleared. It is said at once, not when the portal has answered."""

    trouble: Trouble
    visit: Visit
