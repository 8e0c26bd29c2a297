"""The moment in which a portal opens a session: from then on there is something to end."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import urlsplit

from devices.hosts import Origin, origin_of
from devices.kit import UserAgent
from kiosk.cookies import CookieJar
from kiosk.identity import Holder, Method
from kiosk.signin.portal import NoSession, Portal, PortalSession

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """One attempt to get in at a portal."""

    portal: Portal
    entrance: str
    """Where the portal lets in: no page for the browser, which has nothing to show there."""
    holder: Holder
    method: Method
    agent: UserAgent
    keep: Callable[[PortalSession], None]
    """Is given whatever session the portal may have opened, even when this fails or is cancelled:
    the caller ends it."""
    jar: CookieJar = field(default_factory=CookieJar, repr=False)

    async def by(self, arriving: Awaitable[str]) -> PortalSession:
        """Awaits the address at which the portal's redirects end. Raises NoSession."""
        return self.at(await self.during(arriving))

    async def during(self, asking: Awaitable[T]) -> T:
        """Awaits an answer with which the portal may open a session; `keep` is given it."""
        try:
            return await asking
        finally:
            if (begun := self._session(self.portal.home_url)).cookies:
                self.keep(begun)

    def at(self, url: str) -> PortalSession:
        """The session of whoever was let in and shown this page. Raises NoSession."""
        at_entrance = _place(url) == _place(self.entrance)
        opened = self._session(self.portal.home_url if at_entrance else url)
        if not opened.cookies:
            raise NoSession
        return opened

    def _session(self, landing_url: str) -> PortalSession:
        return PortalSession(
            holder=self.holder,
            method=self.method,
            landing_url=landing_url,
            cookies=self.jar.alive(time.time()),
            logout_url=self.portal.logout_url,
            agent=self.agent,
            jar=self.jar,
        )


def _place(url: str) -> tuple[Origin | None, str]:
    return origin_of(url), urlsplit(url).path or "/"
