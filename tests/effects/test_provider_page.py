"""The provider's own page, in the browser: the kiosk sees where it leads, and clears up."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from devices.cookie import Cookie
from devices.errors import BrowserFailed
from devices.kit import PageSeen
from kiosk.config import Config
from kiosk.flow.effects import EndVisit, OpenPage, Page
from kiosk.flow.events import (
    BrowserClosed,
    BrowserRefused,
    EndRequested,
    LandingReached,
    PageOpened,
    VisitEnded,
)
from kiosk.flow.phone import PhoneFlow
from kiosk.journal import AsyncJournal, Journal
from kiosk.trouble import Trouble
from tests.effects.fakes import Moment
from tests.effects.phone_stage import PhoneStage
from tests.support.ecps_ways import ecps_config
from tests.support.identity_provider import IdentityProvider
from tests.support.portal import PortalService

COOKIE = Cookie("session", "hers", "localhost", http_only=True)


@pytest.fixture
def config(portal: PortalService, identity_provider: IdentityProvider, tmp_path: Path) -> Config:
    return ecps_config(PhoneFlow.BROWSER, portal, identity_provider, tmp_path)


@pytest.fixture
async def stage(
    config: Config, portal: PortalService, identity_provider: IdentityProvider, tmp_path: Path
) -> AsyncIterator[PhoneStage]:
    async with AsyncJournal(Journal(tmp_path / "journal.sqlite")) as journal:
        stage = PhoneStage(portal, identity_provider, config, journal)
        yield stage
        stage.perform(EndVisit(stage.visit))
        await stage.hears(VisitEnded)


async def open_page(stage: PhoneStage) -> None:
    stage.perform(OpenPage(stage.visit, Page.PROVIDER))
    await stage.hears(PageOpened)


def land(stage: PhoneStage) -> PageSeen:
    """The provider's page has led to the portal, which has opened a session."""
    page = PageSeen(stage.portal.url("/espace/accueil"), "Espace", "Dr Camille MARTIN")
    stage.portal.site.sessions["hers"] = "Camille MARTIN"
    stage.browser.held = (COOKIE,)
    stage.browser.show(page)
    return page


async def test_the_landing_page_names_the_session(stage: PhoneStage) -> None:
    await open_page(stage)
    page = land(stage)
    landed = await stage.hears(LandingReached)
    assert landed.page == page
    assert landed.holder.display_name == "Dr Camille MARTIN"


async def test_no_other_page_is_a_landing(stage: PhoneStage) -> None:
    await open_page(stage)
    stage.browser.show(PageSeen(stage.provider.url("/interaction/x"), "e-CPS", "e-CPS"))
    stage.browser.show(PageSeen(stage.portal.url("/espaces-verts"), "Autre", "Autre"))
    stage.browser.last_window_closed.set()
    assert await stage.posted() == BrowserClosed(stage.visit)


async def test_at_the_end_portal_and_single_sign_on_end(stage: PhoneStage) -> None:
    await open_page(stage)
    land(stage)
    await stage.hears(LandingReached)
    assert await stage.end() == VisitEnded(
        stage.visit, wiped=True, card_reset=True, logged_out=True
    )
    assert stage.portal.site.signed_in == []
    # The portal leads on to the provider, with the ID token that it holds.
    assert stage.browser.signed_off == [stage.portal.url("/deconnexion")]
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_a_session_that_nobody_recognised_ends_all_the_same(stage: PhoneStage) -> None:
    await open_page(stage)
    stage.portal.site.sessions["hers"] = "Camille MARTIN"
    stage.browser.held = (COOKIE,)
    await stage.end()
    assert stage.portal.site.signed_in == []


async def test_the_end_key_is_heard_in_the_page(stage: PhoneStage) -> None:
    await open_page(stage)
    stage.browser.end_key_pressed.set()
    assert await stage.posted() == EndRequested(stage.visit)


async def test_a_page_that_does_not_open_is_a_refusal(stage: PhoneStage) -> None:
    stage.script.fails[Moment.OPENING] = BrowserFailed("no page")
    stage.perform(OpenPage(stage.visit, Page.PROVIDER))
    assert await stage.posted() == BrowserRefused(stage.visit, Trouble.BROWSER_FAILED)
