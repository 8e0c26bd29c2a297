"""Signing in without a card, by e-CPS: what the doctor is shown while her phone answers."""

from dataclasses import dataclass, field
from enum import StrEnum


class PhoneFlow(StrEnum):
    """How the phone is reached; the value is what kiosk.toml says."""

    QR = "qr"
    """A code to photograph: OAuth 2.0 Device Authorization Grant (RFC 8628)."""
    PUSH = "push"
    """A message to the phone of a number: OpenID CIBA, poll mode."""
    BROWSER = "browser"
    """The provider's own page, in the session's browser."""


@dataclass(frozen=True, slots=True)
class CodeAsked:
    """A code that the phone reads, or that is typed on a page."""

    page: str
    """verification_uri: where the code is typed."""
    code: str = field(repr=False)
    """user_code."""
    link: str = field(repr=False)
    """verification_uri_complete: page and code in one, for the QR; `page` when there is none."""
    expires: float
    """Monotonic seconds, as those of Tick."""


@dataclass(frozen=True, slots=True)
class PushAsked:
    """A message that waits on the phone."""

    binding: str = field(repr=False)
    """Two digits, to be recognised on the phone (binding_message)."""
    expires: float
    """Monotonic seconds, as those of Tick."""


Asked = CodeAsked | PushAsked


class Lapse(StrEnum):
    """Why what was asked is good for nothing any more."""

    EXPIRED = "expired"
    SPENT = "spent"
    """The provider has given its answer, and the network lost it on the way."""


class NumberHint(StrEnum):
    """What the number typed last came to."""

    MISSING = "missing"
    MALFORMED = "malformed"
    LENGTH = "length"
    DOUBTFUL = "doubtful"
    """Its check digit is wrong: typed once more, it goes on."""
    UNANSWERED = "unanswered"
    """Nobody answered on the phone in time."""
