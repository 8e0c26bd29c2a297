"""Everything that can happen, in the past tense.

Facts of the readers come from devices/events.py as they are. The others are what the doctor did,
what the clock says, and how effects ended.
"""

from devices.events import ReaderEvent
from kiosk.flow.events.card import (
    CardRead,
    CardRefused,
    LastTryMet,
    PinAccepted,
    PinRejected,
)
from kiosk.flow.events.doctor import (
    EndRequested,
    LastTryConfirmed,
    NumberSubmitted,
    PinSubmitted,
    StartRequested,
    Touched,
    WayChosen,
)
from kiosk.flow.events.kiosk import (
    KioskStarted,
    Recorded,
    RecordFailed,
    StopRequested,
    Tick,
)
from kiosk.flow.events.phone import (
    CodeLapsed,
    LandingReached,
    PhoneApproved,
    PhoneAsked,
    ProviderPageOpened,
)
from kiosk.flow.events.session import (
    BrowserClosed,
    BrowserOpened,
    BrowserRefused,
    BrowserWarmed,
    LeftBehind,
    PortalOpened,
    SignInFailed,
    VisitEnded,
)

__all__ = [
    "BrowserClosed",
    "BrowserOpened",
    "BrowserRefused",
    "BrowserWarmed",
    "CardRead",
    "CardRefused",
    "CodeLapsed",
    "EndRequested",
    "Event",
    "KioskStarted",
    "LandingReached",
    "LastTryConfirmed",
    "LastTryMet",
    "LeftBehind",
    "NumberSubmitted",
    "PhoneApproved",
    "PhoneAsked",
    "PinAccepted",
    "PinRejected",
    "PinSubmitted",
    "PortalOpened",
    "ProviderPageOpened",
    "RecordFailed",
    "Recorded",
    "SignInFailed",
    "StartRequested",
    "StopRequested",
    "Tick",
    "Touched",
    "VisitEnded",
    "WayChosen",
]

Event = (
    ReaderEvent
    | Tick
    | KioskStarted
    | StopRequested
    | Recorded
    | RecordFailed
    | Touched
    | StartRequested
    | WayChosen
    | NumberSubmitted
    | PinSubmitted
    | LastTryConfirmed
    | EndRequested
    | CardRead
    | CardRefused
    | PinAccepted
    | PinRejected
    | LastTryMet
    | PhoneAsked
    | PhoneApproved
    | CodeLapsed
    | ProviderPageOpened
    | LandingReached
    | BrowserWarmed
    | BrowserRefused
    | PortalOpened
    | SignInFailed
    | BrowserOpened
    | BrowserClosed
    | VisitEnded
    | LeftBehind
)
