"""Who is signed in: sessions that end by logout, by age, or when another browser shows up."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from kiosk.demo.portal.facts import Fact, SessionClosed, SessionOpened
from kiosk.demo.portal.visitor import Visitor

IDLE_SECONDS = 30 * 60


@dataclass(slots=True)
class Session:
    number: int
    visitor: Visitor
    agent: tuple[str, str]
    """User-Agent and Accept-Language of whoever opened it: nobody else may use it."""
    opened: float
    """Seconds since the epoch."""
    until: float
    requests: int = 0


@dataclass(slots=True)
class Sessions:
    """All of them, by their secret. `now` gives seconds since the epoch."""

    now: Callable[[], float]
    tell: Callable[[Fact], None]
    idle: float = IDLE_SECONDS
    _open: dict[str, Session] = field(default_factory=dict, repr=False)
    _count: int = 0

    def open(self, visitor: Visitor, agent: tuple[str, str]) -> str:
        """A new session's secret."""
        self.sweep()
        self._count += 1
        now = self.now()
        secret = secrets.token_urlsafe(32)
        self._open[secret] = Session(self._count, visitor, agent, now, now + self.idle)
        self.tell(
            SessionOpened(self._count, visitor.number, visitor.name, visitor.tls, visitor.way)
        )
        return secret

    def find(self, secret: str | None, agent: tuple[str, str]) -> Session | None:
        """The session of this secret, unless it is over; using it keeps it alive."""
        self.sweep()
        session = self._open.get(secret or "")
        if session is None or secret is None:
            return None
        if session.agent != agent:
            self._close(secret, "other-browser")
            return None
        session.requests += 1
        session.until = self.now() + self.idle
        return session

    def close(self, secret: str | None) -> None:
        """Logs out; what is no session any more stays so."""
        if secret in self._open:
            self._close(secret, "logout")

    def sweep(self) -> None:
        """Ends those whose time has come."""
        now = self.now()
        for secret in [each for each, session in self._open.items() if session.until <= now]:
            self._close(secret, "expired")

    def _close(self, secret: str, reason: str) -> None:
        session = self._open.pop(secret)
        self.tell(SessionClosed(session.number, reason))
