"""A performer, two doctors' cards in simulated readers, and what is posted."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from devices.certificate import CardHolder, parse_certificate
from devices.events import CardFamily, Insertion
from devices.kit import Kit
from devices.pin import PinTries
from devices.simulated import Chip, Key, SimulatedReaders
from kiosk.demo.pki import ISSUER, Validity
from kiosk.effects.judge import CardPolicy
from kiosk.effects.perform import Performer
from kiosk.effects.record import Recorder
from kiosk.effects.settings import Settings
from kiosk.flow.effects import EndVisit, OpenBrowser, SignInWithCard
from kiosk.flow.events import (
    BrowserOpened,
    Event,
    LeftBehind,
    PinAccepted,
    PortalOpened,
    VisitEnded,
)
from kiosk.flow.visit import KnownCard, Visit
from kiosk.identity import Method, holder_from
from kiosk.journal import AsyncJournal
from kiosk.secret import Secret
from kiosk.trouble import Trouble
from tests.effects.fakes import NotingBrowser, NotingCard, Script
from tests.support.pki import CARD_NUMBER, COLLEAGUE, COLLEAGUE_NUMBER, DOCTOR, credentials
from tests.support.portal import PortalService

PIN, WRONG_PIN = "1234", "9999"
LEFT, RIGHT = "Lecteur de gauche", "Lecteur de droite"
POLICY = CardPolicy(trusted_issuers=[ISSUER], warn_expiry=timedelta(days=30))

E = TypeVar("E", bound=Event)


def chip(
    holder: CardHolder = DOCTOR, number: str = CARD_NUMBER, *, validity: Validity | None = None
) -> Chip:
    """A CPS of the authority that the test portal trusts."""
    pair = credentials(holder, number, validity=validity).authentication
    return Chip(
        CardFamily.CPS4,
        number,
        PIN.encode(),
        certificate=parse_certificate(pair.der, b"\x20"),
        key=Key(pair.key_pem, pair.pem),
    )


class Stage:
    """The card of `visit` lies in the left reader, that of `other` in the right one."""

    visit = Visit(1, Method.CARD, Insertion(LEFT, 1), CardFamily.CPS4)
    other = Visit(2, Method.CARD, Insertion(RIGHT, 2), CardFamily.CPS4)

    def __init__(self, portal: PortalService, journal: AsyncJournal) -> None:
        self.portal = portal
        self.script = Script()
        self.chip = chip()
        chips = {LEFT: self.chip, RIGHT: chip(COLLEAGUE, COLLEAGUE_NUMBER)}
        self._readers = SimulatedReaders(chips, readers=(LEFT, RIGHT))
        for reader in (LEFT, RIGHT):
            self._readers.insert(reader, reader)
        self.cards: dict[Insertion | None, NotingCard] = {}
        self.browsers: list[NotingBrowser] = []
        self.secrets: list[Secret] = []
        self.left_behind: list[Trouble] = []
        self.last_try_allowed = False
        self._posted: asyncio.Queue[Event] = asyncio.Queue()
        self.perform = Performer(
            Kit(self._readers.watcher, self._open_card, self._make_browser),
            Settings(card=POLICY, card_way=portal.card_way()),
            Recorder(journal, "Accueil"),
            self._posted.put_nowait,
        ).perform

    @property
    def card(self) -> NotingCard:
        """The one of `visit`."""
        return self.cards[self.visit.card]

    @property
    def browser(self) -> NotingBrowser:
        """The first one."""
        return self.browsers[0]

    @property
    def is_silent(self) -> bool:
        """Nothing is posted that was not heard."""
        return self._posted.empty()

    def pull(self) -> None:
        """Takes the left card out."""
        self._readers.pull(LEFT)

    async def posted(self) -> Event:
        """The next event."""
        async with asyncio.timeout(10):
            return await self._posted.get()

    async def hears(self, kind: type[E]) -> E:
        """The next event, which must be of this kind."""
        event = await self.posted()
        assert isinstance(event, kind), event
        return event

    def known(self, visit: Visit | None = None) -> KnownCard:
        """The visit's card, as if it had been read."""
        holder = COLLEAGUE if visit is self.other else DOCTOR
        return KnownCard("", holder_from(holder), PinTries.ALL)

    def sign_in(self, visit: Visit | None = None, pin: str = PIN) -> None:
        """The doctor submits her code."""
        self.secrets.append(Secret.typed(pin))
        visit = visit or self.visit
        self.perform(self.signing_in(visit))

    def signing_in(self, visit: Visit) -> SignInWithCard:
        """With the code that was submitted last."""
        return SignInWithCard(visit, self.known(visit), self.secrets[-1], self.last_try_allowed)

    async def open_portal(self, visit: Visit | None = None) -> None:
        """The doctor submits her code, and all goes well."""
        self.sign_in(visit)
        assert await self.posted() == PinAccepted(visit or self.visit)
        assert await self.posted() == PortalOpened(visit or self.visit)

    async def open_session(self, visit: Visit | None = None) -> BrowserOpened:
        """From the code to the page."""
        await self.open_portal(visit)
        self.perform(OpenBrowser(visit or self.visit))
        return await self.hears(BrowserOpened)

    def ended(
        self,
        visit: Visit | None = None,
        *,
        wiped: bool = True,
        card_reset: bool = True,
        logged_out: bool | None,
    ) -> VisitEnded:
        """The end of a visit as it should be told."""
        return VisitEnded(visit or self.visit, wiped, card_reset, logged_out)

    async def end(self, visit: Visit | None = None) -> VisitEnded:
        """Ends the visit: the next thing that is posted, and the last."""
        visit = visit or self.visit
        self.perform(EndVisit(visit))
        while isinstance(ended := await self.posted(), LeftBehind):
            self.left_behind.append(ended.trouble)
        assert isinstance(ended, VisitEnded)
        assert ended.visit is visit
        assert self.is_silent
        return ended

    def _open_card(self, insertion: Insertion, family: CardFamily) -> NotingCard:
        assert insertion not in self.cards, "one stay, one card"
        card = self._readers.card(insertion, family)
        self.cards[insertion] = NotingCard(card, self.script)
        return self.cards[insertion]

    def _make_browser(self, touched: Callable[[], None]) -> NotingBrowser:
        self.browsers.append(NotingBrowser(self.script, touched))
        return self.browsers[-1]
