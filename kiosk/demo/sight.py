"""What the simulator bar has to tell besides cards and readers."""

from dataclasses import dataclass
from enum import Enum, auto

from kiosk.demo.mailbox import Letter
from kiosk.demo.portal.facts import PhoneAsked
from kiosk.flow.state import (
    CodeEntry,
    NumberEntry,
    PasswordEntry,
    PasswordHelp,
    SigningIn,
    SignInStep,
    State,
)


class Wanted(Enum):
    """What the kiosk asks a doctor for who came without her card."""

    NUMBER = auto()
    PASSWORD = auto()
    CODE = auto()


BY_MAIL = frozenset({Wanted.PASSWORD, Wanted.CODE})


@dataclass(frozen=True, slots=True)
class Sight:
    """Phone and mail, as they are now."""

    wanted: Wanted | None = None
    asked: PhoneAsked | None = None
    """What waits on the phone."""
    letter: Letter | None = None
    """The last one."""
    works: bool = True
    """Whether its code is still good for something."""
    read: bool = False
    """Whether its code may be seen."""


def wanted_in(state: State) -> Wanted | None:
    """While the portal looks at it, it is still what was wanted."""
    match state:
        case NumberEntry():
            return Wanted.NUMBER
        case CodeEntry() | SigningIn(step=SignInStep.CHECKING_CODE):
            return Wanted.CODE
        case PasswordEntry() | PasswordHelp() | SigningIn(step=SignInStep.CHECKING_PASSWORD):
            return Wanted.PASSWORD
        case _:
            return None
