"""One throw-away Chromium for one session."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from functools import partial
from typing import TypeVar

from devices.browser.activity import Activity
from devices.browser.cdp import CdpEnded, CdpError, CdpSilent
from devices.browser.cookies import cookie_of, cookie_parameters
from devices.browser.preferences import write_preferences
from devices.browser.process import BrowserProcess
from devices.browser.profile import Profile
from devices.browser.settings import (
    BrowserSettings,
    accept_language,
    malformed_hosts,
    refused_arguments,
)
from devices.browser.switches import command_line, environment
from devices.browser.trust import trust
from devices.browser.windows import Windows
from devices.cookie import Cookie
from devices.errors import BrowserFailed, PageFailed, PageFault
from devices.kit import PageSeen, UserAgent, Wiped
from devices.private_dir import runtime_directory

T = TypeVar("T")

_COOKIES_SECONDS = 0.3
"""Whoever asks is about to end the session: a window must not stay because of it."""


class Chromium:
    """Implements devices.kit.Browser. Whoever calls start calls close, whatever happened."""

    def __init__(self, settings: BrowserSettings, touched: Callable[[], None]) -> None:
        self._settings = settings
        self._activity = Activity(touched)
        self._profile: Profile | None = None
        self._process: BrowserProcess | None = None
        self._windows: Windows | None = None
        self._preparing: asyncio.Task[BrowserProcess] | None = None
        self._watching: asyncio.Task[None] | None = None
        self._ending: asyncio.Task[Wiped] | None = None
        self._gone = asyncio.Event()

    async def start(self) -> UserAgent:
        """Starts without a window, on an empty profile. Raises BrowserMissing, BrowserFailed."""
        if self._preparing is not None or self._ending is not None:
            raise BrowserFailed("a browser starts only once")
        self._preparing = asyncio.create_task(self._prepare(), name="browser start")
        # Not cancelled with us: close must know what it has to end.
        process = await asyncio.shield(self._preparing)
        try:
            async with self._within(BrowserFailed):
                return await self._greet(process)
        except CdpSilent:
            raise BrowserFailed(
                f"no answer on its debugging pipe within {self._settings.patience:g} s:"
                " does a policy (RemoteDebuggingAllowed) forbid it?"
            ) from None
        except CdpEnded:
            if self._ending is not None:
                raise BrowserFailed("closed while it started") from None
            raise BrowserFailed(await process.last_words()) from None

    async def open(self, url: str, cookies: Sequence[Cookie]) -> PageSeen:
        """Sets the cookies, then opens the first window; returns when the page has loaded."""
        if self._process is None or self._windows is None or self._ending is not None:
            raise BrowserFailed("it is not running")
        async with self._within(partial(PageFailed, PageFault.SLOW)):
            await self._process.cdp.send(
                "Storage.setCookies", {"cookies": [cookie_parameters(cookie) for cookie in cookies]}
            )
            return await self._windows.open(
                url,
                full_screen=self._settings.full_screen and not self._settings.headless,
                patience=self._settings.patience,
            )

    async def arrived(self, at: Callable[[str], bool], naming: str | None = None) -> PageSeen:
        """Returns when a page stands in any window or tab whose address satisfies `at`."""
        if self._windows is None:
            raise BrowserFailed("it is not running")
        return await _unless(self.closed(), self._windows.arrived(at, naming))

    async def end_key(self) -> None:
        """Returns when the doctor presses F10, without any other key, in a page."""
        await self._activity.end_key.wait()

    async def sign_off(self, url: str, seconds: float) -> bool:
        """Whether a page answered where a sign-in is ended. Never raises."""
        if self._process is None or self._windows is None:
            return False
        try:
            async with asyncio.timeout(seconds):
                # It outlives its windows.
                return await _unless(
                    self._process.cdp.ended(), self._windows.sign_off(url, seconds)
                )
        except (BrowserFailed, TimeoutError):
            return False

    async def cookies(self) -> tuple[Cookie, ...]:
        """What it holds now; empty when it is not running, or does not answer at once."""
        if self._process is None:
            return ()
        try:
            answer = await self._process.cdp.send("Storage.getCookies", patience=_COOKIES_SECONDS)
        except CdpError:
            return ()
        return tuple(cookie_of(held) for held in answer["cookies"])

    async def closed(self) -> None:
        """Returns when the doctor closed the last window or the browser died."""
        await self._gone.wait()

    async def close(self) -> Wiped:
        """Ends every process, wipes the profile and verifies both. Idempotent, never raises."""
        if self._ending is None:
            self._ending = asyncio.create_task(self._end(), name="browser end")
        # Goes on when the caller is cancelled: what has begun to end must end.
        return await asyncio.shield(self._ending)

    async def _prepare(self) -> BrowserProcess:
        settings = self._settings
        if bad := refused_arguments(settings.arguments) + malformed_hosts(settings.allowed_hosts):
            raise BrowserFailed(f"refused: {' '.join(bad)}")
        profile = await asyncio.to_thread(self._furnish)
        self._process = await BrowserProcess.spawn(
            settings.command,
            command_line(settings, profile),
            environment(profile, settings.language),
        )
        return self._process

    def _furnish(self) -> Profile:
        settings = self._settings
        try:
            self._profile = Profile.make(settings.runtime or runtime_directory().path)
            write_preferences(settings, self._profile)
            trust(settings.ca_files, self._profile.home)
        except OSError as error:
            raise BrowserFailed(f"no profile: {error.strerror}") from None
        return self._profile

    async def _greet(self, process: BrowserProcess) -> UserAgent:
        patience = self._settings.patience
        version = await process.cdp.send("Browser.getVersion", patience=patience)
        agent = str(version["userAgent"]).replace("HeadlessChrome", "Chrome")
        self._windows = Windows(
            process.cdp,
            self._settings.allowed_hosts,
            self._activity,
            agent if self._settings.headless else None,
        )
        await self._windows.watch()
        self._watching = asyncio.create_task(self._watch(process, self._windows))
        return UserAgent(agent, accept_language(self._settings.language))

    async def _watch(self, process: BrowserProcess, windows: Windows) -> None:
        ends = [process.ended(), process.cdp.ended(), windows.all_closed.wait()]
        tasks = [asyncio.create_task(end) for end in ends]
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in tasks:
            task.cancel()
        self._gone.set()

    @asynccontextmanager
    async def _within(self, failure: Callable[[str], BrowserFailed]) -> AsyncIterator[None]:
        """The time limit for a whole step, so that many small waits do not add up."""
        try:
            async with asyncio.timeout(self._settings.patience + 0.5):
                yield
        except TimeoutError:
            limit = f"{self._settings.patience:g} s"
            raise failure(f"not ready within {limit}") from None

    async def _end(self) -> Wiped:
        """Killing is quicker than asking: 50 ms instead of 150, and nothing can refuse it."""
        if self._preparing is not None:
            await asyncio.gather(self._preparing, return_exceptions=True)
        if self._process is not None:
            self._process.kill()
        wiped = Wiped(0, 0)
        if self._profile is not None:
            wiped = await asyncio.to_thread(self._profile.wipe)
        if self._process is not None:
            await self._process.bury()
        self._gone.set()
        return wiped


async def _unless(end: Coroutine[None, None, None], work: Coroutine[None, None, T]) -> T:
    """What the work gives. Raises BrowserFailed when the end has come before."""
    task = asyncio.create_task(work)
    ended = asyncio.create_task(end)
    try:
        await asyncio.wait([task, ended], return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            return await task
        raise BrowserFailed("it is not running")
    finally:
        task.cancel()
        ended.cancel()
