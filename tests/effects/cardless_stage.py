"""A performer that nobody shows a card to, and what it posts."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from devices.kit import Kit
from devices.simulated import SimulatedReaders
from kiosk.effects.perform import Performer
from kiosk.effects.record import Recorder
from kiosk.effects.settings import Settings
from kiosk.flow.effects import EndVisit
from kiosk.flow.events import Event, VisitEnded
from kiosk.flow.visit import Visit
from kiosk.identity import Method
from kiosk.journal import AsyncJournal
from tests.effects.fakes import NotingBrowser, Script

E = TypeVar("E", bound=Event)


class CardlessStage:
    """One visit; the readers are empty."""

    def __init__(self, method: Method, settings: Settings, journal: AsyncJournal) -> None:
        self.visit = Visit(1, method, None)
        self.script = Script()
        self.browsers: list[NotingBrowser] = []
        self._posted: asyncio.Queue[Event] = asyncio.Queue()
        readers = SimulatedReaders({}, readers=())
        self.perform = Performer(
            Kit(readers.watcher, readers.card, self._make_browser),
            settings,
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

    async def end(self) -> VisitEnded:
        """Ends the visit: the next thing that is posted, and the last."""
        self.perform(EndVisit(self.visit))
        ended = await self.hears(VisitEnded)
        assert self.is_silent
        return ended

    def _make_browser(self, touched: Callable[[], None]) -> NotingBrowser:
        self.browsers.append(NotingBrowser(self.script, touched))
        return self.browsers[-1]
