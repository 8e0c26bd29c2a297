"""A performer before a scripted portal of forms, with a real brake, and what is posted."""

from pathlib import Path

from kiosk.brake import Brake
from kiosk.effects.settings import Settings
from kiosk.flow.effects import FetchForm, OpenBrowser, SubmitCode, SubmitPassword
from kiosk.flow.events import BrowserOpened, CodeMailed, Event, FormFetched, PortalOpened
from kiosk.flow.mail import MailedCode
from kiosk.identity import Identifier, Method
from kiosk.journal import AsyncJournal
from kiosk.secret import Secret
from kiosk.signin.card import CardWay
from kiosk.signin.email.sign_in import Email
from kiosk.signin.email.way import EmailWay
from tests.effects.cardless_stage import CardlessStage
from tests.effects.stage import POLICY
from tests.support.form_portal import CODE, NUMBER, PASSWORD, FormPortal
from tests.support.waiting import eventually


class MailStage(CardlessStage):
    """Somebody signs in by password and mailed code."""

    def __init__(
        self, portal: FormPortal, way: EmailWay, directory: Path, journal: AsyncJournal
    ) -> None:
        brake = Brake(directory / "brake.json")
        card_way = CardWay(
            login_url=way.login_url,
            ca_file=way.ca_file,
            allowed_hosts=way.allowed_hosts,
            home_url=way.home_url,
            logout_url=way.logout_url,
            timeout=way.timeout,
        )
        email = Email(way, brake, portal.url("/oubli"))
        settings = Settings(card=POLICY, card_way=card_way, email=email)
        super().__init__(Method.EMAIL, settings, journal)
        self.portal = portal

    async def fetch(self) -> None:
        self.perform(FetchForm(self.visit))
        await self.hears(FormFetched)

    async def submit_password(self, password: str = PASSWORD, number: str = NUMBER) -> Event:
        """What the password comes to."""
        secret = Secret.typed(password)
        self.perform(SubmitPassword(self.visit, Identifier(number), secret))
        came = await self.posted()
        await eventually(lambda: secret.spent)
        return came

    async def be_mailed(self) -> MailedCode:
        """Up to the code's boxes."""
        came = await self.submit_password()
        assert isinstance(came, CodeMailed), came
        return came.mailed

    async def submit_code(self, code: str = CODE) -> Event:
        """What the code comes to."""
        secret = Secret.typed(code)
        self.perform(SubmitCode(self.visit, secret))
        came = await self.posted()
        await eventually(lambda: secret.spent)
        return came

    async def open_session(self) -> BrowserOpened:
        """From the password to the page."""
        await self.be_mailed()
        assert isinstance(await self.submit_code(), PortalOpened)
        self.perform(OpenBrowser(self.visit))
        return await self.hears(BrowserOpened)
