"""What is said about a proxy, and about the page that a doctor begins at, on real TLS."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.check import Fact, State
from kiosk.check.ecps import proxy, start
from kiosk.i18n import Language, Translator
from tests.support.configs import configured, phoned
from tests.support.https_site import Authority, Page, Site, serve

ENGLISH = Translator(Language.EN)
PAGES = {
    "/": Page("Connexion"),
    "/depart": Page("", status=302, headers={"Location": "https://ailleurs.example/"}),
    "/panne": Page("", status=502),
}


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


@pytest.fixture
def site(authority: Authority) -> Iterator[Site]:
    with serve(PAGES, authority.server_context("localhost")) as site:
        yield site


def said(fact: Fact) -> str:
    return f"{fact.said(ENGLISH)} / {fact.advice(ENGLISH)}"


def started(start_url: str, ca_file: Path | None, *landing_urls: str) -> Fact:
    keys = {"start_url": start_url, "ca_file": ca_file, "landing_urls": landing_urls}
    (fact,) = start(phoned("browser", **keys))
    assert fact.topic == "start"
    return fact


def proxied(url: str, ca_file: Path | None) -> Fact:
    (fact,) = proxy(phoned("push", proxy_url=url, client_id="poste", ca_file=ca_file))
    assert fact.topic == "proxy"
    return fact


def test_where_there_is_neither_there_is_nothing_to_say() -> None:
    other = phoned("qr", issuer="https://identite.example", client_id="poste")
    for config in (configured(), other):
        assert [*proxy(config), *start(config)] == []


def test_a_proxy_is_greeted_and_asked_nothing(site: Site, authority: Authority) -> None:
    assert proxied(site.url("/api"), authority.file).state is State.OK
    assert site.connections == 1
    assert site.requests == []


def test_a_proxy_that_nobody_vouches_for(site: Site) -> None:
    fact = proxied(site.url("/api"), None)
    assert fact.state is State.FAILED
    assert "ca_file in [methods.ecps]" in said(fact)


def test_a_proxy_that_is_not_there(authority: Authority) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        fact = proxied(f"https://127.0.0.1:{nobody.getsockname()[1]}/", authority.file)
    assert fact.state is State.FAILED
    assert "Connection refused" in said(fact)


def test_a_start_page_that_answers(site: Site, authority: Authority) -> None:
    assert started(site.url("/"), authority.file).state is State.OK


def test_a_start_page_is_believed_as_the_browser_would(site: Site) -> None:
    fact = started(site.url("/"), None)
    assert fact.state is State.FAILED
    assert "localhost does not prove who it is" in said(fact)


def test_a_start_page_that_does_not_exist(site: Site, authority: Authority) -> None:
    fact = started(site.url("/rien"), authority.file)
    assert fact.state is State.FAILED
    assert f"{site.url('/rien')} answers with error 404 / see to start_url" in said(fact)


def test_a_start_page_out_of_order(site: Site, authority: Authority) -> None:
    fact = started(site.url("/panne"), authority.file)
    assert fact.state is State.WARNING
    assert "502" in said(fact)


def test_whoever_only_begins_must_not_seem_to_have_arrived(
    site: Site, authority: Authority
) -> None:
    fact = started(site.url("/"), authority.file, site.url("/"))
    assert fact.state is State.FAILED
    assert "is itself a landing page: whoever sees it is taken for signed in" in said(fact)
    assert "landing_urls of [methods.ecps]" in said(fact)


def test_a_landing_page_that_sends_strangers_to_the_provider_may_be_the_start(
    site: Site, authority: Authority
) -> None:
    assert started(site.url("/depart"), authority.file, site.url("/")).state is State.OK
