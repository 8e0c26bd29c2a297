"""Signing in with a password and a mailed code."""

from dataclasses import dataclass
from typing import ClassVar

from kiosk.flow.desk import Desk
from kiosk.flow.mail import CodeHint, MailedCode, PasswordHint
from kiosk.flow.phone import NumberHint
from kiosk.flow.visit import Visit
from kiosk.identity import Holder, Identifier, nameless


@dataclass(frozen=True, slots=True)
class PasswordEntry:
    """Who is she, and what is her password at the portal? First the one, then the other."""

    desk: Desk
    visit: Visit
    deadline: float
    typed: str = ""
    """What stands there already: a number that may be used again."""
    number: Identifier | None = None
    """Once it is believed, the password is asked for."""
    hint: NumberHint | PasswordHint | None = None
    doubted: Identifier | None = None
    """Its check digit is wrong; when it comes a second time it is believed."""
    said: str = ""
    """The portal's own words about the last attempt."""
    slowed_until: float = 0.0
    """Monotonic seconds: nothing is tried before."""

    @property
    def holder(self) -> Holder | None:
        """Whoever has that number."""
        return None if self.number is None else nameless(self.number)


@dataclass(frozen=True, slots=True)
class PasswordHelp:
    """Where a forgotten password is replaced."""

    desk: Desk
    visit: Visit
    deadline: float
    entry: PasswordEntry
    """Where she came from, and goes back to."""
    holder: ClassVar[None] = None

    @property
    def number(self) -> Identifier | None:
        """It need not be typed again."""
        return self.entry.number


@dataclass(frozen=True, slots=True)
class CodeEntry:
    """The portal has mailed a code, and waits for it."""

    desk: Desk
    visit: Visit
    deadline: float
    number: Identifier
    mailed: MailedCode
    hint: CodeHint | None = None
    resending: bool = False
    """Another code has been asked for: which one counts is not known yet."""
    slowed_until: float = 0.0
    """Monotonic seconds: nothing is tried before."""

    @property
    def holder(self) -> Holder:
        """Whoever has that number."""
        return nameless(self.number)
