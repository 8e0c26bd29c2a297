"""A phone asked by way of an e-Santé proxy, as its published contract has it."""

import asyncio
import json
import logging
import re
import threading
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from kiosk.flow.phone import PushAsked
from kiosk.http_errors import ServerBroken
from kiosk.identity import Method
from kiosk.signin.ecps_way import EcpsWay
from kiosk.signin.oauth.errors import (
    ClientRefused,
    CodeExpired,
    ProviderBroken,
    ProviderError,
    ProviderOffLimits,
    ProviderUnclear,
    ProviderUnreachable,
    ProviderUntrusted,
)
from kiosk.signin.portal import NoSession
from tests.support.ecps_desk import Desk
from tests.support.ecps_site import AGENT
from tests.support.esante_proxy import CONNECTED, NUMBER, PROXY_COOKIE, proxy_pages, proxy_way
from tests.support.https_site import Authority, Page, Site, serve
from tests.support.waiting import eventually


@pytest.fixture
def site(authority: Authority) -> Iterator[Site]:
    """The proxy, and the portal behind it on the same host."""
    with serve(proxy_pages(), authority.server_context("localhost")) as site:
        yield site


@pytest.fixture
def way(site: Site, authority: Authority) -> EcpsWay:
    return proxy_way(site, authority)


@pytest.mark.usefixtures("never_blocks")
async def test_the_phone_is_asked_with_the_number_and_the_code_on_the_screen(
    site: Site, way: EcpsWay
) -> None:
    desk = Desk(way)
    before = time.monotonic()
    approval = await desk.ask(NUMBER)
    (shown,) = desk.shown
    assert isinstance(shown, PushAsked)
    assert re.fullmatch("[0-9]{2}", shown.binding)
    assert before + 150 <= shown.expires <= time.monotonic() + 150
    (request,) = site.requests
    assert (request.method, request.path) == ("POST", "/psc/connect")
    assert request.headers["Content-Type"] == "application/json"
    assert json.loads(request.body) == {
        "nationalId": "899700366240",
        "bindingMessage": shown.binding,
        "clientId": "cabinet-essai",
        "channel": "MOBILE",
    }
    assert approval.holder.display_name == "899700366240"
    assert len(desk.kept) == 1


async def test_the_code_changes_and_the_channel_is_the_configurations(
    site: Site, way: EcpsWay
) -> None:
    desk = Desk(replace(way, parameters={"channel": "CARD"}))
    for _ in range(20):
        await desk.ask(NUMBER)
    assert len({shown.binding for shown in desk.shown if isinstance(shown, PushAsked)}) > 5
    assert {json.loads(request.body)["channel"] for request in site.requests} == {"CARD"}


async def test_the_screen_shows_the_code_while_the_proxy_waits(site: Site, way: EcpsWay) -> None:
    site.pages["/psc/connect"] = replace(CONNECTED, gate=(gate := threading.Event()))
    desk = Desk(way)
    task = asyncio.create_task(desk.ask(NUMBER))
    await eventually(lambda: site.asked("/psc/connect"))
    assert len(desk.shown) == 1
    gate.set()
    await task


async def test_the_portal_behind_is_opened_with_the_proxys_cookie(site: Site, way: EcpsWay) -> None:
    desk = Desk(way)
    session = await desk.open_portal(await desk.ask(NUMBER))
    opening, landing = site.requests[1:]
    assert opening.headers["Cookie"] == f"proxy_session_id={PROXY_COOKIE}"
    assert opening.headers["User-Agent"] == AGENT.user_agent
    assert landing.headers["Cookie"] == f"proxy_session_id={PROXY_COOKIE}; portail=1"
    assert session.landing_url == site.url("/espace")
    assert session.method is Method.ECPS
    assert {cookie.name for cookie in session.cookies} == {"proxy_session_id", "portail"}
    assert [kept.cookies for kept in desk.sessions] == [session.cookies]


async def test_without_a_session_url_the_portals_home_is_opened(site: Site, way: EcpsWay) -> None:
    site.pages["/accueil"] = Page("Bonjour")
    desk = Desk(replace(way, session_url=None))
    assert (await desk.open_portal(await desk.ask(NUMBER))).landing_url == site.url("/accueil")


async def test_a_portal_elsewhere_that_sets_no_cookie_has_signed_in_nobody(
    site: Site, way: EcpsWay
) -> None:
    cookie = f"proxy_session_id={PROXY_COOKIE}; Path=/psc"
    site.pages["/psc/connect"] = replace(CONNECTED, headers={"Set-Cookie": cookie})
    site.pages["/session"] = Page("Bonjour")
    desk = Desk(way)
    with pytest.raises(NoSession):
        await desk.open_portal(await desk.ask(NUMBER))
    site.pages["/session"] = Page("", 500)
    with pytest.raises(ServerBroken):
        await desk.open_portal(await desk.ask(NUMBER))
    assert len(desk.sessions) == 2


@pytest.mark.parametrize("page", [replace(CONNECTED, headers={}), Page("<html>"), Page("", 204)])
async def test_a_yes_without_a_cookie_is_unclear(site: Site, way: EcpsWay, page: Page) -> None:
    site.pages["/psc/connect"] = page
    desk = Desk(way)
    with pytest.raises(ProviderUnclear):
        await desk.ask(NUMBER)
    assert desk.kept == []


async def test_whatever_the_proxy_has_opened_is_kept_even_if_it_fails(
    site: Site, way: EcpsWay
) -> None:
    site.pages["/psc/connect"] = replace(CONNECTED, status=500)
    desk = Desk(way)
    with pytest.raises(ProviderBroken):
        await desk.ask(NUMBER)
    assert await desk.kept[0].end(visited=False)
    assert site.requests[-1].headers["Cookie"] == f"proxy_session_id={PROXY_COOKIE}"


async def test_a_proxy_that_waits_too_long_is_given_up(site: Site, way: EcpsWay) -> None:
    site.pages["/psc/connect"] = Page("", gate=threading.Event())
    with pytest.raises(CodeExpired):
        await Desk(replace(way, proxy_seconds=0.2)).ask(NUMBER)


async def test_a_proxy_may_wait_longer_than_any_other_page(way: EcpsWay) -> None:
    approval = await Desk(replace(way, timeout=0.0001)).ask(NUMBER)
    assert approval.holder.number == str(NUMBER)


async def test_a_question_that_is_cancelled_is_not_asked_any_longer(
    site: Site, way: EcpsWay
) -> None:
    site.pages["/psc/connect"] = Page("", gate=threading.Event())
    desk = Desk(way)
    task = asyncio.create_task(desk.ask(NUMBER))
    await eventually(lambda: site.asked("/psc/connect"))
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert desk.kept == []


async def test_the_question_goes_to_the_proxy_and_nowhere_else(site: Site, way: EcpsWay) -> None:
    site.pages["/psc/connect"] = Page("", 307, {"Location": site.url("/other")})
    errors: list[tuple[EcpsWay, type[ProviderError]]] = [
        (way, ProviderUnclear),
        (replace(way, proxy_url="http://localhost/psc"), ProviderOffLimits),
        (replace(way, proxy_url="https://localhost:1/psc"), ProviderUnreachable),
        (replace(way, proxy_ca_file=None), ProviderUntrusted),
    ]
    for asked, error in errors:
        with pytest.raises(error):
            await Desk(asked).ask(NUMBER)
    assert {request.path for request in site.requests} == {"/psc/connect"}


async def test_neither_log_nor_repr_nor_error_shows_a_secret(
    site: Site, way: EcpsWay, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    desk = Desk(way)
    approval = await desk.ask(NUMBER)
    seen = repr((approval, desk.shown, desk.kept, await desk.open_portal(approval)))
    site.pages["/psc/connect"] = replace(CONNECTED, status=400)
    with pytest.raises(ClientRefused) as caught:
        await desk.ask(NUMBER)
    assert "s3cr3t" not in seen + repr(caught.value) + caplog.text
    assert "binding" not in repr(desk.shown)
