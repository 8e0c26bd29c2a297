"""What is said about the portal, on real TLS."""

import socket
import ssl
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from kiosk.check import Fact, State, server
from kiosk.check import portal as checks
from kiosk.i18n import Language, Translator
from tests.support.clocks import set_servers_clock
from tests.support.configs import configured, phoned
from tests.support.https_site import Authority, Page, Site, serve

ENGLISH = Translator(Language.EN)
PAGES = {"/": Page("Bienvenue"), "/panne": Page("", status=503)}


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


@pytest.fixture
def site(authority: Authority) -> Iterator[Site]:
    with serve(PAGES, authority.server_context("localhost")) as site:
        yield site


def facts(url: str, ca_file: Path | None, login_url: str | None = None) -> list[Fact]:
    config = configured(url)
    portal = replace(config.portal, ca_file=ca_file)
    card = replace(config.methods.card, login_url=login_url or url)
    methods = replace(config.methods, card=card)
    return list(checks.portal(replace(config, portal=portal, methods=methods)))


def said(fact: Fact) -> str:
    return f"{fact.said(ENGLISH)} / {fact.advice(ENGLISH)}"


def test_a_portal_in_good_health(site: Site, authority: Authority) -> None:
    portal, clock = facts(site.url("/"), authority.file)
    assert (portal.topic, portal.state) == ("portal", State.OK)
    assert "good for 29 days" in said(portal)
    assert (clock.topic, clock.state) == ("clock", State.OK)
    assert [request.path for request in site.requests] == ["/"]


def test_a_portal_that_nobody_vouches_for(site: Site) -> None:
    (fact,) = facts(site.url("/"), None)
    assert fact.state is State.FAILED
    assert "localhost does not prove who it is" in said(fact)
    assert site.requests == []


def test_a_portal_under_another_name(site: Site, authority: Authority) -> None:
    (fact,) = facts(site.url("/", host="127.0.0.1"), authority.file)
    assert fact.state is State.FAILED
    assert "127.0.0.1" in said(fact)
    assert site.requests == []


def test_a_portal_that_is_not_there(authority: Authority) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        (fact,) = facts(f"https://127.0.0.1:{nobody.getsockname()[1]}/", authority.file)
    assert fact.state is State.FAILED
    assert "Connection refused" in said(fact)


def test_a_portal_out_of_order(site: Site, authority: Authority) -> None:
    fact, _ = facts(site.url("/panne"), authority.file)
    assert fact.state is State.WARNING
    assert "503" in said(fact)


def test_something_that_is_no_https(authority: Authority) -> None:
    with serve(PAGES, None) as plain:
        (fact,) = facts(plain.url("/").replace("http:", "https:"), authority.file)
    assert fact.state is State.FAILED


def test_a_certificate_that_ends_soon(
    site: Site, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "CERTIFICATE_WARNING_DAYS", 30)
    fact, _ = facts(site.url("/"), authority.file)
    assert fact.state is State.WARNING
    assert "ends in 29 days" in said(fact)


@pytest.mark.parametrize(
    ("offset", "state"),
    [(-30, State.OK), (90, State.WARNING), (-90, State.WARNING), (7200, State.FAILED)],
)
def test_clocks_that_disagree(
    site: Site,
    authority: Authority,
    monkeypatch: pytest.MonkeyPatch,
    offset: int,
    state: State,
) -> None:
    set_servers_clock(monkeypatch, offset)
    _, clock = facts(site.url("/"), authority.file)
    assert (clock.topic, clock.state) == ("clock", state)


def test_a_portal_without_a_date_tells_nothing_about_the_clock(
    site: Site, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    nonsense: Callable[..., str] = lambda *_: "aujourd’hui"  # noqa: E731
    monkeypatch.setattr(BaseHTTPRequestHandler, "date_time_string", nonsense)
    assert [fact.topic for fact in facts(site.url("/"), authority.file)] == ["portal"]


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_the_door_for_cards_is_greeted_without_a_card(
    site: Site, authority: Authority, version: ssl.TLSVersion
) -> None:
    context = authority.server_context("localhost")
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_verify_locations(authority.file)
    context.minimum_version = context.maximum_version = version
    with serve({}, context) as door:
        home, _, card = facts(site.url("/"), authority.file, door.url("/cps"))
        assert (home.state, card.state) == (State.OK, State.OK)
        assert door.requests == []


def test_a_false_door_for_cards_is_found(site: Site, authority: Authority, tmp_path: Path) -> None:
    (tmp_path / "false").mkdir()
    stranger = Authority(tmp_path / "false")
    with serve({}, stranger.server_context("localhost")) as door:
        home, _, card = facts(site.url("/"), authority.file, door.url("/cps"))
        assert (home.state, card.state) == (State.OK, State.FAILED)


def test_a_session_url_is_the_portals_too(site: Site, authority: Authority) -> None:
    with serve({}, authority.server_context("localhost")) as door:
        config = phoned("qr", site.url("/"), session_url=door.url("/jeton"))
        portal = replace(config.portal, ca_file=authority.file)
        found = list(checks.portal(replace(config, portal=portal)))
        assert [fact.topic for fact in found] == ["portal", "clock", "portal"]
        assert door.connections == 1
        assert door.requests == []
