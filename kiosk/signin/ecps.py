"""The way in by e-CPS: a phone that answers, or the provider's own page, and the portal behind."""

import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from devices.cookie import Cookie
from devices.kit import PageSeen, UserAgent
from kiosk.flow.phone import Asked, PushAsked
from kiosk.identity import Holder, Identifier, Method, nameless
from kiosk.signin.ecps_way import EcpsWay
from kiosk.signin.esante_proxy import ProxySession, connect
from kiosk.signin.oauth.provider import Provider
from kiosk.signin.oauth.tokens import Tokens
from kiosk.signin.portal import Portal, PortalSession
from kiosk.signin.provider_page import PageEnd, at_or_below
from kiosk.signin.provider_session import ProviderSession
from kiosk.signin.session_exchange import open_with_token

if TYPE_CHECKING:
    from kiosk.signin.provider_phone import ProviderPhone


@dataclass(frozen=True, slots=True)
class Approval:
    """Somebody has said yes on a phone: who, and what opens the portal."""

    holder: Holder
    key: Tokens | ProxySession = field(repr=False)


class Ecps:
    """Lives as long as the kiosk."""

    def __init__(self, way: EcpsWay) -> None:
        self._way = way
        self._phone = None if way.provider is None else _phone_of(way, Provider(way.provider))

    async def ask(
        self,
        number: Identifier | None,
        *,
        announce: Callable[[Asked], None],
        keep: Callable[[ProviderSession], None],
    ) -> Approval:
        """Asks the phone of a number, or whoever reads the code, and waits for the answer.

        `announce` is told what to show meanwhile. `keep` is given what the provider has opened,
        as soon as it has, whatever becomes of it: the caller ends it. Raises ProviderError.
        """
        way = self._way
        binding = f"{secrets.randbelow(100):02}"
        if way.proxy_url is not None:
            if number is None:
                raise ValueError("nobody can be called without a number")
            announce(PushAsked(binding, time.monotonic() + way.proxy_seconds))
            session = await connect(way, number, binding, keep)
            return Approval(nameless(number), session)
        if self._phone is None:
            raise ValueError("no provider")
        return Approval(*await self._phone.ask(number, binding, announce, keep))

    async def open_portal(
        self, approval: Approval, agent: UserAgent, keep: Callable[[PortalSession], None]
    ) -> PortalSession:
        """`keep` is given whatever session the portal may have opened, even when this fails or is
        cancelled: the caller ends it. Raises HttpError, or NoSession.
        """
        match approval.key:
            case Tokens() as tokens:
                return await open_with_token(self._way, tokens, approval.holder, agent, keep)
            case proxy:
                return await proxy.open(approval.holder, agent, keep)

    @property
    def portal(self) -> Portal:
        """Where sessions of this way are ended; its logout may lead on to the provider."""
        return self._way

    @property
    def start_url(self) -> str:
        """Where a doctor begins who signs in on the provider's page."""
        return self._way.start_url or self._way.home_url

    @property
    def holder_selector(self) -> str | None:
        """What on the landing page names her."""
        return self._way.holder_selector

    def landed(self, url: str) -> bool:
        """Whether whoever is at this address is signed in."""
        return at_or_below(url, self._way.landing_urls or (self._way.home_url,))

    def holder_from_page(self, page: PageSeen) -> Holder:
        """Whom the landing page names; nobody, if it is not known where it names her."""
        return Holder("", "", "", "", whole_name=page.heading if self.holder_selector else "")

    def session_from(
        self, cookies: Sequence[Cookie], page: PageSeen, agent: UserAgent
    ) -> PortalSession:
        """What the browser holds, as seen on a page."""
        return PortalSession(
            holder=self.holder_from_page(page),
            method=Method.ECPS,
            landing_url=page.url,
            cookies=tuple(cookies),
            logout_url=self._way.logout_url,
            agent=agent,
        )

    def provider_session(self) -> ProviderSession:
        """What signing in on the provider's page opens there."""
        return PageEnd(self._way.logout_url)


def _phone_of(way: EcpsWay, provider: Provider) -> "ProviderPhone":
    # It loads what verifies tokens: a tenth of a second that a kiosk for cards alone need not wait.
    from kiosk.signin.provider_phone import ProviderPhone  # noqa: PLC0415

    return ProviderPhone(way, provider)
