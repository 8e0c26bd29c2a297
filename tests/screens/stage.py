"""The real app, with devices and effects played by the test."""

import re
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any, NoReturn, TypeVar

from rich.cells import cell_len
from textual.app import App
from textual.pilot import Pilot

from devices.errors import BrowserMissing
from devices.events import CardFamily, CardInserted, Insertion, ReaderAttached, ServiceFound
from devices.kit import Kit, PageSeen, ReaderWatcher
from kiosk.app import KioskApp
from kiosk.flow.desk import Rules
from kiosk.flow.effects import Effect, EndVisit, Record, SignInWithCard
from kiosk.flow.events import (
    BrowserOpened,
    CardRead,
    Event,
    PinAccepted,
    PortalOpened,
    Recorded,
    Tick,
    VisitEnded,
)
from kiosk.flow.state import State
from kiosk.flow.visit import KnownCard, Visit
from kiosk.front import Perform, Post
from screens.gallery_states import KNOWN, PAGE, VIEW
from tests.support.waiting import eventually

READER = "Lecteur de la scène"
TEN_O_CLOCK = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
CELL_WIDTH, LINE_HEIGHT = 12.2, 24.4
_WORDS = re.compile(r'<text class="[^"]*-r\d+"[^>]* x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)</text>')

Kind = TypeVar("Kind", bound=Effect)


class Watcher:
    """Sees one reader, and otherwise what the test says."""

    def __init__(self, post: Callable[[Any], None]) -> None:
        self._post = post
        self.stopped = False

    def start(self) -> None:
        self._post(ServiceFound())
        self._post(ReaderAttached(READER))

    def stop(self) -> None:
        self.stopped = True


class Stage:
    """What the test says happens, and what was asked for."""

    def __init__(
        self, rules: Rules | None = None, watcher: Callable[[Post], Watcher] = Watcher
    ) -> None:
        self.effects: list[Effect] = []
        self.watchers: list[Watcher] = []
        self.insertions = 0
        self.pilot: Pilot[None]
        self.post: Post
        self._new_watcher = watcher
        rules = rules or Rules(idle=600, longest=14400)
        self._began = time.monotonic()
        self.app = KioskApp(VIEW, rules, self._kit, self._performer, clock=self._clock)

    def text(self) -> str:
        """What a person reads on the screen now."""
        return text_of(self.app)

    @property
    def state(self) -> State:
        return self.app.engine.state

    async def sees(self, *texts: str) -> None:
        """Waits until all of them can be read."""
        await eventually(lambda: all(text in self.text() for text in texts))

    async def press(self, *keys: str) -> None:
        """Presses keys, and lets what follows happen."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def happens(self, *events: Event) -> None:
        for event in events:
            self.post(event)
        await self.pilot.pause()

    async def insert(self, family: CardFamily = CardFamily.CPS3) -> Visit | None:
        """Puts a card in; the visit that it opens, if it opens one."""
        self.insertions += 1
        await self.happens(CardInserted(Insertion(READER, self.insertions), family))
        return self.state.visit

    async def greet(self, card: KnownCard = KNOWN) -> Visit:
        """A card goes in and is read."""
        visit = await self.insert()
        assert visit is not None
        await self.happens(CardRead(visit, card))
        return visit

    async def sign_in(self, card: KnownCard = KNOWN, page: PageSeen = PAGE) -> Visit:
        """Up to the page."""
        visit = await self.greet(card)
        await self.press("1", "2", "3", "4", "enter")
        await self.happens(PinAccepted(visit), PortalOpened(visit), BrowserOpened(visit, page))
        return visit

    def asked(self, kind: type[Kind]) -> list[Kind]:
        """The effects of this kind so far."""
        return [effect for effect in self.effects if isinstance(effect, kind)]

    def pins(self) -> list[bytes]:
        """The codes that set out for the card; each can be taken once."""
        return [bytes(effect.pin.take()) for effect in self.asked(SignInWithCard)]

    def perform(self, effect: Effect) -> None:
        """Ends what must end; the rest is the test's to answer."""
        self.effects.append(effect)
        match effect:
            case EndVisit(visit):
                self.post(VisitEnded(visit, wiped=True, card_reset=True, logged_out=None))
            case Record():
                self.post(Recorded())
            case _:
                pass

    def _clock(self) -> Tick:
        """It is ten in the morning: no minute turns over between two looks at the screen."""
        now = time.monotonic()
        return Tick(now, TEN_O_CLOCK + timedelta(seconds=now - self._began))

    def _kit(self) -> Kit:
        return Kit(self._watch, _no_device, _no_device)

    def _watch(self, post: Callable[[Any], None]) -> ReaderWatcher:
        self.watchers.append(self._new_watcher(post))
        return self.watchers[-1]

    def _performer(self, kit: Kit, post: Post) -> Perform:
        del kit
        self.post = post
        return self.perform


def one_line(text: str) -> str:
    """Without the line breaks that only the width of the screen makes."""
    return " ".join(text.split())


def _no_device(*_: object) -> NoReturn:
    raise BrowserMissing("the stage has no devices")


@asynccontextmanager
async def on_stage(
    size: tuple[int, int] = (80, 24), rules: Rules | None = None
) -> AsyncIterator[Stage]:
    """The kiosk, started, with a reader and no card."""
    stage = Stage(rules)
    async with stage.app.run_test(size=size) as pilot:
        stage.pilot = pilot
        await stage.sees("Insérez votre carte")
        yield stage


def text_of(app: App[Any]) -> str:
    """The screen as lines of text, with plain spaces."""
    svg = app.export_screenshot(simplify=True)
    grid: dict[int, dict[int, str]] = {}
    for x, y, words in _WORDS.findall(svg):
        line = grid.setdefault(round(float(y) / LINE_HEIGHT), {})
        line[round(float(x) / CELL_WIDTH)] = unescape(words)
    return "\n".join(_line(grid[row]) for row in sorted(grid))


def _line(words: dict[int, str]) -> str:
    line = ""
    for column in sorted(words):
        line += " " * (column - cell_len(line)) + words[column]
    return re.sub("[\u00a0\u202f]", " ", line).rstrip()
