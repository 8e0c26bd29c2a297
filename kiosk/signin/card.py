"""The way in by CPS: the portal's card login, over mutual TLS with the card's own key."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from devices.errors import CardUnreadable
from devices.kit import Card, Pin, TlsServer, Tunnel, TunnelFailure, UserAgent
from kiosk.cookies import CookieJar
from kiosk.http import HttpClient, Route
from kiosk.http_errors import (
    ClientCertificateRefused,
    NoCommonTls,
    NotHttps,
    Unreachable,
    Untrusted,
)
from kiosk.identity import Holder, Method
from kiosk.signin.opening import Opening
from kiosk.signin.portal import Portal, PortalSession


class CardStep(StrEnum):
    """What has just begun."""

    PIN = "pin"
    """The card checks the PIN."""
    TUNNEL = "tunnel"
    """The PIN was right; mutual TLS is being prepared."""
    PORTAL = "portal"
    """The portal was asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardWay(Portal):
    """Where the portal takes cards."""

    login_url: str

    @property
    def server(self) -> TlsServer:
        """The server that asks for the card's certificate."""
        parts = urlsplit(self.login_url)
        if parts.scheme != "https" or not parts.hostname:
            raise NotHttps(parts.hostname or "")
        return TlsServer(parts.hostname, parts.port or 443, self.ca_file)


async def sign_in_with_card(
    card: Card,
    pin: Pin,
    *,
    holder: Holder,
    way: CardWay,
    agent: UserAgent,
    last_try_allowed: bool,
    announce: Callable[[CardStep], None],
    keep: Callable[[PortalSession], None],
) -> PortalSession:
    """Verifies the PIN and opens a session at the portal; does not close the card or wipe the PIN.

    `keep` is given whatever session the portal may have opened, even when this fails or is
    cancelled: the caller ends it.

    Raises the card's errors (devices/errors.py), HttpError, or NoSession.
    """
    server = way.server
    opening = Opening(
        portal=way,
        entrance=way.login_url,
        holder=holder,
        method=Method.CARD,
        agent=agent,
        keep=keep,
    )
    announce(CardStep.PIN)
    await card.verify(pin, last_try_allowed=last_try_allowed)
    announce(CardStep.TUNNEL)
    async with card.tls(pin, server) as tunnel:
        announce(CardStep.PORTAL)
        return await opening.by(_log_in(tunnel, server, way, agent, opening.jar))


async def _log_in(
    tunnel: Tunnel, server: TlsServer, way: CardWay, agent: UserAgent, jar: CookieJar
) -> str:
    """The address of the page that the portal shows to whom it has let in."""
    client = HttpClient(
        allowed_hosts=way.allowed_hosts,
        agent=agent,
        ca_file=way.ca_file,
        timeout=way.timeout,
        route=Route(tunnel.socket, server.host, server.port),
        jar=jar,
    )
    async with client:
        try:
            return (await client.get(way.login_url)).url
        except Unreachable as error:
            raise (_explained(tunnel.why()) or error) from None


def _explained(failure: TunnelFailure | None) -> Exception | None:
    """What broke the connection, where the tunnel knows better than who stood before it."""
    match failure:
        case TunnelFailure.CARD_REFUSED:
            return ClientCertificateRefused("by TLS")
        case TunnelFailure.SERVER_UNTRUSTED:
            return Untrusted("by the tunnel")
        case TunnelFailure.NO_COMMON_TLS:
            return NoCommonTls("by the tunnel")
        case TunnelFailure.CARD_TROUBLE:
            return CardUnreadable("it did not sign")
        case TunnelFailure.SERVER_UNREACHABLE | None:
            return None
