"""Where the kiosk can be. Each state is complete: a screen needs nothing else to show it."""

from devices.events import Insertion
from kiosk.flow.state.card import LastTryWarning, PinEntry, PinHint
from kiosk.flow.state.idle import Notice, Refusal, Stopped, Welcome
from kiosk.flow.state.mail import CodeEntry, PasswordEntry, PasswordHelp
from kiosk.flow.state.phone import AwaitingPhone, NumberEntry
from kiosk.flow.state.session import AtPage, SessionOpen, SigningIn, SignInStep

__all__ = [
    "AtPage",
    "AwaitingPhone",
    "BeforeSession",
    "CodeEntry",
    "LastTryWarning",
    "Notice",
    "NumberEntry",
    "PasswordEntry",
    "PasswordHelp",
    "PinEntry",
    "PinHint",
    "Refusal",
    "SessionOpen",
    "SignInStep",
    "SigningIn",
    "State",
    "Stopped",
    "Visiting",
    "Welcome",
    "card_of",
]

BeforeSession = (
    PinEntry
    | LastTryWarning
    | NumberEntry
    | AwaitingPhone
    | PasswordEntry
    | PasswordHelp
    | CodeEntry
    | AtPage
    | SigningIn
)
"""States of a visit whose session is not open yet."""
Visiting = BeforeSession | SessionOpen
"""States that belong to a visit; leaving them ends it."""
State = Welcome | Visiting | Refusal | Stopped


def card_of(state: State) -> Insertion | None:
    """The card whose removal ends this state, if there is one."""
    if isinstance(state, Refusal):
        return state.card
    return state.visit.card if state.visit is not None else None
