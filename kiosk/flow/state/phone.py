"""Signing in with a phone."""

from dataclasses import dataclass
from typing import ClassVar

from kiosk.flow.desk import Desk
from kiosk.flow.phone import Asked, Lapse, NumberHint
from kiosk.flow.visit import Visit
from kiosk.identity import Identifier


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
