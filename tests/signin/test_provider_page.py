"""Signing in on the provider's own page: when it has led to the portal, and how it ends."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.cookie import Cookie
from devices.kit import PageSeen
from kiosk.flow.phone import PhoneFlow
from kiosk.identity import Method
from kiosk.signin.ecps import Ecps
from kiosk.signin.oauth.settings import Endpoints
from kiosk.signin.provider_page import at_or_below, page_end
from tests.support.ecps_site import AGENT, SESSION, ecps_way
from tests.support.https_site import Authority, Page, Site, serve
from tests.support.id_tokens import provider_at
from tests.support.identity_clients import BASIC
from tests.support.identity_exchange import Endpoint
from tests.support.identity_provider import IdentityProvider
from tests.support.identity_settings import kiosk_client, provider_settings

PLACES = ("https://portail.example/espace/", "https://portail.example:8443/app")


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


@pytest.fixture
def site(authority: Authority) -> Iterator[Site]:
    with serve({}, authority.server_context("localhost")) as site:
        yield site


@pytest.mark.parametrize(
    "url",
    [
        "https://portail.example/espace",
        "https://portail.example/espace/",
        "https://portail.example:443/espace/dossier",
        "https://PORTAIL.example/espace/dossier/1",
        "https://portail.example:8443/app",
        "https://portail.example:8443/app/?suite=1#2",
    ],
)
def test_whoever_is_at_the_place_or_below_is_signed_in(url: str) -> None:
    assert at_or_below(url, PLACES)


@pytest.mark.parametrize(
    "url",
    [
        "https://portail.example/",
        "https://portail.example/espaces",
        "https://portail.example/espace-public/",
        "https://portail.example/connexion?retour=https://portail.example/espace/",
        "https://portail.example/Espace",
        "http://portail.example/espace",
        "https://portail.example:8443/espace",
        "https://portail.example/app",
        "https://portail.example.evil.example/espace/",
        "https://portail.example@evil.example/espace/",
        "https://evil@portail.example/espace/",
        "https://sso.example/espace/",
        "https:///espace/",
        "https://portail.example:port/espace/",
        "https://[portail/espace/",
        "chrome-error://chromewebdata/",
        "about:blank",
        "",
    ],
)
def test_nobody_else_is(url: str) -> None:
    assert not at_or_below(url, PLACES)


def test_a_whole_host_may_be_the_place() -> None:
    assert at_or_below("https://portail.example/dossier", ["https://portail.example"])
    assert not at_or_below("https://autre.example/", ["https://portail.example"])


def test_without_another_place_the_portals_home_is_it(site: Site, authority: Authority) -> None:
    ecps = Ecps(ecps_way(site, authority, flow=PhoneFlow.BROWSER))
    assert ecps.landed(site.url("/accueil/dossier"))
    assert not ecps.landed(site.url("/connexion"))
    assert ecps.start_url == site.url("/accueil")
    places = (site.url("/espace"),)
    ecps = Ecps(ecps_way(site, authority, landing_urls=places, start_url=site.url("/connexion")))
    assert ecps.landed(site.url("/espace"))
    assert not ecps.landed(site.url("/accueil"))
    assert ecps.start_url == site.url("/connexion")


def test_the_session_is_what_the_browser_holds(site: Site, authority: Authority) -> None:
    ecps = Ecps(ecps_way(site, authority, holder_selector="h1"))
    page = PageSeen(site.url("/espace"), "Espace", "Dr Camille MARTIN")
    cookie = Cookie("session", SESSION, "localhost")
    session = ecps.session_from([cookie], page, AGENT)
    assert session.holder == ecps.holder_from_page(page)
    assert session.holder.display_name == "Dr Camille MARTIN"
    assert (session.method, session.cookies) == (Method.ECPS, (cookie,))
    assert (session.landing_url, session.logout_url) == (page.url, site.url("/deconnexion"))
    assert SESSION not in repr(session)
    assert ecps.holder_selector == "h1"
    nobody = ecps.holder_from_page(PageSeen(site.url("/espace"), "Espace", ""))
    assert nobody.display_name == ""


async def test_the_browser_is_led_where_the_provider_says_that_it_ends(
    identity_provider: IdentityProvider, tmp_path: Path
) -> None:
    (tmp_path / "portal").mkdir()
    authority = Authority(tmp_path / "portal")
    provider = provider_settings(identity_provider, kiosk_client(tmp_path))
    with serve({}, authority.server_context("localhost")) as site:
        end = await Ecps(ecps_way(site, authority, provider=provider)).provider_session()
    place = identity_provider.url(Endpoint.END_SESSION)
    assert end.browser_url == f"{place}?client_id={BASIC.client_id.replace(':', '%3A')}"
    assert await end.end(visited=True)
    assert not await end.end(visited=False)


async def test_where_nothing_is_to_visit_nothing_is_missed(
    site: Site, authority: Authority
) -> None:
    assert await (await page_end(None)).end(visited=False)
    end = await page_end(provider_at(site, authority, Endpoints()))
    assert end.browser_url is None
    assert await end.end(visited=False)


async def test_a_provider_that_does_not_say_where_is_no_reason_to_fail(
    identity_provider: IdentityProvider, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    (tmp_path / "portal").mkdir()
    authority = Authority(tmp_path / "portal")
    provider = provider_settings(identity_provider, kiosk_client(tmp_path))
    identity_provider.answer(Endpoint.DISCOVERY, 500)
    with serve({"/": Page("")}, authority.server_context("localhost")) as site:
        end = await Ecps(ecps_way(site, authority, provider=provider)).provider_session()
    assert "is unknown" in caplog.text
    assert end.browser_url is None
    assert not await end.end(visited=False)
