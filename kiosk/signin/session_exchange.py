"""A token for a session: the portal opens one for whoever brings a token of its provider."""

from collections.abc import Callable

from devices.kit import UserAgent
from kiosk.cookies import CookieJar
from kiosk.http import HttpClient, Request
from kiosk.identity import Holder, Method
from kiosk.signin.ecps_way import EcpsWay
from kiosk.signin.oauth.tokens import Tokens
from kiosk.signin.opening import Opening
from kiosk.signin.portal import PortalSession


async def open_with_token(
    way: EcpsWay,
    tokens: Tokens,
    holder: Holder,
    agent: UserAgent,
    keep: Callable[[PortalSession], None],
) -> PortalSession:
    """Takes the token to `session_url` (RFC 6750 §2.1), and follows the redirects from there.

    The kiosk's own certificate, if it has one, is not shown: on the way are servers that ask for
    the doctor's card, and would take it for one.

    `keep` is given whatever session the portal may have opened, even when this fails or is
    cancelled: the caller ends it. Raises HttpError, or NoSession.
    """
    token: str | None = getattr(tokens, way.session_token)
    if way.session_url is None or token is None:
        raise ValueError("no session_url, or no such token")
    bearer = Request.form(way.session_url, {}, {"Authorization": f"Bearer {token}"})
    opening = Opening(
        portal=way,
        entrance=way.session_url,
        holder=holder,
        method=Method.ECPS,
        agent=agent,
        keep=keep,
    )
    return await opening.by(arrive(way, bearer, agent, opening.jar))


async def arrive(way: EcpsWay, request: Request, agent: UserAgent, jar: CookieJar) -> str:
    """The address of the page that the portal shows in the end; its cookies are in the jar."""
    async with HttpClient(
        allowed_hosts=way.allowed_hosts,
        agent=agent,
        ca_file=way.ca_file,
        timeout=way.timeout,
        jar=jar,
    ) as client:
        return (await client.submit(request)).url
