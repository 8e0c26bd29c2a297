"""One window or tab: led to a page, and asked what it shows."""

import asyncio
from collections.abc import Callable
from typing import Any

from devices.browser.activity import WORLD
from devices.browser.cdp import Cdp, CdpError, CdpEvent, CdpSilent
from devices.browser.faults import failed
from devices.browser.progress import Progress
from devices.browser.sight import address_of, look_for, page_seen
from devices.errors import BrowserFailed, PageFailed, PageFault
from devices.kit import PageSeen

_HEADING = "h1"

_GRACE = 3.0
"""Seconds that images and other parts may take once the page itself can be read."""

_SETTLING = 0.3
"""Seconds within which a page that leads straight on to another one has begun to do so."""


class Page:
    """A page of a session, through its attached debugging session."""

    def __init__(self, cdp: Cdp, target: str, session: str) -> None:
        self.session = session
        self._cdp = cdp
        self._target = target
        # A main frame has its window's number.
        self._progress = Progress(target)

    def hear(self, event: CdpEvent) -> None:
        """Takes every event of the page's session."""
        self._progress.hear(event.method, event.params)

    async def show(self, url: str, patience: float) -> PageSeen:
        """Leads the window to the address and returns what it then shows.

        Raises PageFailed; the caller bounds the whole, patience (seconds) only the first answer.
        """
        try:
            answer = await self._cdp.send(
                "Page.navigate", {"url": url}, session=self.session, patience=patience
            )
        except CdpSilent as error:
            raise PageFailed(PageFault.SLOW, str(error)) from None
        if "errorText" in answer:
            raise failed(str(answer["errorText"]))
        seen = await self._look()
        # Nobody goes back to the empty page the window began with.
        await self._send("Page.resetNavigationHistory")
        return seen

    async def standing(self, at: Callable[[str], bool], naming: str | None) -> PageSeen | None:
        """What it shows, if that is a page at such an address, and one that stays."""
        if not self._progress.readable.is_set():
            return None
        departures = self._progress.departures
        await self._wait()
        await asyncio.sleep(_SETTLING)
        try:
            shown = await self._evaluate(look_for(_HEADING if naming is None else naming))
            seen = page_seen(shown)
        except BrowserFailed:
            return None  # an error, or gone meanwhile
        stays = self._progress.readable.is_set() and self._progress.departures == departures
        return seen if stays and at(address_of(shown)) else None

    async def fill_screen(self) -> None:
        """Covers the screen, also where no window manager does it for a full-screen window."""
        found = await self._cdp.send("Browser.getWindowForTarget", {"targetId": self._target})
        wanted: list[dict[str, object]] = [{"windowState": "fullscreen"}]
        screen = await self._evaluate(
            "({left: screen.availLeft, top: screen.availTop,"
            " width: screen.width, height: screen.height})"
        )
        if isinstance(screen, dict):
            wanted.insert(0, screen)
        for bounds in wanted:
            await self._cdp.send(
                "Browser.setWindowBounds", {"windowId": found["windowId"], "bounds": bounds}
            )

    async def _look(self) -> PageSeen:
        """Some pages lead straight on to another one: what counts is the last."""
        while True:
            await self._wait()
            try:
                seen = await self._evaluate(look_for(_HEADING))
            except CdpError:
                if self._progress.loaded.is_set():
                    raise
                continue
            if self._progress.readable.is_set():
                return page_seen(seen)

    async def _wait(self) -> None:
        await self._progress.readable.wait()
        try:
            async with asyncio.timeout(_GRACE):
                await self._progress.loaded.wait()
        except TimeoutError:
            pass

    async def _evaluate(self, expression: str) -> object:
        """In a world that the page's scripts cannot reach."""
        world = await self._send(
            "Page.createIsolatedWorld", {"frameId": self._target, "worldName": WORLD}
        )
        answer = await self._send(
            "Runtime.evaluate",
            {
                "expression": expression,
                "contextId": world["executionContextId"],
                "returnByValue": True,
            },
        )
        return answer["result"].get("value")

    async def _send(self, method: str, params: dict[str, object] | None = None) -> dict[str, Any]:
        return await self._cdp.send(method, params, session=self.session)
