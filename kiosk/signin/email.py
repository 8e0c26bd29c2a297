"""The way in by password and mailed code: the portal's own forms, filled in as a browser would."""

from collections.abc import Callable
from dataclasses import dataclass

from devices.kit import UserAgent
from kiosk.brake import Brake
from kiosk.flow.mail import MailedCode
from kiosk.identity import Identifier
from kiosk.signin.email_way import EmailWay
from kiosk.signin.portal import PortalSession
from kiosk.signin.provider_session import ProviderSession


class EmailSignIn:
    """One doctor before the portal's forms."""

    number: Identifier | None = None
    """Whose password was submitted last."""

    def __init__(
        self, way: EmailWay, agent: UserAgent, keep: Callable[[PortalSession], None]
    ) -> None:
        raise NotImplementedError

    async def fetch(self) -> None:
        """Fetches the first form, anew if there was one."""
        raise NotImplementedError

    async def submit_password(
        self, number: Identifier, password: bytearray
    ) -> MailedCode | PortalSession:
        """Fills it in; fetches it first if it is not there."""
        raise NotImplementedError

    async def submit_code(self, code: bytearray) -> PortalSession:
        raise NotImplementedError

    async def resend(self) -> MailedCode:
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Email:
    """Lives as long as the kiosk."""

    way: EmailWay
    brake: Brake
    forgotten_url: str | None = None

    def begin(self, agent: UserAgent, keep: Callable[[PortalSession], None]) -> EmailSignIn:
        return EmailSignIn(self.way, agent, keep)

    def session_in_browser(self, agent: UserAgent) -> PortalSession:
        """Whatever the portal may open there: nobody by name, and no cookie yet."""
        raise NotImplementedError

    @property
    def end_in_browser(self) -> ProviderSession:
        raise NotImplementedError
