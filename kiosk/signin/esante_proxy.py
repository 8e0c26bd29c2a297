"""Pro Santé Connect by way of an e-Santé proxy, which asks the phone in the kiosk's place.

Pro Santé Connect lets no program on a workstation ask by itself (CIBA). The contract is published
by the ANS: ansforge/psc-edc-proxy-esante, openapi/API-Proxy-eSante.json.
"""

import logging
import time
from collections.abc import Callable

from devices.kit import UserAgent
from kiosk.cookies import CookieJar
from kiosk.http import Request
from kiosk.http_errors import HttpError, ServerBroken, TimedOut
from kiosk.identity import Holder, Identifier, Method
from kiosk.signin.ecps_way import EcpsWay
from kiosk.signin.esante_answers import refusal
from kiosk.signin.esante_client import ask, connecting, disconnecting
from kiosk.signin.oauth.errors import CodeExpired, ProviderUnclear
from kiosk.signin.oauth.provider import translated
from kiosk.signin.opening import Opening
from kiosk.signin.patience import FIRST_PAUSE_SECONDS, NOT_NOW, PATIENCE_SECONDS, patiently
from kiosk.signin.portal import NoSession, PortalSession
from kiosk.signin.session_exchange import arrive

log = logging.getLogger(__name__)

COOKIE = "proxy_session_id"


class ProxySession:
    """A ProviderSession: the one that a proxy holds in the name of the doctor."""

    browser_url = None

    def __init__(self, way: EcpsWay, jar: CookieJar) -> None:
        self._way = way
        self._jar = jar

    async def end(
        self,
        *,
        visited: bool,  # noqa: ARG002  # there is nothing to visit
        patience: float = PATIENCE_SECONDS,
        first_pause: float = FIRST_PAUSE_SECONDS,
    ) -> bool:
        return await patiently(
            "disconnection", self._disconnect, patience=patience, first_pause=first_pause
        )

    async def open(
        self, holder: Holder, agent: UserAgent, keep: Callable[[PortalSession], None]
    ) -> PortalSession:
        """The portal behind the proxy, with the proxy's cookie. Raises HttpError and NoSession.

        `keep` is given whatever session the portal may have opened, even when this fails or is
        cancelled: the caller ends it.
        """
        way = self._way
        url = way.session_url or way.home_url
        opening = Opening(
            portal=way,
            entrance=url,
            holder=holder,
            method=Method.ECPS,
            agent=agent,
            keep=keep,
            jar=CookieJar(self._jar.alive(time.time())),
        )
        session = await opening.by(arrive(way, Request.get(url), agent, opening.jar))
        if not opening.jar.header(session.landing_url, time.time()):
            # There is always the proxy's own cookie, but it may be for another host.
            raise NoSession
        return session

    async def _disconnect(self) -> bool:
        try:
            answer = await ask(self._way, disconnecting(self._way), self._jar)
        except NOT_NOW:
            raise
        except HttpError as error:
            log.warning("disconnection impossible: %r", error)
            return False
        if answer.status >= 500:
            raise ServerBroken(answer.status)
        # 401: it knows of no such session, or of none any more.
        ended = 200 <= answer.status < 300 or answer.status == 401
        if not ended:
            log.warning("disconnection refused: status %d", answer.status)
        return ended


async def connect(
    way: EcpsWay, number: Identifier, binding: str, keep: Callable[[ProxySession], None]
) -> ProxySession:
    """Answers when the doctor has, on her phone; within `way.proxy_seconds`.

    `keep` is given a session as soon as the proxy may hold one. Cancelled before it answers, it is
    left to itself: the contract has no word for taking a question back. Raises ProviderError.
    """
    jar = CookieJar()
    session = ProxySession(way, jar)
    asked = time.monotonic()
    try:
        answer = await ask(way, connecting(way, str(number), binding), jar, way.proxy_seconds)
    except TimedOut:
        raise CodeExpired from None
    except HttpError as error:
        raise translated(error) from None
    finally:
        connected = any(cookie.name == COOKIE for cookie in jar.alive(time.time()))
        if connected:
            keep(session)
    if not 200 <= answer.status < 300:
        late = time.monotonic() - asked > way.proxy_seconds / 2
        raise refusal(answer.status, answer.text, late=late)
    if not connected:
        raise ProviderUnclear(f"no {COOKIE}")
    return session
