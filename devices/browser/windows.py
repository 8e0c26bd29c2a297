"""All windows and tabs of one browser: which are open, what they may show, who uses them."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from devices.browser.activity import BINDING, Activity
from devices.browser.cdp import Cdp, CdpError, CdpEvent
from devices.browser.leaving import OPENS_NOTHING, hidden_page, outlive_windows, shut
from devices.browser.page import Page
from devices.browser.preparing import PAGES, attaching, attempt, prepare
from devices.browser.sight import address
from devices.browser.unseen import unseen_page
from devices.hosts import host_allowed
from devices.kit import PageSeen

_OWN_SCHEMES = frozenset({"", "about", "blob", "chrome-error", "data"})
"""What pages of an allowed host are made of besides https."""
_PDF_VIEWER = "chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/"
"""The one extension that is part of Chromium itself and shows a portal's documents."""
_PRINTING = "chrome://print/"
_CHANGES = ("Page.", "Target.")
_AGAIN = 1.0
"""Seconds after which a page that was busy or not ready is looked at again."""


class Windows:
    """Watches every page of the browser from before its first window."""

    def __init__(
        self, cdp: Cdp, hosts: Sequence[str], activity: Activity, user_agent: str | None
    ) -> None:
        """With a user agent, every page presents itself so."""
        self.all_closed = asyncio.Event()
        self._cdp = cdp
        self._hosts = hosts
        self._activity = activity
        self._user_agent = user_agent
        self._unattended = user_agent is not None
        """Nobody answers what a page asks, and it would wait for ever."""
        self._unseen = False
        """A policy keeps us out of pages."""
        self._first = ""
        self._last: str | None = None
        """The page without a window in which she is signed off: no other one may be open then."""
        self._open: dict[str, str] = {}
        """Every window and tab, with its address."""
        self._belonging: set[str] = set()
        self._pages: dict[str, Page] = {}
        """Those of them that we are let into."""
        self._prepared: dict[str, asyncio.Task[None]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def watch(self) -> None:
        """Every page waits, before it runs anything, until it is prepared."""
        self._cdp.subscribe(self._hear)
        await self._cdp.send("Target.setDiscoverTargets", {"discover": True, "filter": PAGES})
        await attempt(self._cdp, None, *attaching(PAGES))

    async def open(self, url: str, *, full_screen: bool, patience: float) -> PageSeen:
        """Opens the first window; returns when its page can be read. Raises BrowserFailed."""
        self._first = await self._create("about:blank", full_screen=False)
        page = self._pages.get(self._first)
        if page is None:
            self._unseen = True
            return await self._open_unseen(url, full_screen=full_screen)
        await self._ready(page)
        if full_screen:
            await page.fill_screen()
        seen = await page.show(url, patience)
        self._soon(outlive_windows(self._cdp))
        return seen

    async def arrived(self, at: Callable[[str], bool], naming: str | None) -> PageSeen:
        """Returns when a page stands at such an address; the caller sees to the browser's end."""
        changed = asyncio.Event()
        forget = self._cdp.subscribe(
            lambda event: changed.set() if event.method.startswith(_CHANGES) else None
        )
        try:
            while True:
                changed.clear()
                candidates = [
                    each for each, url in self._open.items() if (its := address(url)) and at(its)
                ]
                for target in candidates:
                    if seen := await self._standing(target, at, naming):
                        return seen
                with suppress(TimeoutError):
                    async with asyncio.timeout(_AGAIN if candidates else None):
                        await changed.wait()
        finally:
            forget()

    async def sign_off(self, url: str, patience: float) -> bool:
        """Closes every window, goes there without one; whether any ever opened.

        Raises BrowserFailed.

        Where the policy keeps us out of pages, the address is all that a page can be given.
        """
        if not self._first:
            return False
        self._last = await hidden_page(self._cdp, url if self._unseen else "about:blank")
        for target in self._open:
            self._close_unless_last(target)
        if self._unseen:
            await unseen_page(self._cdp, self._last, url)
            return True
        # An older Chromium has shown it as a tab, and let us in already.
        page = self._pages.get(self._last) or await self._enter(self._last)
        await self._ready(page)
        await page.show(url, patience)
        return True

    async def _standing(
        self, target: str, at: Callable[[str], bool], naming: str | None
    ) -> PageSeen | None:
        if target in self._pages:
            return await self._pages[target].standing(at, naming)
        if not self._unseen:
            return None
        with suppress(CdpError):  # gone meanwhile
            seen = await unseen_page(self._cdp, target, self._open.get(target, ""))
            return seen if at(address(self._open.get(target, ""))) else None
        return None

    async def _open_unseen(self, url: str, *, full_screen: bool) -> PageSeen:
        """In a window of its own instead of the one before: none can be led anywhere."""
        before, self._first = self._first, await self._create(url, full_screen=full_screen)
        await attempt(self._cdp, None, "Target.closeTarget", {"targetId": before})
        return await unseen_page(self._cdp, self._first, url)

    async def _enter(self, target: str) -> Page:
        """A page in no window: nothing has let us in by itself."""
        params = {"targetId": target, "flatten": True}
        answer = await self._cdp.send("Target.attachToTarget", params)
        page = self._pages[target] = Page(self._cdp, target, answer["sessionId"])
        await self._ready(page)
        await attempt(self._cdp, page.session, *OPENS_NOTHING)
        return page

    async def _ready(self, page: Page) -> None:
        if page.session in self._prepared:
            await self._prepared[page.session]

    async def _create(self, url: str, *, full_screen: bool) -> str:
        params: dict[str, object] = {"url": url, "newWindow": True}
        if full_screen:
            params["windowState"] = "fullscreen"
        answer = await self._cdp.send("Target.createTarget", params, patience=15)
        return str(answer["targetId"])

    def _hear(self, event: CdpEvent) -> None:
        for page in self._pages.values():
            if event.session == page.session:
                page.hear(event)
        match event.method:
            case "Target.targetCreated" | "Target.targetInfoChanged":
                self._see(event.params["targetInfo"])
            case "Target.targetDestroyed":
                self._forget(event.params["targetId"])
            case "Target.attachedToTarget":
                self._meet(event.params["sessionId"], event.params["targetInfo"])
            case "Target.detachedFromTarget":
                gone = event.params["sessionId"]
                self._pages = {
                    each: page for each, page in self._pages.items() if page.session != gone
                }
                self._prepared.pop(gone, None)
            case "Runtime.bindingCalled" if event.params.get("name") == BINDING:
                self._activity.heard(str(event.params.get("payload")))
            case "Page.javascriptDialogOpening" if self._unattended or self._last is not None:
                answer = {"accept": self._last is None or self._is_last(event.session)}
                self._soon(attempt(self._cdp, event.session, "Page.handleJavaScriptDialog", answer))

    def _meet(self, session: str, info: Mapping[str, Any]) -> None:
        target = info["targetId"]
        if info["type"] == "page":
            if target in self._pages:
                return
            self._pages[target] = Page(self._cdp, target, session)
        self._prepared[session] = self._soon(prepare(self._cdp, session, self._user_agent))

    def _forget(self, target: str) -> None:
        self._belonging.discard(target)
        if self._open.pop(target, None) is not None and not self._open:
            self.all_closed.set()

    def _see(self, info: Mapping[str, Any]) -> None:
        target, url = info["targetId"], info["url"]
        self._open[target] = url
        if self._last is not None:
            self._close_unless_last(target)
        elif belongs(url, self._hosts):
            if urlsplit(url).scheme == "https":
                self._belonging.add(target)
        elif urlsplit(url).scheme != "https" or self._is_astray(target):
            # Else a page of the browser itself (history, settings).
            self._soon(attempt(self._cdp, None, "Target.closeTarget", {"targetId": target}))

    def _close_unless_last(self, target: str) -> None:
        if target != self._last:
            page = self._pages.get(target)
            self._soon(shut(self._cdp, target, page.session if page else None))

    def _is_last(self, session: str | None) -> bool:
        page = self._pages.get(self._last or "")
        return page is not None and page.session == session

    def _is_astray(self, target: str) -> bool:
        """A further tab that led elsewhere from its beginning: there is no way back in it."""
        return target not in self._belonging and len(self._open) > 1

    def _soon(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


def belongs(url: str, hosts: Sequence[str]) -> bool:
    """Whether a tab may show this: a page of the hosts, or what such pages are made of."""
    parts = urlsplit(url)
    if parts.scheme == "https":
        return host_allowed(parts.hostname or "", hosts)
    return parts.scheme in _OWN_SCHEMES or url == _PRINTING or url.startswith(_PDF_VIEWER)
