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
    AnotherCodeRequested,
    BackRequested,
    CodeSubmitted,
    EndRequested,
    LastTryConfirmed,
    NumberSubmitted,
    PageRequested,
    PasswordForgotten,
    PasswordSubmitted,
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
from kiosk.flow.events.mail import (
    AttemptsSlowed,
    CodeMailed,
    CodeRejected,
    CodeVoided,
    FormDelayed,
    FormFetched,
    FormRefused,
    PasswordRejected,
)
from kiosk.flow.events.phone import (
    CodeLapsed,
    LandingReached,
    PageOpened,
    PhoneApproved,
    PhoneAsked,
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
    "AnotherCodeRequested",
    "AttemptsSlowed",
    "BackRequested",
    "BrowserClosed",
    "BrowserOpened",
    "BrowserRefused",
    "BrowserWarmed",
    "CardRead",
    "CardRefused",
    "CodeLapsed",
    "CodeMailed",
    "CodeRejected",
    "CodeSubmitted",
    "CodeVoided",
    "EndRequested",
    "Event",
    "FormDelayed",
    "FormFetched",
    "FormRefused",
    "KioskStarted",
    "LandingReached",
    "LastTryConfirmed",
    "LastTryMet",
    "LeftBehind",
    "NumberSubmitted",
    "PageOpened",
    "PageRequested",
    "PasswordForgotten",
    "PasswordRejected",
    "PasswordSubmitted",
    "PhoneApproved",
    "PhoneAsked",
    "PinAccepted",
    "PinRejected",
    "PinSubmitted",
    "PortalOpened",
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
    | PasswordSubmitted
    | PasswordForgotten
    | PageRequested
    | CodeSubmitted
    | AnotherCodeRequested
    | BackRequested
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
    | PageOpened
    | LandingReached
    | FormFetched
    | FormDelayed
    | FormRefused
    | AttemptsSlowed
    | PasswordRejected
    | CodeMailed
    | CodeRejected
    | CodeVoided
    | BrowserWarmed
    | BrowserRefused
    | PortalOpened
    | SignInFailed
    | BrowserOpened
    | BrowserClosed
    | VisitEnded
    | LeftBehind
)
