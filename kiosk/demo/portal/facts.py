"""What the portal tells its parent, one JSON object a line. No cookie and no key is ever in one."""

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Listening:
    """Both doors are open, at these ports."""

    space: int
    card: int


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
    """The version that the certificate came by, e.g. "TLSv1.3"."""


@dataclass(frozen=True, slots=True)
class SessionClosed:
    session: int
    reason: str
    """logout, expired or other-browser."""


Fact = Listening | TlsRefused | Requested | SessionOpened | SessionClosed

_KINDS: dict[str, type[Fact]] = {
    kind.__name__: kind for kind in (Listening, TlsRefused, Requested, SessionOpened, SessionClosed)
}


def to_line(fact: Fact) -> str:
    return json.dumps({"fact": type(fact).__name__, **asdict(fact)})


def from_line(line: str | bytes) -> Fact:
    """Raises ValueError, KeyError or TypeError when the line is no fact."""
    values = json.loads(line)
    return _KINDS[values.pop("fact")](**values)
