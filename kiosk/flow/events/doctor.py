"""What the doctor did."""

from dataclasses import dataclass

from kiosk.flow.visit import Visit
from kiosk.identity import Method
from kiosk.secret import Secret


@dataclass(frozen=True, slots=True)
class Touched:
    """The doctor pressed a key here, or did something in the browser."""


@dataclass(frozen=True, slots=True)
class StartRequested:
    """Somebody wants to begin with the card that already lies in the reader."""


@dataclass(frozen=True, slots=True)
class WayChosen:
    """Somebody wants to sign in without a card."""

    method: Method


@dataclass(frozen=True, slots=True)
class NumberSubmitted:
    """Her national number, as she typed it."""

    visit: Visit
    text: str


@dataclass(frozen=True, slots=True)
class PinSubmitted:
    """Typed for this visit, and for no other: another card may have come in the meantime."""

    visit: Visit
    pin: Secret


@dataclass(frozen=True, slots=True)
class PasswordSubmitted:
    """For the number on screen, and at the portal only."""

    visit: Visit
    password: Secret


@dataclass(frozen=True, slots=True)
class PasswordForgotten:
    """She wants the portal's page for that."""

    visit: Visit
    typed: str = ""
    """What stands in the field of the number, which is not believed yet."""


@dataclass(frozen=True, slots=True)
class PageRequested:
    """The page whose address is on screen shall open in the browser here."""

    visit: Visit


@dataclass(frozen=True, slots=True)
class CodeSubmitted:
    """The code that came by mail, as she typed or pasted it."""

    visit: Visit
    code: Secret


@dataclass(frozen=True, slots=True)
class AnotherCodeRequested:
    """The one that was mailed has not come, or is too old."""

    visit: Visit


@dataclass(frozen=True, slots=True)
class BackRequested:
    """One step back, in the same visit."""

    visit: Visit


@dataclass(frozen=True, slots=True)
class LastTryConfirmed:
    """The doctor says that she knows the code, before the card's last try."""

    visit: Visit


@dataclass(frozen=True, slots=True)
class EndRequested:
    """The end key, or "back": what is on this screen shall stop."""

    visit: Visit | None
    """None on a screen that belongs to no visit."""
