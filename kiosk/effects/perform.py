"""Does what the flow asks. Each effect is one task that posts exactly one of its endings."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import UTC, datetime

from devices.errors import CardGone
from devices.kit import Kit
from kiosk.crash import describe
from kiosk.effects.belongings import Belongings
from kiosk.effects.browser import open_browser
from kiosk.effects.card import read_card, sign_in
from kiosk.effects.ecps import ask_phone, open_portal, open_provider_page
from kiosk.effects.judge import CardPolicy
from kiosk.effects.record import Recorder
from kiosk.effects.troubles import trouble_of
from kiosk.flow.effects import (
    AskPhone,
    Effect,
    EndVisit,
    OpenBrowser,
    OpenPortal,
    OpenProviderPage,
    ReadCard,
    Record,
    SignInWithCard,
    WarmBrowser,
)
from kiosk.flow.events import (
    BrowserRefused,
    BrowserWarmed,
    CardRefused,
    Event,
    LeftBehind,
    SignInFailed,
    VisitEnded,
)
from kiosk.flow.visit import Visit
from kiosk.identity import Method
from kiosk.signin.card import CardWay
from kiosk.signin.ecps import Ecps
from kiosk.signin.portal import PortalSession, logout
from kiosk.trouble import Trouble

logger = logging.getLogger(__name__)

NOTICE_SECONDS = 2.0
"""Longer than any reader takes to notice that its card is gone (27 to 379 ms measured);
a card that is still there was reset by another program."""

PAINTING_SECONDS = 0.05
"""The boxes come first. Programs started at once take what painting needs: twice as long then."""

Post = Callable[[Event], None]
Work = Callable[[Belongings], Coroutine[None, None, Event]]
MakeRefusal = Callable[[Visit, Trouble], Event]


@dataclass(frozen=True, slots=True)
class Settings:
    """What the effects need to know of the configuration."""

    card: CardPolicy
    card_way: CardWay
    ecps: Ecps | None = None


class Performer:
    """Owns the belongings of every visit that has not quite ended."""

    def __init__(self, kit: Kit, settings: Settings, recorder: Recorder, post: Post) -> None:
        self._kit = kit
        self._settings = settings
        self._recorder = recorder
        self._post = post
        self._visits: dict[Visit, Belongings] = {}
        self._endings: set[asyncio.Task[None]] = set()

    def perform(self, effect: Effect) -> None:
        """Starts the effect; returns at once."""
        match effect:
            case ReadCard(visit):
                self._start(visit, self._read_card, CardRefused)
            case WarmBrowser(visit):
                self._start(visit, self._warm_browser, BrowserRefused)
            case SignInWithCard(visit):
                way = self._settings.card_way
                signing_in = self._start(
                    visit, lambda mine: sign_in(mine, effect, way), SignInFailed
                )
                # A task that is cancelled before its first step never takes the PIN.
                signing_in.add_done_callback(lambda _: effect.pin.wipe())
            case AskPhone(visit):
                self._start(visit, lambda mine: ask_phone(mine, effect, self._ecps), SignInFailed)
            case OpenPortal(visit):
                self._start(visit, lambda mine: open_portal(mine, self._ecps), SignInFailed)
            case OpenProviderPage(visit):
                self._start(
                    visit, lambda mine: open_provider_page(mine, self._ecps), BrowserRefused
                )
            case OpenBrowser(visit):
                self._start(visit, open_browser, BrowserRefused)
            case EndVisit(visit):
                mine = self._visits.pop(visit, None)
                if mine is not None:
                    mine.cancel()
                self._finish(self._end(mine, visit))
            case Record():
                self._finish(self._recorder.record(effect))

    @property
    def _ecps(self) -> Ecps:
        """Asked for only where the flow knows of it."""
        if self._settings.ecps is None:
            raise RuntimeError("no sign-in by e-CPS is configured")
        return self._settings.ecps

    def _start(self, visit: Visit, work: Work, refused: MakeRefusal) -> asyncio.Task[None]:
        """Runs as long as the visit lasts."""
        if visit not in self._visits:
            self._visits[visit] = Belongings(visit, self._kit, self._post)
        mine = self._visits[visit]
        return mine.run(_answer(mine, work, refused), "effect")

    def _finish(self, work: Coroutine[None, None, Event]) -> None:
        """Runs to its end, whatever becomes of the visit."""

        async def finish() -> None:
            self._post(await work)

        task = asyncio.create_task(finish())
        self._endings.add(task)
        task.add_done_callback(self._endings.discard)

    async def _read_card(self, mine: Belongings) -> Event:
        await asyncio.sleep(PAINTING_SECONDS)
        return await read_card(mine, self._settings.card, datetime.now(UTC))

    async def _warm_browser(self, mine: Belongings) -> Event:
        """Later still: nobody waits for it, and Chromium takes every processor there is."""
        await asyncio.sleep(3 * PAINTING_SECONDS)
        await mine.warm()
        return BrowserWarmed(mine.visit)

    async def _end(self, mine: Belongings | None, visit: Visit) -> Event:
        if mine is None:
            return VisitEnded(visit, wiped=True, card_reset=True, logged_out=None)
        cleared = await mine.clear()
        for trouble in cleared.troubles:
            self._post(LeftBehind(trouble, visit))
        logged_out = await mine.log_out(self._log_out)
        return VisitEnded(visit, cleared.wiped, cleared.card_reset, logged_out)

    async def _log_out(self, session: PortalSession) -> bool:
        if session.method is Method.ECPS:
            return await logout(session, self._ecps.portal)
        return await logout(session, self._settings.card_way)


async def _answer(mine: Belongings, work: Work, refused: MakeRefusal) -> None:
    try:
        event = await work(mine)
    except CardGone:
        # Usually pulled: the watcher is about to say so, and then the visit ends with this task.
        await asyncio.sleep(NOTICE_SECONDS)
        event = refused(mine.visit, Trouble.CARD_UNREADABLE)
    except Exception as error:
        trouble = trouble_of(error)
        if trouble is Trouble.FAULT:
            logger.error("an effect failed in an unforeseen way:\n%s", describe(error))
        event = refused(mine.visit, trouble)
    mine.tell(event)
