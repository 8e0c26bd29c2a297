"""A token for a session at the portal, and nobody else sees the token."""

import asyncio
import logging
import threading
from collections.abc import Iterator

import pytest

from kiosk.http_errors import HttpError, OffLimits, Refused, ServerBroken, TimedOut
from kiosk.identity import Holder, Method
from kiosk.signin.ecps_way import EcpsWay
from kiosk.signin.oauth.tokens import Tokens
from kiosk.signin.portal import NoSession, PortalSession, logout
from kiosk.signin.session_exchange import open_with_token
from tests.support.ecps_site import AGENT, SESSION, ecps_way, opens
from tests.support.https_site import Authority, Page, Site, serve
from tests.support.waiting import eventually

HOLDER = Holder("MARTIN", "Camille", "Médecin", "899700366240")
TOKENS = Tokens("acces-s3cr3t", "renouvellement-s3cr3t", "identite-s3cr3t")


@pytest.fixture
def site(authority: Authority) -> Iterator[Site]:
    """A portal that lets in."""
    pages = {"/session": opens(), "/espace": Page("Bonjour"), "/deconnexion": Page("Au revoir")}
    with serve(pages, authority.server_context("localhost")) as site:
        yield site


@pytest.fixture
def way(site: Site, authority: Authority) -> EcpsWay:
    return ecps_way(site, authority)


async def exchange(way: EcpsWay, kept: list[PortalSession] | None = None) -> PortalSession:
    return await open_with_token(way, TOKENS, HOLDER, AGENT, ([] if kept is None else kept).append)


@pytest.mark.usefixtures("never_blocks")
async def test_the_doctor_is_in_her_space_with_the_portals_cookies(
    site: Site, way: EcpsWay
) -> None:
    kept: list[PortalSession] = []
    session = await exchange(way, kept)
    asked, landed = site.requests
    assert (asked.method, asked.path, asked.body) == ("POST", "/session", b"")
    assert asked.headers["Authorization"] == f"Bearer {TOKENS.access_token}"
    assert asked.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert (landed.method, landed.path) == ("GET", "/espace")
    assert landed.headers["Cookie"] == f"session={SESSION}"
    assert {request.headers["User-Agent"] for request in site.requests} == {AGENT.user_agent}

    assert session.landing_url == site.url("/espace")
    assert (session.holder, session.method, session.agent) == (HOLDER, Method.ECPS, AGENT)
    (cookie,) = session.cookies
    assert (cookie.name, cookie.value, cookie.path) == ("session", SESSION, "/")
    assert (cookie.secure, cookie.http_only, cookie.same_site) == (True, True, "Lax")
    assert [each.cookies for each in kept] == [session.cookies]


async def test_the_portal_may_want_the_id_token(site: Site, authority: Authority) -> None:
    await exchange(ecps_way(site, authority, session_token="id_token"))
    assert site.requests[0].headers["Authorization"] == f"Bearer {TOKENS.id_token}"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_the_token_goes_to_no_other_origin(
    site: Site, way: EcpsWay, authority: Authority, status: int
) -> None:
    with serve({"/espace": Page("Bonjour")}, authority.server_context("localhost")) as other:
        site.pages["/session"] = opens(other.url("/espace"), status)
        await exchange(way)
    assert [request.headers.get("Authorization") for request in other.requests] == [None]


async def test_the_token_does_not_leave_the_allowed_hosts_at_all(site: Site, way: EcpsWay) -> None:
    site.pages["/session"] = Page("", 307, {"Location": "https://elsewhere.example/"})
    with pytest.raises(OffLimits):
        await exchange(way)
    assert len(site.requests) == 1


@pytest.mark.parametrize("query", ["", "?retour=1"])
async def test_what_leads_nowhere_ends_at_the_portals_home(
    site: Site, way: EcpsWay, query: str
) -> None:
    site.turns["/session"] = [opens(f"/session{query}")] if query else []
    site.pages["/session"] = Page("Bonjour", 200, {"Set-Cookie": "session=1; Path=/"})
    assert (await exchange(way)).landing_url == way.home_url


async def test_without_a_cookie_nobody_is_signed_in(site: Site, way: EcpsWay) -> None:
    kept: list[PortalSession] = []
    site.pages["/session"] = Page("Bonjour")
    with pytest.raises(NoSession):
        await exchange(way, kept)
    assert kept == []


@pytest.mark.parametrize(
    ("status", "error"), [(400, Refused), (401, Refused), (403, Refused), (500, ServerBroken)]
)
async def test_a_refusal_is_told(
    site: Site, way: EcpsWay, status: int, error: type[HttpError]
) -> None:
    site.pages["/session"] = Page("Non", status)
    with pytest.raises(error):
        await exchange(way)


async def test_a_session_that_fails_afterwards_is_ended_all_the_same(
    site: Site, way: EcpsWay
) -> None:
    kept: list[PortalSession] = []
    site.pages["/espace"] = Page("", 500)
    with pytest.raises(ServerBroken):
        await exchange(way, kept)
    assert await logout(kept[0], way)
    assert site.requests[-1].headers["Cookie"] == f"session={SESSION}"


async def test_a_session_that_is_cancelled_on_the_way_is_ended_all_the_same(
    site: Site, way: EcpsWay
) -> None:
    kept: list[PortalSession] = []
    site.pages["/espace"] = Page("", gate=threading.Event())
    task = asyncio.create_task(exchange(way, kept))
    await eventually(lambda: site.asked("/espace"))
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert [cookie.value for cookie in kept[0].cookies] == [SESSION]


async def test_a_portal_that_does_not_answer_is_given_up(site: Site, authority: Authority) -> None:
    site.pages["/session"] = Page("", gate=threading.Event())
    with pytest.raises(TimedOut):
        await exchange(ecps_way(site, authority, timeout=0.2))


async def test_neither_log_nor_repr_nor_error_shows_a_secret(
    site: Site, way: EcpsWay, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    seen = repr(await exchange(way)) + repr(TOKENS)
    site.pages["/session"] = Page("", 401, {"Set-Cookie": f"session={SESSION}"})
    with pytest.raises(Refused) as caught:
        await exchange(way)
    assert "s3cr3t" not in seen + repr(caught.value) + caplog.text
