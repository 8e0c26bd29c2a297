"""All windows and tabs of one browser: which are open, what they may show, who uses them."""

import asyncio
from collections.abc import Coroutine, Mapping, Sequence
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from devices.browser.activity import BINDING, SCRIPT, WORLD, Activity
from devices.browser.cdp import Cdp, CdpError, CdpEvent
from devices.browser.page import TEXT_LIMIT, Page
from devices.hosts import host_allowed
from devices.kit import PageSeen
from devices.text import plain

_OWN_SCHEMES = frozenset({"", "about", "blob", "chrome-error", "data"})
"""What pages of an allowed host are made of besides https."""
_PDF_VIEWER = "chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/"
"""The one extension that is part of Chromium itself and shows a portal's documents."""
_PRINTING = "chrome://print/"
_TITLE_SECONDS = 3.0
"""Whether a page that may not be looked into has loaded cannot be told: this long it is waited."""
_PAGES = ({"type": "page"},)
_FRAMES = ({"type": "iframe"},)


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
        self._open: set[str] = set()
        self._belonging: set[str] = set()
        self._sessions: dict[str, str] = {}
        self._prepared: dict[str, asyncio.Task[None]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def watch(self) -> None:
        """Every page waits, before it runs anything, until it is prepared."""
        self._cdp.subscribe(self._hear)
        await self._cdp.send("Target.setDiscoverTargets", {"discover": True, "filter": _PAGES})
        await self._attach(_PAGES)

    async def open(self, url: str, *, full_screen: bool, patience: float) -> PageSeen:
        """Opens the first window; returns when its page can be read. Raises BrowserFailed."""
        target = await self._create("about:blank", full_screen=False)
        session = self._sessions.get(target)
        if session is None:
            return await self._open_unseen(url, target, full_screen=full_screen)
        if session in self._prepared:
            await self._prepared[session]
        page = Page(self._cdp, target, session)
        if full_screen:
            await page.fill_screen()
        return await page.show(url, patience)

    async def _open_unseen(self, url: str, blank: str, *, full_screen: bool) -> PageSeen:
        """A policy (DeveloperToolsAvailability) keeps us out of pages: only the title is told."""
        target = await self._create(url, full_screen=full_screen)
        await self._cdp.send("Target.closeTarget", {"targetId": blank})
        parts = urlsplit(url)
        deadline = asyncio.get_running_loop().time() + _TITLE_SECONDS
        title = await self._title(target)
        # Until it has one, a page is called by its address, token and all.
        while not title or title.startswith(parts.netloc):
            title = ""
            if asyncio.get_running_loop().time() > deadline:
                break
            await asyncio.sleep(0.02)
            title = await self._title(target)
        return PageSeen(f"https://{parts.netloc}{parts.path}", plain(title, TEXT_LIMIT), "")

    async def _title(self, target: str) -> str:
        answer = await self._cdp.send("Target.getTargetInfo", {"targetId": target})
        return str(answer["targetInfo"]["title"])

    async def _create(self, url: str, *, full_screen: bool) -> str:
        params: dict[str, object] = {"url": url, "newWindow": True}
        if full_screen:
            params["windowState"] = "fullscreen"
        answer = await self._cdp.send("Target.createTarget", params, patience=15)
        return str(answer["targetId"])

    def _hear(self, event: CdpEvent) -> None:
        match event.method:
            case "Target.targetCreated" | "Target.targetInfoChanged":
                self._see(event.params["targetInfo"])
            case "Target.targetDestroyed":
                self._forget(event.params["targetId"])
            case "Target.attachedToTarget":
                self._meet(event.params["sessionId"], event.params["targetInfo"]["targetId"])
            case "Target.detachedFromTarget":
                gone = event.params["sessionId"]
                self._sessions = {one: its for one, its in self._sessions.items() if its != gone}
                self._prepared.pop(gone, None)
            case "Runtime.bindingCalled" if event.params.get("name") == BINDING:
                self._activity.seen()
            case "Page.javascriptDialogOpening" if self._user_agent is not None:
                # Without a screen nobody could answer it, and the page would wait for ever.
                self._soon(self._send(event.session, "Page.handleJavaScriptDialog", accept=True))

    def _meet(self, session: str, target: str) -> None:
        if target not in self._sessions:
            self._sessions[target] = session
            self._prepared[session] = self._soon(self._prepare(session))

    def _forget(self, target: str) -> None:
        self._belonging.discard(target)
        if target in self._open:
            self._open.remove(target)
            if not self._open:
                self.all_closed.set()

    def _see(self, info: Mapping[str, Any]) -> None:
        target, url = info["targetId"], info["url"]
        self._open.add(target)
        if belongs(url, self._hosts):
            if urlsplit(url).scheme == "https":
                self._belonging.add(target)
        elif urlsplit(url).scheme != "https" or self._is_astray(target):
            # Else a page of the browser itself (history, settings).
            self._soon(self._send(None, "Target.closeTarget", targetId=target))

    def _is_astray(self, target: str) -> bool:
        """A further tab that led elsewhere from its beginning: there is no way back in it."""
        return target not in self._belonging and len(self._open) > 1

    async def _prepare(self, session: str) -> None:
        """In one go: the browser handles them in this order, and the page starts with the last."""
        send = self._send
        steps = [
            send(session, "Page.enable"),
            # Without it a binding is lost with the page it was made in.
            send(session, "Runtime.enable"),
            send(session, "Runtime.addBinding", name=BINDING, executionContextName=WORLD),
            send(
                session,
                "Page.addScriptToEvaluateOnNewDocument",
                source=SCRIPT,
                worldName=WORLD,
                runImmediately=True,
            ),
            self._attach(_FRAMES, session),
        ]
        if self._user_agent is not None:
            steps.append(send(session, "Network.setUserAgentOverride", userAgent=self._user_agent))
        await asyncio.gather(*steps, send(session, "Runtime.runIfWaitingForDebugger"))

    async def _attach(self, kinds: Sequence[Mapping[str, str]], session: str | None = None) -> None:
        await self._send(
            session,
            "Target.setAutoAttach",
            autoAttach=True,
            waitForDebuggerOnStart=True,
            flatten=True,
            filter=kinds,
        )

    async def _send(self, session: str | None, method: str, **params: object) -> None:
        """A page that has gone meanwhile, or that is not let in, is no failure of the others."""
        with suppress(CdpError):
            await self._cdp.send(method, params, session=session)

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
