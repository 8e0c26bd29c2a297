"""What one visit holds outside the flow: card, browser, portal session, running tasks.

The flow names a visit; only here are the things behind the name. When the visit ends, all of
them end, in whatever state they are.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, replace
from typing import TypeVar

from devices.kit import Browser, Card, Kit, UserAgent, Wiped
from kiosk.cookies import CookieJar
from kiosk.crash import describe
from kiosk.flow.events import Event, Touched
from kiosk.flow.visit import Visit
from kiosk.signin.ecps import Approval
from kiosk.signin.email.sign_in import EmailSignIn
from kiosk.signin.portal import PortalSession
from kiosk.signin.provider_session import ProviderSession
from kiosk.trouble import Trouble

logger = logging.getLogger(__name__)

CLOSING_SECONDS = 10.0
"""More than a card or a browser takes to end at worst; what then hangs is left behind."""

SIGN_OFF_SECONDS = 2.0
"""For the provider's page that ends the single sign-on: so long the browser may outlive its end."""

_NOTHING_TO_WIPE = Wiped(processes_left=0, files_left=0)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cleared:
    """What was verified on this machine."""

    wiped: bool
    """No process and no file of the browser remains."""
    card_reset: bool
    """Nobody can use the PIN that the card was given."""

    @property
    def troubles(self) -> tuple[Trouble, ...]:
        """What remains, in words for people."""
        wiped = () if self.wiped else (Trouble.WIPE_FAILED,)
        return wiped if self.card_reset else (*wiped, Trouble.CARD_NOT_RESET)


class Belongings:
    """Everything that must be gone when the visit is over."""

    def __init__(self, visit: Visit, kit: Kit, post: Callable[[Event], None]) -> None:
        self.visit = visit
        self.session: PortalSession | None = None
        self.approval: Approval | None = None
        """What the provider gave, until the portal has it."""
        self.email: EmailSignIn | None = None
        """Where she stands before the portal's forms."""
        self._earlier: list[PortalSession] = []
        """Given up for another one, and still to be ended."""
        self._providers: list[ProviderSession] = []
        self._signed_off: set[str] = set()
        """Addresses at which the browser got an answer."""
        self._kit = kit
        self._post = post
        self._over = False
        self._tasks: set[asyncio.Task[object]] = set()
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
            self._browser = self._kit.browser(lambda: self.tell(Touched()))
        return self._browser

    async def warm(self) -> UserAgent:
        """Starts the browser once, for however many callers; how it presents itself."""
        if self._warming is None:
            self._warming = self.run(self.browser.start(), "browser start")
        return await asyncio.shield(self._warming)

    def keep(self, session: PortalSession) -> None:
        """A session that the portal may have opened: it ends with the visit.

        It takes the place of one from the same jar; one from another jar is ended beside it.
        """
        if self.session is not None:
            self._earlier.append(self.session)
        self._earlier = [each for each in self._earlier if each.jar is not session.jar]
        self.session = session

    def keep_provider(self, session: ProviderSession) -> None:
        """What a provider may have opened: it ends with the visit."""
        self._providers.append(session)

    def tell(self, event: Event) -> None:
        """Posts what happened, unless the visit is over: then it is nobody's business any more."""
        if not self._over:
            self._post(event)

    def run(self, work: Coroutine[None, None, T], name: str) -> asyncio.Task[T]:
        """Runs as long as the visit lasts."""
        task = asyncio.create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def cancel(self) -> None:
        """From now on nothing runs or answers; takes effect at once."""
        if self._over:
            return  # a second time would interrupt what the tasks themselves have to close
        self._over = True
        for task in self._tasks:
            task.cancel()

    async def clear(self) -> Cleared:
        """Ends everything on this machine at once, what the doctor sees first. Never raises."""
        browser = asyncio.create_task(self._close_browser(), name="browser")
        card = asyncio.create_task(self._close_card(), name="card")
        self.cancel()
        await _end_in_time(browser, card, *self._tasks)
        wiped = _result(browser)
        return Cleared(wiped is not None and wiped.clean, card_reset=_result(card) is True)

    async def log_out(self, logout: Callable[[PortalSession], Awaitable[bool]]) -> bool | None:
        """Whether portal and provider answered; None when nothing was open. Never raises."""
        session, self.session = self.session, None
        providers, self._providers = self._providers, []
        ending: list[Awaitable[bool]] = [
            provider.end(visited=provider.browser_url in self._signed_off) for provider in providers
        ]
        earlier, self._earlier = self._earlier, []
        ending += [logout(each) for each in earlier if each.cookies]
        if session is not None and (session.cookies or session.logout_url not in self._signed_off):
            ending.append(logout(session))
        answers = await asyncio.gather(*ending, return_exceptions=True)
        for answer in answers:
            if isinstance(answer, Exception):
                logger.error("the logout failed in an unforeseen way:\n%s", describe(answer))
        return all(answer is True for answer in answers) if answers else None

    async def _close_browser(self) -> Wiped:
        if self._browser is None:
            return _NOTHING_TO_WIPE
        if self.session is not None:
            # The portal may have replaced those of the sign-in since; a browser that is being
            # closed has only some of them left.
            known, renewed = self.session.cookies, await self._browser.cookies()
            cookies = CookieJar((*known, *renewed)).alive(time.time())
            self.session = replace(self.session, cookies=cookies)
        for url in {provider.browser_url for provider in self._providers}:
            # Only her browser holds the cookie of the single sign-on.
            if url is not None and await self._browser.sign_off(url, SIGN_OFF_SECONDS):
                self._signed_off.add(url)
        return await self._browser.close()

    async def _close_card(self) -> bool:
        return await self._card.close() if self._card is not None else True


async def _end_in_time(*tasks: asyncio.Task[object]) -> None:
    """Nothing that hangs keeps the rest of a visit from being over."""
    _, hanging = await asyncio.wait(tasks, timeout=CLOSING_SECONDS)
    for task in hanging:
        logger.error("%s: has not ended within %g s", task.get_name(), CLOSING_SECONDS)
        task.cancel()


def _result(task: asyncio.Task[T]) -> T | None:
    """None when it failed or hangs."""
    if not task.done() or task.cancelled():
        return None
    if (error := task.exception()) is not None:
        logger.error("%s: failed to end:\n%s", task.get_name(), describe(error))
        return None
    return task.result()
