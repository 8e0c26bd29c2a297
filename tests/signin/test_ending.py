"""Tokens and single sign-on given back, at a certified provider and at one that misbehaves."""

import asyncio
import logging
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from kiosk.signin.oauth.ending import TokensEnd
from kiosk.signin.oauth.provider import Provider
from kiosk.signin.oauth.settings import Endpoints
from kiosk.signin.oauth.tokens import Tokens
from tests.signin.visitor import visitor
from tests.support.https_site import Authority, Page, Site, serve
from tests.support.id_tokens import CLIENT_ID, provider_at
from tests.support.identity_clients import BASIC
from tests.support.identity_exchange import Endpoint
from tests.support.identity_provider import IdentityProvider
from tests.support.identity_settings import kiosk_client, provider_settings
from tests.support.waiting import eventually

TOKENS = Tokens("acces-s3cr3t", "renouvellement-s3cr3t", "identite-s3cr3t")


@pytest.fixture
def site(authority: Authority) -> Iterator[Site]:
    """A provider that ends whatever it is asked to."""
    pages = {"/revoke": Page(""), "/logout": Page("Au revoir")}
    with serve(pages, authority.server_context("localhost")) as site:
        yield site


@pytest.fixture
def end(site: Site, authority: Authority) -> TokensEnd:
    endpoints = Endpoints(
        revocation_endpoint=site.url("/revoke"), end_session_endpoint=site.url("/logout?ui=1")
    )
    return TokensEnd(provider_at(site, authority), endpoints, TOKENS)


def revoked(site: Site) -> list[str]:
    """Which tokens, by what they were called."""
    return sorted(request.form["token_type_hint"] for request in site.asked("/revoke"))


def ended(site: Site) -> list[dict[str, list[str]]]:
    """What was said where the single sign-on ends."""
    paths = (urlsplit(request.path) for request in site.requests)
    return [parse_qs(parts.query) for parts in paths if parts.path == "/logout"]


async def test_a_real_provider_takes_everything_back(
    identity_provider: IdentityProvider, tmp_path: Path
) -> None:
    provider = Provider(provider_settings(identity_provider, kiosk_client(tmp_path)))
    with visitor(identity_provider, BASIC) as kiosk:
        tokens = Tokens.read(kiosk.tokens())
    assert tokens.refresh_token is not None
    end = TokensEnd(provider, await provider.endpoints(), tokens)
    assert await end.end(visited=False)
    assert not identity_provider.lives(tokens.access_token)
    assert not identity_provider.lives(tokens.refresh_token)
    (asked,) = identity_provider.asked(Endpoint.END_SESSION)
    assert asked.status == 200
    assert asked.parameters == {"id_token_hint": tokens.id_token, "client_id": BASIC.client_id}


@pytest.mark.usefixtures("never_blocks")
async def test_each_token_is_revoked_and_the_single_sign_on_ended(
    site: Site, end: TokensEnd
) -> None:
    assert await end.end(visited=False)
    assert revoked(site) == ["access_token", "refresh_token"]
    given = {request.form["token"] for request in site.asked("/revoke")}
    assert given == {TOKENS.access_token, TOKENS.refresh_token}
    assert ended(site) == [
        {"ui": ["1"], "id_token_hint": [TOKENS.id_token], "client_id": [CLIENT_ID]}
    ]


async def test_where_the_browser_has_been_the_kiosk_need_not_go(site: Site, end: TokensEnd) -> None:
    assert end.browser_url == (
        f"{site.url('/logout')}?ui=1&id_token_hint={TOKENS.id_token}&client_id=kiosk%3Aaccueil"
    )
    assert await end.end(visited=True)
    assert ended(site) == []
    assert revoked(site) == ["access_token", "refresh_token"]


@pytest.mark.parametrize(
    "answer",
    [
        Page("", 302, {"Location": "https://elsewhere.example/"}),
        Page("", 303, {"Location": "http://localhost/"}),
        Page("Confirmez"),
        Page("", 204),
    ],
)
async def test_wherever_the_end_leads_it_is_an_answer(
    site: Site, end: TokensEnd, answer: Page
) -> None:
    site.pages["/logout"] = answer
    assert await end.end(visited=False)


async def test_a_provider_that_ends_nothing_is_asked_nothing(
    site: Site, authority: Authority
) -> None:
    end = TokensEnd(provider_at(site, authority), Endpoints(), TOKENS)
    assert end.browser_url is None
    assert await end.end(visited=False)
    assert site.requests == []


async def test_tokens_that_were_not_given_are_not_given_back(
    site: Site, authority: Authority
) -> None:
    endpoints = Endpoints(
        revocation_endpoint=site.url("/revoke"), end_session_endpoint=site.url("/logout")
    )
    end = TokensEnd(provider_at(site, authority), endpoints, Tokens("acces"))
    assert await end.end(visited=False)
    assert revoked(site) == ["access_token"]
    assert ended(site) == [{"client_id": [CLIENT_ID]}]


async def test_a_token_of_a_kind_that_is_not_revoked_expires_by_itself(
    site: Site, end: TokensEnd
) -> None:
    site.turns["/revoke"] = [Page('{"error": "unsupported_token_type"}', 400)]
    assert await end.end(visited=True)
    assert len(revoked(site)) == 2


@pytest.mark.parametrize(
    "refusal", [Page('{"error": "invalid_client"}', 401), Page("", 403), Page("<html>", 404)]
)
@pytest.mark.parametrize("path", ["/revoke", "/logout"])
async def test_a_refusal_is_told_and_not_repeated(
    site: Site, end: TokensEnd, path: str, refusal: Page
) -> None:
    site.pages[path] = refusal
    assert not await end.end(visited=False)
    assert revoked(site) == ["access_token", "refresh_token"]
    assert len(ended(site)) == 1


async def test_a_provider_that_fails_is_asked_again_until_it_answers(
    site: Site, end: TokensEnd
) -> None:
    site.pages["/revoke"] = Page("", 503)
    task = asyncio.create_task(end.end(visited=False, first_pause=0.001))
    await eventually(lambda: len(revoked(site)) > 4)
    assert len(ended(site)) == 1
    site.pages["/revoke"] = Page("")
    assert await task


async def test_a_provider_that_was_away_is_told_once_it_is_back(
    identity_provider: IdentityProvider, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    provider = Provider(provider_settings(identity_provider, kiosk_client(tmp_path)))
    with visitor(identity_provider, BASIC) as kiosk:
        tokens = Tokens.read(kiosk.tokens())
    end = TokensEnd(provider, await provider.endpoints(), tokens)
    identity_provider.vanish()
    task = asyncio.create_task(end.end(visited=True, first_pause=0.001))
    await eventually(lambda: "to be repeated" in caplog.text)
    identity_provider.come_back()
    assert await task
    assert not identity_provider.lives(tokens.access_token)


async def test_one_that_never_answers_is_given_up_and_no_secret_is_shown(
    site: Site, end: TokensEnd, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    site.pages["/revoke"] = Page("", gate=threading.Event())
    site.pages["/logout"] = Page("", 500)
    assert not await end.end(visited=False, patience=0.3, first_pause=0.001)
    assert len(ended(site)) > 1
    assert "given up" in caplog.text
    assert "s3cr3t" not in caplog.text + repr(end)
