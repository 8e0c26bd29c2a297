"""Devices that note what is done with them, and stop or fail at the moment a test names."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from enum import Enum, auto

from devices.cookie import Cookie
from devices.kit import Card, CardFacts, PageSeen, Pin, TlsServer, Tunnel, UserAgent, Wiped

AGENT = UserAgent("Navigateur/1.0 (essai)", "fr-FR,fr;q=0.9")


class Moment(Enum):
    """What a device is at."""

    READING = auto()
    VERIFYING = auto()
    TLS = auto()
    CLOSING_CARD = auto()
    WARMING = auto()
    OPENING = auto()
    WATCHING = auto()
    CLOSING_BROWSER = auto()


class Script:
    """What happens at which moment; elsewhere everything goes well."""

    def __init__(self) -> None:
        self.fails: dict[Moment, Exception] = {}
        self.stops_at: Moment | None = None
        self.stubborn = False
        """Whoever stops does not heed being cancelled."""
        self.stopped = asyncio.Event()
        self.goes_on = asyncio.Event()
        self.cancelled = asyncio.Event()
        self.may_leave = asyncio.Event()
        """Whoever is cancelled waits for this before it goes."""
        self.may_leave.set()
        self.left_in_order = False
        self.stays_open = False
        """The card, with its PIN verified: nothing can reset it."""

    async def __call__(self, moment: Moment) -> None:
        if moment in self.fails:
            raise self.fails[moment]
        if moment is self.stops_at:
            self.stopped.set()
            await self._stop()

    async def _stop(self) -> None:
        while not self.goes_on.is_set():
            try:
                await self.goes_on.wait()
            except asyncio.CancelledError:
                if not self.stubborn:
                    self.cancelled.set()
                    await self.may_leave.wait()
                    self.left_in_order = True
                    raise


class NotingCard:
    """Hands everything over to a simulated card."""

    def __init__(self, card: Card, script: Script) -> None:
        self._card = card
        self._script = script
        self.pins: list[Pin] = []
        """The very buffers that were presented."""
        self.closed = False

    async def read(self) -> CardFacts:
        await self._script(Moment.READING)
        return await self._card.read()

    async def verify(self, pin: Pin, *, last_try_allowed: bool) -> None:
        self.pins.append(pin)
        await self._script(Moment.VERIFYING)
        await self._card.verify(pin, last_try_allowed=last_try_allowed)

    @asynccontextmanager
    async def tls(self, pin: Pin, server: TlsServer) -> AsyncIterator[Tunnel]:
        await self._script(Moment.TLS)
        async with self._card.tls(pin, server) as tunnel:
            yield tunnel

    async def close(self) -> bool:
        await self._script(Moment.CLOSING_CARD)
        harmless = await self._card.close()
        self.closed = True
        return harmless and not self._script.stays_open


class NotingBrowser:
    """Shows nothing to anybody."""

    def __init__(self, script: Script, touched: Callable[[], None]) -> None:
        self._script = script
        self.touch = touched
        """A sign of the doctor's, in the page."""
        self.starts = 0
        self.held: Sequence[Cookie] = ()
        """The cookies it was opened with, or those that the portal has set since."""
        self.opened_at = ""
        """The address of the first page."""
        self.last_window_closed = asyncio.Event()
        self.end_key_pressed = asyncio.Event()
        self.signed_off: list[str] = []
        """Where it was led to end a sign-in."""
        self.sign_off_answers = True
        self._page: PageSeen | None = None
        self._moved = asyncio.Event()
        self.wiped = Wiped(processes_left=0, files_left=0)
        self.ended = False

    @property
    def session(self) -> str:
        """The portal's cookie of this name."""
        return {cookie.name: cookie.value for cookie in self.held}["session"]

    async def start(self) -> UserAgent:
        self.starts += 1
        await self._script(Moment.WARMING)
        return AGENT

    async def open(self, url: str, cookies: Sequence[Cookie]) -> PageSeen:
        await self._script(Moment.OPENING)
        self.held = cookies
        self.opened_at = url
        self.show(PageSeen(url, "Espace", "Bonjour"))
        return PageSeen(url, "Espace", "Bonjour")

    def show(self, page: PageSeen) -> None:
        """The doctor goes on to another page."""
        self._page = page
        self._moved.set()

    async def arrived(
        self,
        at: Callable[[str], bool],
        naming: str | None = None,  # noqa: ARG002
    ) -> PageSeen:
        while self._page is None or not at(self._page.url):
            self._moved.clear()
            await self._moved.wait()
        return self._page

    async def end_key(self) -> None:
        await self.end_key_pressed.wait()

    async def sign_off(self, url: str, seconds: float) -> bool:  # noqa: ARG002
        self.signed_off.append(url)
        return self.sign_off_answers

    async def cookies(self) -> tuple[Cookie, ...]:
        return tuple(self.held)

    async def closed(self) -> None:
        await self._script(Moment.WATCHING)
        await self.last_window_closed.wait()

    async def close(self) -> Wiped:
        await self._script(Moment.CLOSING_BROWSER)
        self.ended = True
        return self.wiped
