"""What the portal tells its parent, one JSON object a line.

No cookie, key, token or mailed code is ever in one. What waits on a phone is: whoever watches the
demo shall see it, as the doctor sees it on hers.
"""

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Listening:
    """All doors are open, at these ports."""

    space: int
    card: int
    provider: int


@dataclass(frozen=True, slots=True)
class TlsRefused:
    """A connection ended before any request: no certificate, or not one to be believed."""

    door: str
    reason: str


@dataclass(frozen=True, slots=True)
class Requested:
    """A request was answered."""

    door: str
    path: str
    status: int
    session: int | None
    """The session it came with, if that was good."""
    browser: bool
    """Whether it came from a browser's window, by its fetch metadata headers."""


@dataclass(frozen=True, slots=True)
class SessionOpened:
    session: int
    """Counts up from 1; not the secret one."""
    number: str
    name: str
    tls: str
    """The version that the certificate came by, e.g. "TLSv1.3"; empty where none did."""
    way: str = "card"
    """card, qr, push, page or mail."""


@dataclass(frozen=True, slots=True)
class SessionClosed:
    session: int
    reason: str
    """logout, expired or other-browser."""


@dataclass(frozen=True, slots=True)
class PhoneAsked:
    """Something waits on a doctor's phone, until it is answered or the next one comes."""

    ask: int
    """Counts up from 1."""
    way: str
    """qr, push or page."""
    shown: str
    """What the phone shows: the code to confirm, or the number to recognise."""
    number: str
    """Whose phone."""


@dataclass(frozen=True, slots=True)
class PhoneAnswered:
    ask: int
    answer: str
    """approved, refused or expired."""


@dataclass(frozen=True, slots=True)
class CodeSent:
    """A letter with a code goes to a doctor; what it is, only the letter says."""

    letter: int
    """Counts up from 1."""
    number: str
    """To whom."""


@dataclass(frozen=True, slots=True)
class CodeOver:
    """That code is good for nothing any more."""

    letter: int
    how: str
    """used, replaced, expired, or refused: too many others were typed in its place."""


@dataclass(frozen=True, slots=True)
class SsoEnded:
    """The provider knows its visitor no more."""

    sso: int
    """Counts up from 1."""


@dataclass(frozen=True, slots=True)
class TokensRevoked:
    """None of the tokens that were given with one sign-in is good for anything any more."""

    sso: int
    """The sign-in."""


Fact = (
    Listening
    | TlsRefused
    | Requested
    | SessionOpened
    | SessionClosed
    | PhoneAsked
    | PhoneAnswered
    | CodeSent
    | CodeOver
    | SsoEnded
    | TokensRevoked
)

_KINDS: dict[str, type[Fact]] = {
    kind.__name__: kind
    for kind in (
        Listening,
        TlsRefused,
        Requested,
        SessionOpened,
        SessionClosed,
        PhoneAsked,
        PhoneAnswered,
        CodeSent,
        CodeOver,
        SsoEnded,
        TokensRevoked,
    )
}


def to_line(fact: Fact) -> str:
    return json.dumps({"fact": type(fact).__name__, **asdict(fact)})


def from_line(line: str | bytes) -> Fact:
    """Raises ValueError, KeyError or TypeError when the line is no fact."""
    values = json.loads(line)
    return _KINDS[values.pop("fact")](**values)
