"""What one visit holds outside the flow: card, browser, portal session, running tasks.

The flow names a visit; only here are the things behind the name. When the visit ends, all of
them end, in whatever state they are.
"""

import asyncio
from collections.abc import Awaitable, Callable

from devices.kit import Browser, Card, Kit, UserAgent, Wiped
from kiosk.flow.visit import Visit
from kiosk.signin.portal import PortalSession

_NOTHING_TO_WIPE = Wiped(processes_left=0, files_left=0)


class Belongings:
    """Everything that must be gone when the visit is over."""

    def __init__(self, visit: Visit, kit: Kit, touched: Callable[[], None]) -> None:
        self.visit = visit
        self.tasks: set[asyncio.Task[None]] = set()
        self.session: PortalSession | None = None
        self._kit = kit
        self._touched = touched
        self._card: Card | None = None
        self._browser: Browser | None = None
        self._warming: asyncio.Task[UserAgent] | None = None

    @property
    def card(self) -> Card:
        """The visit's card, opened at the first use."""
        if self._card is None:
            if self.visit.card is None or self.visit.family is None:
                raise ValueError("a visit without a card has none to open")
            self._card = self._kit.card(self.visit.card, self.visit.family)
        return self._card

    @property
    def browser(self) -> Browser:
        """The visit's browser, not necessarily started."""
        if self._browser is None:
            self._browser = self._kit.browser(self._touched)
        return self._browser

    async def warm(self) -> UserAgent:
        """Starts the browser once, for however many callers; how it presents itself."""
        if self._warming is None:
            self._warming = asyncio.create_task(self.browser.start())
        return await asyncio.shield(self._warming)

    async def end(
        self, logout: Callable[[PortalSession], Awaitable[bool]]
    ) -> tuple[bool, bool | None]:
        """Ends everything at once, what the doctor sees first.

        Returns whether nothing of the browser remains, and whether the portal confirmed the
        logout (None when there was no portal session).
        """
        closing = asyncio.create_task(self._close_browser())
        running = [task for task in (*self.tasks, self._warming) if task is not None]
        for task in running:
            task.cancel()
        await asyncio.gather(closing, self._close_card(), *running, return_exceptions=True)
        wiped = await closing
        confirmed = await logout(self.session) if self.session is not None else None
        self.session = None
        return wiped.clean, confirmed

    async def _close_browser(self) -> Wiped:
        return await self._browser.close() if self._browser is not None else _NOTHING_TO_WIPE

    async def _close_card(self) -> None:
        if self._card is not None:
            await self._card.close()
