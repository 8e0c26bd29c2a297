"""The whole kiosk but its screens: engine, effects, simulated readers, the demo's portal."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

from devices.kit import Kit
from devices.simulated import SimulatedReaders
from kiosk.config import CardMethod, CardTable, Config, JournalTable, MethodsTable, PortalTable
from kiosk.demo.cards import Deck
from kiosk.demo.pki import ISSUER, Authority
from kiosk.demo.portal.addresses import HOST
from kiosk.demo.portal.process import Portal, running_portal
from kiosk.engine import Engine, system_clock
from kiosk.flow.desk import Desk
from kiosk.flow.effects import Effect
from kiosk.flow.events import Event, KioskStarted, PinSubmitted, StopRequested, VisitEnded
from kiosk.flow.state import State, Welcome
from kiosk.flow.visit import Visit
from kiosk.front import rules_of
from kiosk.journal import Journal
from kiosk.secret import Secret
from kiosk.wiring import performer_of
from tests.effects.fakes import NotingBrowser, Script

LEFT, RIGHT = "Lecteur de gauche", "Lecteur de droite"

S = TypeVar("S", bound=State)


class House:
    """A doctor's hands, and eyes on everything."""

    def __init__(self, portal: Portal, config: Config, deck: Deck) -> None:
        self.portal = portal
        self.readers = SimulatedReaders(deck, readers=(LEFT, RIGHT))
        self.browsers: list[NotingBrowser] = []
        self._journal = Journal(config.journal.path)
        self._shown = asyncio.Event()
        self._cleared = asyncio.Event()
        tick = system_clock()
        beginning = Welcome(Desk(rules_of(config), tick.now, tick.wall))
        kit = Kit(self.readers.watcher, self.readers.card, self._make_browser)
        self.engine = Engine(beginning, self._do, self._show)
        self._perform = performer_of(config, kit, self._post).perform
        self._watcher = kit.watcher(self.engine.post)

    def start(self) -> None:
        self.engine.start()
        self.engine.post(KioskStarted())
        self._watcher.start()

    async def stop(self) -> None:
        """Returns when everything that was begun has ended and is recorded."""
        self.engine.post(StopRequested())
        async with asyncio.timeout(10):
            await self.engine.drained()
        await asyncio.to_thread(self._watcher.stop)
        self.engine.close()

    def submit(self, code: str) -> None:
        self.engine.post(PinSubmitted(self.visit, Secret.typed(code)))

    @property
    def visit(self) -> Visit:
        """The one under way."""
        assert self.engine.state.visit is not None
        return self.engine.state.visit

    async def reaches(self, kind: type[S], holds: Callable[[S], object] = lambda _: True) -> S:
        """Waits for a state of this kind."""
        async with asyncio.timeout(20):
            while True:
                state = self.engine.state
                if isinstance(state, kind) and holds(state):
                    return state
                self._shown.clear()
                await self._shown.wait()

    async def clears(self) -> None:
        """Waits for the end of a visit; whatever is posted from now on comes after it."""
        async with asyncio.timeout(20):
            await self._cleared.wait()

    async def rows(self) -> list[str]:
        """The journal as "event reason holder", oldest first."""
        rows = await asyncio.to_thread(lambda: list(self._journal.rows()))
        columns = ("event", "reason", "holder_name")
        return [" ".join(str(row.cells[column]) for column in columns).strip() for row in rows]

    def _post(self, event: Event) -> None:
        self.engine.post(event)
        if isinstance(event, VisitEnded):
            self._cleared.set()

    def _do(self, effect: Effect) -> None:
        self._perform(effect)

    def _show(self, _state: State) -> None:
        self._shown.set()

    def _make_browser(self, touched: Callable[[], None]) -> NotingBrowser:
        self.browsers.append(NotingBrowser(Script(), touched))
        return self.browsers[-1]


@asynccontextmanager
async def house_in(directory: Path, authority: Authority) -> AsyncIterator[House]:
    """A kiosk that has started, with nobody at it."""
    async with running_portal(authority, directory) as portal:
        # It looks for files, as it does before there is an event loop in a kiosk.
        config = await asyncio.to_thread(_config, portal, directory)
        house = House(portal, config, Deck(authority))
        house.start()
        try:
            yield house
        finally:
            await house.stop()


def _config(portal: Portal, directory: Path) -> Config:
    return Config(
        card=CardTable(trusted_issuers=(ISSUER,)),
        portal=PortalTable(
            name="Portail",
            home_url=portal.home_url,
            logout_url=portal.logout_url,
            allowed_hosts=(HOST,),
            ca_file=portal.ca_file,
        ),
        methods=MethodsTable(card=CardMethod(login_url=portal.login_url)),
        journal=JournalTable(path=directory / "journal.sqlite"),
    )
