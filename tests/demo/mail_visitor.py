"""Somebody with a password and a mailbox, at the demo portal's forms."""

import html
import re

import httpx

from kiosk.demo.doctors import MARTIN
from kiosk.demo.mailbox import Mailbox
from kiosk.demo.portal.process import Portal

_TOKEN = re.compile(r'<input type="hidden" name="jeton" value="([^"]+)">')
_ALERT = re.compile(r'role="alert">([^<]+)<')


class MailVisitor:
    """Fills in what is on the page, as a browser does; `page` is what came of it."""

    def __init__(self, portal: Portal, mailbox: Mailbox, client: httpx.AsyncClient) -> None:
        self.portal = portal
        self.mailbox = mailbox
        self.client = client
        self.page = httpx.Response(200)
        self.origin = portal.home_url.removesuffix("/espace")
        """Whose page the form is on."""

    @property
    def token(self) -> str:
        """The form's hidden field."""
        found = _TOKEN.search(self.page.text)
        assert found is not None, self.page.text
        return found[1]

    @property
    def alert(self) -> str:
        """What the page complains of; empty when it does not."""
        found = _ALERT.search(self.page.text)
        return html.unescape(found[1]) if found else ""

    @property
    def code(self) -> str:
        """What stands in the last letter."""
        assert self.mailbox.last is not None
        return self.mailbox.last.code

    async def fetch(self) -> None:
        self.page = await self.client.get(self.portal.mail_url)

    async def post(self, path: str, **values: str) -> None:
        """Any form of the portal, with its hidden field."""
        self.page = await self.client.post(
            self.origin + path,
            data={"jeton": self.token, **values},
            headers={"Origin": self.origin},
        )

    async def give_password(
        self, identifier: str = MARTIN.number, password: str = MARTIN.password
    ) -> None:
        """On the first page, fetched anew."""
        await self.fetch()
        await self.post("/connexion/mail", identifiant=identifier, mot_de_passe=password)

    async def give_code(self, code: str) -> None:
        """On the second page."""
        await self.post("/connexion/mail/code", code=code, action="valider")

    async def resend(self) -> None:
        """Has another code sent."""
        await self.post("/connexion/mail/code", action="renvoyer")
