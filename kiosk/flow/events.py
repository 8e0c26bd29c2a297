"""Everything that can happen, in the past tense.

Facts of the readers come from devices/events.py as they are. The others are what the doctor did,
what the clock says, and how effects ended.
"""

from dataclasses import dataclass
from datetime import datetime

from devices.events import ReaderEvent
from devices.kit import PageSeen, Wiped
from devices.pin import PinTries
from kiosk.flow.visit import KnownCard, Visit
from kiosk.identity import Holder
from kiosk.secret import Secret
from kiosk.trouble import Trouble


@dataclass(frozen=True, slots=True)
class Tick:
    """The clock: monotonic seconds, and the wall clock for people."""

    now: float
    wall: datetime


@dataclass(frozen=True, slots=True)
class KioskStarted:
    """The kiosk is up, with nobody signed in."""

    leftovers: tuple[Wiped, ...] = ()
    """The sessions of a kiosk that died, as wiped now; their portal was told nothing."""


@dataclass(frozen=True, slots=True)
class Touched:
    """The doctor pressed a key here, or did something in the browser."""


@dataclass(frozen=True, slots=True)
class StartRequested:
    """Somebody wants to begin with the card that already lies in the reader."""


@dataclass(frozen=True, slots=True)
class PinSubmitted:
    """Typed for this visit, and for no other: another card may have come in the meantime."""

    visit: Visit
    pin: Secret


@dataclass(frozen=True, slots=True)
class LastTryConfirmed:
    """The doctor says that she knows the code, before the card's last try."""

    visit: Visit


@dataclass(frozen=True, slots=True)
class EndRequested:
    """The end key, or "back": what is on this screen shall stop."""

    visit: Visit | None
    """None on a screen that belongs to no visit."""


@dataclass(frozen=True, slots=True)
class StopRequested:
    """The kiosk itself is told to stop."""


@dataclass(frozen=True, slots=True)
class CardRead:
    visit: Visit
    card: KnownCard


@dataclass(frozen=True, slots=True)
class CardRefused:
    visit: Visit
    trouble: Trouble
    holder: Holder | None = None
    """Whose card it is, if it could be read."""


@dataclass(frozen=True, slots=True)
class BrowserWarmed:
    visit: Visit


@dataclass(frozen=True, slots=True)
class BrowserRefused:
    """It could not be started, or could not show the page."""

    visit: Visit
    trouble: Trouble


@dataclass(frozen=True, slots=True)
class PinAccepted:
    visit: Visit


@dataclass(frozen=True, slots=True)
class PinRejected:
    visit: Visit
    tries: PinTries


@dataclass(frozen=True, slots=True)
class LastTryMet:
    """Another program has used tries meanwhile: one is left, and the PIN was not presented."""

    visit: Visit


@dataclass(frozen=True, slots=True)
class PortalOpened:
    """The portal let the doctor in; the cookies stay with the effects, never here."""

    visit: Visit


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


@dataclass(frozen=True, slots=True)
class Recorded:
    """The journal has the row."""


@dataclass(frozen=True, slots=True)
class RecordFailed:
    """The journal could not be written."""


Event = (
    ReaderEvent
    | Tick
    | KioskStarted
    | Touched
    | StartRequested
    | PinSubmitted
    | LastTryConfirmed
    | EndRequested
    | StopRequested
    | CardRead
    | CardRefused
    | BrowserWarmed
    | BrowserRefused
    | PinAccepted
    | PinRejected
    | LastTryMet
    | PortalOpened
    | SignInFailed
    | BrowserOpened
    | BrowserClosed
    | LeftBehind
    | VisitEnded
    | Recorded
    | RecordFailed
)
