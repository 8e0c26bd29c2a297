"""A performer, a real portal and a real identity provider, and what is posted."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from devices.kit import Kit
from devices.simulated import SimulatedReaders
from kiosk.config import Config
from kiosk.effects.perform import Performer
from kiosk.effects.record import Recorder
from kiosk.flow.effects import AskPhone, EndVisit, OpenBrowser, OpenPortal
from kiosk.flow.events import (
    BrowserOpened,
    Event,
    PhoneApproved,
    PhoneAsked,
    PortalOpened,
    VisitEnded,
)
from kiosk.flow.phone import Asked, PhoneFlow
from kiosk.flow.visit import Visit
from kiosk.front import rules_of
from kiosk.identity import Identifier, Method
from kiosk.journal import AsyncJournal
from kiosk.wiring import settings_of
from tests.effects.fakes import NotingBrowser, Script
from tests.support.identity_clients import CAMILLE
from tests.support.identity_provider import IdentityProvider
from tests.support.portal import PortalService

E = TypeVar("E", bound=Event)


class PhoneStage:
    """Nobody has a card; the readers are empty."""

    visit = Visit(1, Method.ECPS, None)

    def __init__(
        self,
        portal: PortalService,
        provider: IdentityProvider,
        config: Config,
        journal: AsyncJournal,
    ) -> None:
        self.portal = portal
        self.provider = provider
        self.flow = rules_of(config).phone
        self.script = Script()
        self.browsers: list[NotingBrowser] = []
        self._posted: asyncio.Queue[Event] = asyncio.Queue()
        readers = SimulatedReaders({}, readers=())
        self.perform = Performer(
            Kit(readers.watcher, readers.card, self._make_browser),
            settings_of(config),
            Recorder(journal, "Accueil"),
            self._posted.put_nowait,
        ).perform

    @property
    def browser(self) -> NotingBrowser:
        (browser,) = self.browsers
        return browser

    @property
    def is_silent(self) -> bool:
        """Nothing is posted that was not heard."""
        return self._posted.empty()

    async def posted(self) -> Event:
        """The next event."""
        async with asyncio.timeout(20):
            return await self._posted.get()

    async def hears(self, kind: type[E]) -> E:
        """The next event, which must be of this kind."""
        event = await self.posted()
        assert isinstance(event, kind), event
        return event

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

    async def end(self) -> VisitEnded:
        """Ends the visit: the next thing that is posted, and the last."""
        self.perform(EndVisit(self.visit))
        ended = await self.hears(VisitEnded)
        assert self.is_silent
        return ended

    def tokens(self) -> list[str]:
        """All that the provider gave."""
        given = [exchange.answer for exchange in self.provider.asked()]
        names = ("access_token", "refresh_token")
        return [answer[name] for answer in given for name in names if name in answer]

    def live_tokens(self) -> list[str]:
        return [token for token in self.tokens() if self.provider.lives(token)]

    def _make_browser(self, touched: Callable[[], None]) -> NotingBrowser:
        self.browsers.append(NotingBrowser(self.script, touched))
        return self.browsers[-1]
