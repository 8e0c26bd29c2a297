"""A performer, a real portal and a real identity provider, and what is posted."""

import asyncio

from kiosk.config import Config
from kiosk.flow.effects import AskPhone, OpenBrowser, OpenPortal
from kiosk.flow.events import (
    BrowserOpened,
    PhoneApproved,
    PhoneAsked,
    PortalOpened,
)
from kiosk.flow.phone import Asked, PhoneFlow
from kiosk.front import rules_of
from kiosk.identity import Identifier, Method
from kiosk.journal import AsyncJournal
from kiosk.wiring import settings_of
from tests.effects.cardless_stage import CardlessStage
from tests.support.identity_clients import CAMILLE
from tests.support.identity_provider import IdentityProvider
from tests.support.portal import PortalService


class PhoneStage(CardlessStage):
    """Somebody signs in by e-CPS."""

    def __init__(
        self,
        portal: PortalService,
        provider: IdentityProvider,
        config: Config,
        journal: AsyncJournal,
    ) -> None:
        super().__init__(Method.ECPS, settings_of(config), journal)
        self.portal = portal
        self.provider = provider
        self.flow = rules_of(config).phone

    async def ask(self) -> Asked:
        """Up to what the doctor is shown."""
        number = Identifier(CAMILLE.number) if self.flow is PhoneFlow.PUSH else None
        self.perform(AskPhone(self.visit, number))
        return (await self.hears(PhoneAsked)).asked

    def approve(self) -> None:
        """The doctor says yes, on her phone."""
        if self.flow is PhoneFlow.PUSH:
            self.provider.approve_push()
        else:
            self.provider.approve_code()

    def refuse(self) -> None:
        """Whoever holds the phone says no."""
        push = self.flow is PhoneFlow.PUSH
        (self.provider.refuse_push if push else self.provider.refuse_code)()

    def let_run_out(self) -> None:
        """Nobody answers in time."""
        push = self.flow is PhoneFlow.PUSH
        (self.provider.expire_push if push else self.provider.expire_code)()

    async def be_approved(self) -> PhoneApproved:
        await self.ask()
        await asyncio.to_thread(self.approve)
        return await self.hears(PhoneApproved)

    async def open_session(self) -> BrowserOpened:
        """From the code to the page."""
        await self.be_approved()
        self.perform(OpenPortal(self.visit))
        await self.hears(PortalOpened)
        self.perform(OpenBrowser(self.visit))
        return await self.hears(BrowserOpened)

    def tokens(self) -> list[str]:
        """All that the provider gave."""
        given = [exchange.answer for exchange in self.provider.asked()]
        names = ("access_token", "refresh_token")
        return [answer[name] for answer in given for name in names if name in answer]

    def live_tokens(self) -> list[str]:
        return [token for token in self.tokens() if self.provider.lives(token)]
