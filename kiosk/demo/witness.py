"""A browser that remembers what it showed and how it ended, for the summary of a tour."""

import time
from collections.abc import Callable, Sequence

from devices.cookie import Cookie
from devices.kit import Browser, PageSeen, UserAgent, Wiped


class WitnessedBrowser:
    """Hands everything over to the real one."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self.seen: PageSeen | None = None
        self.wiped: Wiped | None = None
        self.wiped_at = 0.0
        """When; time.monotonic()."""

    async def start(self) -> UserAgent:
        return await self._browser.start()

    async def open(self, url: str, cookies: Sequence[Cookie]) -> PageSeen:
        self.seen = await self._browser.open(url, cookies)
        return self.seen

    async def arrived(self, at: Callable[[str], bool], naming: str | None = None) -> PageSeen:
        self.seen = await self._browser.arrived(at, naming)
        return self.seen

    async def end_key(self) -> None:
        await self._browser.end_key()

    async def sign_off(self, url: str, seconds: float) -> bool:
        return await self._browser.sign_off(url, seconds)

    async def cookies(self) -> tuple[Cookie, ...]:
        return await self._browser.cookies()

    async def closed(self) -> None:
        await self._browser.closed()

    async def close(self) -> Wiped:
        self.wiped = await self._browser.close()
        self.wiped_at = time.monotonic()
        return self.wiped
