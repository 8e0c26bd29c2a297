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

    def __init__(
        self,
        way: EmailWay,
        mail: MailServer,
        agent: UserAgent = AGENT,
        doctor: Account = AGATHE,
    ) -> None:
        self.kept: list[PortalSession] = []
        self._doctor = doctor
        self._mail = mail
        self._signing_in = EmailSignIn(way, agent, self.kept.append)

    async def fetch(self) -> None:
        await self._signing_in.fetch()

    async def password(
        self, password: str | None = None, who: Account | None = None
    ) -> MailedCode | PortalSession:
        who = who or self._doctor
        typed = bytearray(who.password if password is None else password, "utf-8")
        return await self._signing_in.submit_password(Identifier(who.number), typed)

    async def code(self, code: str) -> PortalSession:
        return await self._signing_in.submit_code(bytearray(code, "ascii"))

    async def resend(self) -> MailedCode:
        return await self._signing_in.resend()

    def mailed(self) -> str:
        """The last code that has come; a portal mails it before it answers."""
        return self._mail.to(self._doctor.address)[-1].code

    async def sign_in(self) -> PortalSession:
        await self.fetch()
        await self.password()
        return await self.code(self.mailed())
