"""Who is where on the portal that is shaped like ASP.NET WebForms."""

import secrets
from dataclasses import dataclass, field

from tests.support.portal_accounts import Account, Challenge


@dataclass(slots=True)
class Session:
    """One browser's, from its first page on."""

    agent: str
    """Whoever comes with another one is a thief."""
    challenge: Challenge | None = field(default=None, repr=False)
    account: Account | None = None
    """Once she is signed in."""
    ticket: str = field(default="", repr=False)
    """Of a session that is signed in: must come with it."""


class Sessions:
    """By their numbers, which change with each step: who knew the former one knows nothing."""

    def __init__(self) -> None:
        self._sessions: dict[str, Session] = {}

    def begin(self, agent: str) -> str:
        return self._file(Session(agent))

    def find(self, number: str, agent: str) -> Session | None:
        session = self._sessions.get(number)
        return session if session is not None and session.agent == agent else None

    def renumber(self, number: str) -> str:
        return self._file(self._sessions.pop(number))

    def end(self, number: str) -> None:
        self._sessions.pop(number, None)

    @property
    def signed_in(self) -> list[str]:
        """The names of those who are."""
        return sorted(each.account.name for each in self._sessions.values() if each.account)

    def _file(self, session: Session) -> str:
        number = secrets.token_urlsafe(18)
        self._sessions[number] = session
        return number
