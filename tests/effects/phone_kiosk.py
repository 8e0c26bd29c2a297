"""The whole kiosk but its screens and cards, with a provider that says what it is told to say."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from devices.kit import Kit
from devices.simulated import SimulatedReaders
from kiosk.effects.perform import Performer
from kiosk.effects.record import Recorder
from kiosk.effects.settings import Settings
from kiosk.engine import Engine, system_clock
from kiosk.flow.desk import Desk, Rules
from kiosk.flow.events import Event, VisitEnded, WayChosen
from kiosk.flow.phone import PhoneFlow
from kiosk.flow.state import Refusal, State, Welcome
from kiosk.identity import Method
from kiosk.journal import AsyncJournal
from kiosk.signin.card import CardWay
from kiosk.signin.ecps import Ecps
from kiosk.trouble import Trouble
from tests.effects.fakes import NotingBrowser, Script
from tests.effects.stage import POLICY
from tests.support.ecps_site import ecps_way
from tests.support.id_tokens import publish, published, signing_key
from tests.support.provider_stub import (
    DEVICE_AUTHORIZATION,
    TOKEN,
    TOKENS,
    Stub,
    document,
)
from tests.support.waiting import eventually

CODE = {
    "device_code": "c0de-that-nobody-sees",
    "user_code": "WDJB-MJHT",
    "expires_in": 120,
    "interval": 1,
}


@dataclass
class Kiosk:
    """Engine, effects and a provider; the doctor has chosen e-CPS."""

    stub: Stub
    journal: AsyncJournal
    timeout: float = 10
    ended: list[VisitEnded] = field(default_factory=list)

    def start(self) -> None:
        site = self.stub.site
        self.stub.answers(
            DEVICE_AUTHORIZATION, document({**CODE, "verification_uri": site.url("/d")})
        )
        publish(site, published(signing_key()))
        tick = system_clock()
        rules = Rules(idle=600, longest=900, phone=PhoneFlow.QR, code_renewals=1)
        self.engine = Engine(Welcome(Desk(rules, tick.now, tick.wall)), self._do, self._show)
        self._shown = asyncio.Event()

    def choose(self) -> None:
        provider = self.stub.provider(timeout=self.timeout).settings
        way = ecps_way(self.stub.site, self.stub.authority, provider=provider)
        readers = SimulatedReaders({}, readers=())
        kit = Kit(readers.watcher, readers.card, lambda touched: NotingBrowser(Script(), touched))
        card_way = CardWay(
            login_url=way.home_url,
            ca_file=way.ca_file,
            allowed_hosts=way.allowed_hosts,
            home_url=way.home_url,
            logout_url=way.logout_url,
            timeout=way.timeout,
        )
        settings = Settings(card=POLICY, card_way=card_way, ecps=Ecps(way))
        self._performer = Performer(kit, settings, Recorder(self.journal, "Accueil"), self._post)
        self.engine.start()
        self.engine.post(WayChosen(Method.ECPS))

    async def reaches(self, holds: Callable[[State], bool]) -> State:
        async with asyncio.timeout(30):
            while not holds(self.engine.state):
                self._shown.clear()
                await self._shown.wait()
        return self.engine.state

    async def refused(self) -> Trouble:
        """What the doctor is told in the end; whatever was open for her is closed by then."""
        state = await self.reaches(lambda state: isinstance(state, Refusal))
        assert isinstance(state, Refusal)
        assert state.method is Method.ECPS, "the way to try again"
        await eventually(lambda: self.ended)
        return state.trouble

    def gives(self, id_token: str) -> None:
        """The provider, as soon as it is polled."""
        self.stub.answers(TOKEN, document({**TOKENS, "id_token": id_token}))

    def _do(self, effect: object) -> None:
        self._performer.perform(effect)  # type: ignore[arg-type]

    def _post(self, event: Event) -> None:
        if isinstance(event, VisitEnded):
            self.ended.append(event)
        self.engine.post(event)

    def _show(self, _state: State) -> None:
        self._shown.set()
