"""What a visit keeps of a sign-in by password and mailed code."""

from devices.kit import UserAgent
from kiosk.flow.mail import MailedCode
from kiosk.identity import Identifier
from kiosk.signin.email.sign_in import EmailSignIn
from kiosk.signin.email.way import EmailWay
from kiosk.signin.portal import PortalSession
from tests.support.mail_server import MailServer
from tests.support.portal_accounts import AGATHE, Account

AGENT = UserAgent("Navigateur/1.0 (essai)", "fr-FR,fr;q=0.9")


class MailDesk:
    """Somebody who types, and reads her mail."""

    def __init__(self, way: EmailWay, mail: MailServer, agent: UserAgent = AGENT) -> None:
        self.kept: list[PortalSession] = []
        self._mail = mail
        self._signing_in = EmailSignIn(way, agent, self.kept.append)

    async def fetch(self) -> None:
        await self._signing_in.fetch()

    async def password(
        self, password: str = AGATHE.password, who: Account = AGATHE
    ) -> MailedCode | PortalSession:
        number = Identifier(who.number)
        return await self._signing_in.submit_password(number, bytearray(password, "utf-8"))

    async def code(self, code: str) -> PortalSession:
        return await self._signing_in.submit_code(bytearray(code, "ascii"))

    async def resend(self) -> MailedCode:
        return await self._signing_in.resend()

    def mailed(self, who: Account = AGATHE) -> str:
        """The last code that has come; a portal mails it before it answers."""
        return self._mail.to(who.address)[-1].code

    async def sign_in(self) -> PortalSession:
        await self.fetch()
        await self.password()
        return await self.code(self.mailed())
