"""Signing in on the provider's own page: when it has led to the portal, and how it ends."""

from collections.abc import Iterator

import pytest

from devices.cookie import Cookie
from devices.kit import PageSeen
from kiosk.flow.phone import PhoneFlow
from kiosk.identity import Method
from kiosk.signin.ecps import Ecps
from kiosk.signin.provider_page import PageEnd, at_or_below
from tests.support.ecps_site import AGENT, SESSION, ecps_way
from tests.support.https_site import Authority, Site, serve

PLACES = ("https://portail.example/espace/", "https://portail.example:8443/app")


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


async def test_the_single_sign_on_ends_where_the_portal_does(
    site: Site, authority: Authority
) -> None:
    end = Ecps(ecps_way(site, authority, flow=PhoneFlow.BROWSER)).provider_session()
    assert end.browser_url == site.url("/deconnexion")
    assert site.requests == []


@pytest.mark.parametrize("visited", [True, False])
async def test_only_the_browser_can_have_ended_it(visited: bool) -> None:
    assert await PageEnd("https://portail.example/deconnexion").end(visited=visited) is visited
