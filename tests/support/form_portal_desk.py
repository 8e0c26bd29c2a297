"""A doctor before the scripted portal of forms."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from devices.kit import UserAgent
from kiosk.flow.mail import MailedCode
from kiosk.identity import Identifier
from kiosk.signin.email.sign_in import EmailSignIn
from kiosk.signin.email.way import EmailWay
from kiosk.signin.portal import PortalSession
from tests.support.form_portal import CODE, NUMBER, PASSWORD, FormPortal
from tests.support.form_portal_server import serve
from tests.support.https_site import Authority

AGENT = UserAgent("Navigateur/1.0 (essai)", "fr-FR,fr;q=0.9")


@dataclass
class Desk:
    """One visit: what was kept of it, and how to go through it."""

    portal: FormPortal
    way: EmailWay
    kept: list[PortalSession] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.configure()

    def configure(self, **changes: Any) -> None:  # noqa: ANN401 (whatever a way has)
        """Begins anew, with a way that has these changes."""
        self.way = replace(self.way, **changes)
        self.signing_in = EmailSignIn(self.way, AGENT, self.kept.append)

    async def password(
        self, password: str = PASSWORD, number: str = NUMBER
    ) -> MailedCode | PortalSession:
        """Submits it."""
        secret = bytearray(password.encode())
        return await self.signing_in.submit_password(Identifier.parse(number), secret)

    async def mailed(self, password: str = PASSWORD) -> MailedCode:
        """Submits the right password to a portal that mails a code."""
        came = await self.password(password)
        assert isinstance(came, MailedCode)
        return came

    async def code(self, code: str = CODE) -> PortalSession:
        """Submits it."""
        return await self.signing_in.submit_code(bytearray(code.encode()))


@contextmanager
def desk(authority: Authority) -> Iterator[Desk]:
    """A portal for as long as the block lasts, and the way to it."""
    with serve(authority.server_context("localhost")) as server:
        portal = FormPortal(server)
        server.answer = portal.answer
        yield Desk(portal, _way_to(portal, authority))


def _way_to(portal: FormPortal, authority: Authority) -> EmailWay:
    return EmailWay(
        allowed_hosts=("localhost",),
        ca_file=authority.file,
        home_url=portal.url("/espace"),
        logout_url=portal.url("/deconnexion"),
        timeout=10.0,
        login_url=portal.url("/connexion"),
    )
