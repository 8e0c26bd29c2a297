"""One window: opened, led to a page, and asked what it shows."""

import asyncio
from typing import Any
from urllib.parse import urlsplit

from devices.browser.activity import WORLD
from devices.browser.cdp import Cdp, CdpError, CdpEvent
from devices.errors import BrowserFailed
from devices.kit import PageSeen
from devices.text import plain

TEXT_LIMIT = 200
"""Characters of a title or heading."""

_GRACE = 3.0
"""Seconds that images and other parts may take once the page itself can be read."""

_LOOK = """
(() => {
  const page = Document.prototype, heading = page.querySelector.call(document, "h1");
  const [visit] = performance.getEntriesByType("navigation");
  return {
    url: location.href,
    status: visit ? visit.responseStatus : 0,
    title: Object.getOwnPropertyDescriptor(page, "title").get.call(document),
    heading: heading ? heading.innerText : "",
  };
})()
"""


class Page:
    """The first window of a session, through its attached debugging session."""

    def __init__(self, cdp: Cdp, target: str, session: str) -> None:
        self._cdp = cdp
        self._target = target
        self._session = session
        self._readable = asyncio.Event()
        self._loaded = asyncio.Event()

    async def show(self, url: str, patience: float) -> PageSeen:
        """Leads the window to the address and returns what it then shows.

        Raises BrowserFailed; the caller bounds the whole, patience (seconds) only the first answer.
        """
        unsubscribe = self._cdp.subscribe(self._hear)
        try:
            answer = await self._cdp.send(
                "Page.navigate", {"url": url}, session=self._session, patience=patience
            )
            if "errorText" in answer:
                raise BrowserFailed(f"the page did not open: {answer['errorText']}")
            seen = await self._look()
            # Nobody goes back to the empty page the window began with.
            await self._send("Page.resetNavigationHistory")
            return seen
        finally:
            unsubscribe()

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

    def _hear(self, event: CdpEvent) -> None:
        if event.session != self._session:
            return
        match event.method:
            case "Page.domContentEventFired":
                self._readable.set()
            case "Page.loadEventFired":
                self._loaded.set()
            case "Page.frameStartedNavigating" if self._leaves(event):
                self._readable.clear()
                self._loaded.clear()

    def _leaves(self, event: CdpEvent) -> bool:
        """Whether the window itself goes to another document: its main frame has its number."""
        of_window = event.params.get("frameId") == self._target
        return of_window and "sameDocument" not in str(event.params.get("navigationType"))

    async def _look(self) -> PageSeen:
        """Some pages lead straight on to another one: what counts is the last."""
        while True:
            await self._wait()
            try:
                seen = await self._evaluate(_LOOK)
            except CdpError:
                if self._loaded.is_set():
                    raise
                continue
            if self._loaded.is_set() or self._readable.is_set():
                return _page_seen(seen)

    async def _wait(self) -> None:
        await self._readable.wait()
        try:
            async with asyncio.timeout(_GRACE):
                await self._loaded.wait()
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
        return await self._cdp.send(method, params, session=self._session)


def _page_seen(seen: object) -> PageSeen:
    """What the page said of itself, believed as little as any text from a server."""
    facts = seen if isinstance(seen, dict) else {}
    address = urlsplit(str(facts.get("url", "")))
    if address.scheme != "https":
        raise BrowserFailed("the page did not open: it led to an error page")
    status = facts.get("status")
    if isinstance(status, int) and status >= 400:
        raise BrowserFailed(f"the page did not open: HTTP status {status}")
    return PageSeen(
        # Without query and fragment, which may hold a token.
        url=f"https://{address.netloc}{address.path}"[:TEXT_LIMIT],
        title=plain(str(facts.get("title", "")), TEXT_LIMIT),
        heading=plain(str(facts.get("heading", "")), TEXT_LIMIT),
    )
