"""Giving a portal session back, also when the network is not there at once."""

import asyncio
import logging
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from devices.cookie import Cookie
from devices.kit import UserAgent
from kiosk.identity import Method, holder_from
from kiosk.signin.portal import Portal, PortalSession, logout
from tests.support.https_site import Authority, Page, Site, serve
from tests.support.pki import DOCTOR
from tests.support.portal import PortalService
from tests.support.waiting import eventually

SECRET = "s3cr3t-value"


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


@pytest.fixture
def site(authority: Authority) -> Iterator[Site]:
    """A portal whose logout page each test decides on."""
    with serve({}, authority.server_context("localhost")) as site:
        yield site


@pytest.fixture
def portal_settings(authority: Authority, site: Site) -> Portal:
    return Portal(
        allowed_hosts=("localhost",),
        ca_file=authority.file,
        home_url=site.url("/espace"),
        logout_url=site.url("/deconnexion"),
        timeout=10,
    )


def session(logout_url: str | None) -> PortalSession:
    """One that the kiosk holds."""
    return PortalSession(
        holder=holder_from(DOCTOR),
        method=Method.CARD,
        landing_url="https://localhost/espace",
        cookies=(Cookie("session", SECRET, "localhost", http_only=True),),
        logout_url=logout_url,
        agent=UserAgent("Navigateur/1.0 (essai)", "fr-FR"),
    )


async def test_the_portal_is_told_whose_session_ends(site: Site, portal_settings: Portal) -> None:
    site.pages["/deconnexion"] = Page("Au revoir")
    assert await logout(session(portal_settings.logout_url), portal_settings)
    (request,) = site.requests
    assert request.headers["Cookie"] == f"session={SECRET}"
    assert request.headers["User-Agent"] == "Navigateur/1.0 (essai)"


@pytest.mark.parametrize(
    "target",
    ["/au-revoir", "/connexion", "https://sso.ailleurs.example/logout", "http://localhost/"],
)
async def test_a_redirect_is_an_answer_wherever_it_leads(
    site: Site, portal_settings: Portal, target: str
) -> None:
    site.pages["/deconnexion"] = Page("", 302, {"Location": target})
    site.pages["/au-revoir"] = Page("Au revoir")
    assert await logout(session(portal_settings.logout_url), portal_settings)
    assert len(site.asked("/au-revoir")) == (target == "/au-revoir")


async def test_a_refusal_is_not_repeated(site: Site, portal_settings: Portal) -> None:
    site.pages["/deconnexion"] = Page("", 403)
    assert not await logout(session(portal_settings.logout_url), portal_settings)
    assert len(site.requests) == 1


async def test_without_an_address_nobody_is_told(portal_settings: Portal) -> None:
    assert not await logout(session(None), portal_settings)


async def test_a_portal_that_fails_is_asked_again_until_it_answers(
    site: Site, portal_settings: Portal
) -> None:
    site.pages["/deconnexion"] = Page("", 503)
    task = asyncio.create_task(
        logout(session(portal_settings.logout_url), portal_settings, first_pause=0.001)
    )
    await eventually(lambda: len(site.requests) >= 3)
    site.pages["/deconnexion"] = Page("Au revoir")
    assert await task


async def test_a_portal_that_was_away_is_told_once_it_is_back(
    portal: PortalService, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    way = portal.card_way()
    portal.vanish()
    task = asyncio.create_task(logout(session(way.logout_url), way, first_pause=0.001))
    await eventually(lambda: "to be repeated" in caplog.text)
    portal.come_back()
    assert await task
    assert portal.site.visited("/deconnexion")[0].session == SECRET


async def test_it_is_given_up_when_patience_ends(
    site: Site, portal_settings: Portal, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    gate = threading.Event()
    site.pages["/deconnexion"] = Page("", gate=gate)
    assert not await logout(
        session(portal_settings.logout_url), portal_settings, patience=0.3, first_pause=0.001
    )
    impatient = replace(portal_settings, timeout=0.1)
    assert not await logout(
        session(portal_settings.logout_url), impatient, patience=0.3, first_pause=0.001
    )
    assert len(site.requests) > 2
    assert SECRET not in caplog.text


async def test_without_a_cookie_nobody_is_called_logged_out(
    site: Site, portal_settings: Portal
) -> None:
    site.pages["/deconnexion"] = Page("Au revoir")
    nobody = replace(session(portal_settings.logout_url), cookies=())
    assert not await logout(nobody, portal_settings)
    elsewhere = replace(nobody, cookies=(Cookie("session", SECRET, "ailleurs.test"),))
    assert not await logout(elsewhere, portal_settings)
