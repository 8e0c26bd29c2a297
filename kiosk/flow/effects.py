"""What the flow asks to be done, and how each of these may end."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.flow import events
from kiosk.flow.visit import KnownCard, Visit
from kiosk.identity import Holder, Identifier, Method
from kiosk.outcome import Outcome
from kiosk.secret import Secret
from kiosk.trouble import Trouble


class EndReason(StrEnum):
    """Why a visit ended, as the journal says it."""

    CARD_REMOVED = "card-removed"
    READER_LOST = "reader-lost"
    SERVICE_LOST = "service-lost"
    OTHER_CARD = "other-card"
    CARD_INSERTED = "card-inserted"
    """Into a visit without a card."""
    END_KEY = "end-key"
    IDLE = "idle"
    LIMIT = "limit"
    BROWSER_CLOSED = "browser-closed"
    STOPPED = "stopped"
    UNANSWERED = "unanswered"
    """Nobody used any of the codes that were shown."""


@dataclass(frozen=True, slots=True)
class ReadCard:
    """Read the card without a PIN, and judge it: dates, issuer, tries left."""

    visit: Visit


@dataclass(frozen=True, slots=True)
class WarmBrowser:
    """Start the browser, without a window, while the doctor types."""

    visit: Visit


@dataclass(frozen=True, slots=True)
class SignInWithCard:
    """Verify the PIN, open the portal with the card's key, and reset the card.

    PinAccepted is announced on the way; it ends nothing.
    """

    visit: Visit
    card: KnownCard
    pin: Secret
    last_try_allowed: bool
    """The card's tries are looked at again just before; LastTryMet if this says no."""


@dataclass(frozen=True, slots=True)
class AskPhone:
    """Ask the provider for a sign-in by phone, and wait for its answer.

    PhoneAsked is announced on the way; it ends nothing.
    """

    visit: Visit
    number: Identifier | None = None
    """Whose phone; None when whoever reads the code says it."""


@dataclass(frozen=True, slots=True)
class OpenPortal:
    """Open the portal with what the provider gave."""

    visit: Visit


class Page(StrEnum):
    """What the doctor does by herself in the browser, before there is a session."""

    PROVIDER = "provider"
    """She signs in at the provider of her e-CPS."""
    PASSWORD = "password"  # noqa: S105  # a name
    """She has the portal replace a forgotten password."""


@dataclass(frozen=True, slots=True)
class OpenPage:
    """Show a page that the doctor uses by herself.

    Of the provider's, LandingReached is announced when it has led her into the portal, however
    long after.
    """

    visit: Visit
    page: Page


@dataclass(frozen=True, slots=True)
class FetchForm:
    """Fetch the portal's form for identifier and password, while they are being typed."""

    visit: Visit


@dataclass(frozen=True, slots=True)
class SubmitPassword:
    """Fill the portal's form in, unless too many attempts were wrong."""

    visit: Visit
    number: Identifier
    password: Secret


@dataclass(frozen=True, slots=True)
class SubmitCode:
    """Answer the portal's question for the code that it has mailed."""

    visit: Visit
    code: Secret


@dataclass(frozen=True, slots=True)
class ResendCode:
    """Have the portal mail another code."""

    visit: Visit


@dataclass(frozen=True, slots=True)
class OpenBrowser:
    """Hand the portal session over to the browser."""

    visit: Visit


@dataclass(frozen=True, slots=True)
class EndVisit:
    """Cancel what runs, end card and browser, log out at the portal, wipe, verify."""

    visit: Visit


@dataclass(frozen=True, slots=True)
class Record:
    """One row of the journal."""

    outcome: Outcome
    method: Method | None = None
    visit: int = 0
    """The visit's number; 0 when it is about none."""
    about: EndReason | Trouble | None = None
    """Why; None when there is nothing to explain."""
    holder: Holder | None = None


VisitEffect = (
    ReadCard
    | WarmBrowser
    | SignInWithCard
    | AskPhone
    | OpenPortal
    | OpenPage
    | FetchForm
    | SubmitPassword
    | SubmitCode
    | ResendCode
    | OpenBrowser
)
"""Effects that end with their visit at the latest."""
Effect = VisitEffect | EndVisit | Record

ENDINGS: dict[type[Effect], tuple[type[events.Event], ...]] = {
    ReadCard: (events.CardRead, events.CardRefused),
    WarmBrowser: (events.BrowserWarmed, events.BrowserRefused),
    SignInWithCard: (
        events.PortalOpened,
        events.PinRejected,
        events.LastTryMet,
        events.SignInFailed,
    ),
    AskPhone: (events.PhoneApproved, events.CodeLapsed, events.SignInFailed),
    OpenPortal: (events.PortalOpened, events.SignInFailed),
    OpenPage: (events.PageOpened, events.BrowserRefused),
    FetchForm: (events.FormFetched, events.FormDelayed, events.FormRefused),
    SubmitPassword: (
        events.CodeMailed,
        events.PortalOpened,
        events.PasswordRejected,
        events.AttemptsSlowed,
        events.SignInFailed,
    ),
    SubmitCode: (
        events.PortalOpened,
        events.CodeRejected,
        events.CodeVoided,
        events.AttemptsSlowed,
        events.SignInFailed,
    ),
    ResendCode: (events.CodeMailed, events.CodeVoided, events.SignInFailed),
    OpenBrowser: (events.BrowserOpened, events.BrowserRefused),
    EndVisit: (events.VisitEnded,),
    Record: (events.Recorded, events.RecordFailed),
}
"""Every effect ends in exactly one of these, unless EndVisit cancelled it (invariant 6)."""
