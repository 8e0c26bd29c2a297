"""The kiosk as a client of an e-Santé proxy: two requests, one cookie."""

from urllib.parse import urlsplit

from kiosk.cookies import CookieJar
from kiosk.http import Answer, HttpClient, Request
from kiosk.signin.ecps_way import EcpsWay
from kiosk.signin.oauth.provider import AGENT

LIMIT = 100_000
"""Bytes of one answer: a session is two identifiers."""


def connecting(way: EcpsWay, number: str, binding: str) -> Request:
    question = {
        "nationalId": number,
        "bindingMessage": binding,
        "clientId": way.proxy_client_id,
        "channel": way.parameters.get("channel", "MOBILE"),
    }
    return Request.json(_place(way, "connect"), question)


def disconnecting(way: EcpsWay) -> Request:
    return Request.delete(_place(way, "disconnect"))


async def ask(
    way: EcpsWay, request: Request, jar: CookieJar, seconds: float | None = None
) -> Answer:
    """Whatever its status; at the proxy and nowhere else. Raises HttpError."""
    async with HttpClient(
        allowed_hosts=(urlsplit(request.url).hostname or "",),
        agent=AGENT,
        ca_file=way.proxy_ca_file,
        timeout=way.timeout,
        jar=jar,
        limit=LIMIT,
    ) as client:
        return await client.send(request, seconds)


def _place(way: EcpsWay, name: str) -> str:
    return f"{(way.proxy_url or '').rstrip('/')}/{name}"
