"""Where nobody is signing in."""

from dataclasses import dataclass
from typing import ClassVar

from devices.events import Insertion
from kiosk.flow.desk import Desk
from kiosk.flow.effects import EndReason
from kiosk.identity import Identifier, Method
from kiosk.trouble import Trouble


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
    """The number that was typed: it need not be typed again."""
    visit: ClassVar[None] = None


@dataclass(frozen=True, slots=True)
class Stopped:
    """The kiosk is going down; nothing begins any more."""

    desk: Desk
    visit: ClassVar[None] = None
