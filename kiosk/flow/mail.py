"""Signing in with a password and a code that comes by mail: what the doctor is told meanwhile."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class MailWay:
    """What the configuration says of it, as far as the flow and the screens need it."""

    code_length: int = 6
    code_letters: bool = False
    """Whether letters may stand in the code as well as digits."""
    resend_seconds: float = 30.0
    """Between two codes."""
    forgotten_url: str | None = None
    """The portal's page for a forgotten password; None where it has none."""
    forgotten_here: bool = False
    """Whether that page may be opened in the browser of this kiosk."""


@dataclass(frozen=True, slots=True)
class MailedCode:
    """A code that the portal has mailed, as it tells of it. Times are monotonic, as of Tick."""

    sent: float
    address: str = ""
    """Masked by the portal; empty when it does not say."""
    expires: float | None = None
    """None when the portal does not say."""
    resendable: bool = True
    """Whether the portal offers to send another one."""
    tries_left: int | None = None
    """None when the portal does not say."""
    said: str = ""
    """The portal's own words about the last code, made harmless and short."""


class PasswordHint(StrEnum):
    """What the identifier and the password came to."""

    MISSING = "missing"
    """No password was typed."""
    REJECTED = "rejected"
    SLOWED = "slowed"
    """Too many were wrong: the kiosk waits before it tries again."""
    OVER = "over"
    """The portal has given up on the code and wants the password again."""


class CodeHint(StrEnum):
    """What the last code came to."""

    SLOWED = "slowed"
    """Too many attempts were wrong: the kiosk waits before it tries this one."""
    UNFINISHED = "unfinished"
    """Fewer characters than a code has."""
    REJECTED = "rejected"
    EXPIRED = "expired"
    RESENT = "resent"
    """It is good for nothing any more: another has been mailed."""
