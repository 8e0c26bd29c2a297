"""Every effect ends in exactly one of its endings: success, refusal or failure."""

import pytest

from devices.errors import (
    BrowserFailed,
)
from kiosk.flow.effects import OpenBrowser, ReadCard, Record, WarmBrowser
from kiosk.flow.events import (
    BrowserClosed,
    BrowserRefused,
    BrowserWarmed,
    CardRead,
    CardRefused,
    Recorded,
    Touched,
    VisitEnded,
)
from kiosk.outcome import Outcome
from kiosk.trouble import Trouble
from tests.effects.fakes import Moment
from tests.effects.stage import Stage
from tests.support.pki import CARD_NUMBER


async def test_a_card_is_read(stage: Stage) -> None:
    stage.perform(ReadCard(stage.visit))
    read = await stage.hears(CardRead)
    assert (read.visit, read.card.serial) == (stage.visit, CARD_NUMBER)
    assert read.card.holder.display_name == "Dr Agathe VALBRUNE-ESSAI"
    await stage.end()


async def test_a_card_that_may_not_sign_in_is_refused(stage: Stage) -> None:
    stage.chip.certificate = None
    stage.perform(ReadCard(stage.visit))
    refused = await stage.hears(CardRefused)
    assert refused == CardRefused(stage.visit, Trouble.CARD_WITHOUT_CERTIFICATE)
    await stage.end()


async def test_a_card_that_was_pulled_before_it_was_read_is_refused(stage: Stage) -> None:
    stage.pull()
    stage.perform(ReadCard(stage.visit))
    assert (await stage.hears(CardRefused)).trouble is Trouble.CARD_UNREADABLE
    await stage.end()


async def test_a_browser_is_warmed(stage: Stage) -> None:
    stage.perform(WarmBrowser(stage.visit))
    assert await stage.posted() == BrowserWarmed(stage.visit)
    await stage.end()


async def test_a_browser_is_started_once_for_warming_and_signing_in(stage: Stage) -> None:
    stage.perform(WarmBrowser(stage.visit))
    await stage.hears(BrowserWarmed)
    await stage.open_session()
    assert [browser.starts for browser in stage.browsers] == [1]
    await stage.end()


async def test_the_browser_is_handed_the_portals_session(stage: Stage) -> None:
    opened = await stage.open_session()
    assert opened.page.url == stage.portal.url("/espace")
    assert stage.card.closed, "the card is reset before the page opens"
    assert stage.browser.session in stage.portal.site.sessions
    await stage.end()


async def test_a_browser_that_cannot_show_the_page_refuses(stage: Stage) -> None:
    stage.script.fails[Moment.OPENING] = BrowserFailed()
    await stage.open_portal()
    stage.perform(OpenBrowser(stage.visit))
    assert await stage.posted() == BrowserRefused(stage.visit, Trouble.BROWSER_FAILED)
    await stage.end()


@pytest.mark.parametrize("error", [None, RuntimeError()])
async def test_a_browser_that_is_closed_or_cannot_be_watched_any_more_is_told(
    stage: Stage, error: Exception | None
) -> None:
    if error is not None:
        stage.script.fails[Moment.WATCHING] = error
    await stage.open_session()
    stage.browser.last_window_closed.set()
    assert await stage.posted() == BrowserClosed(stage.visit)
    await stage.end()


async def test_signs_of_the_doctor_count_as_long_as_her_visit_lasts(stage: Stage) -> None:
    await stage.open_session()
    stage.browser.touch()
    assert await stage.posted() == Touched()
    await stage.end()
    stage.browser.touch()
    assert stage.is_silent


async def test_a_visit_that_never_had_anything_ends(stage: Stage) -> None:
    assert await stage.end() == VisitEnded(
        stage.visit, wiped=True, card_reset=True, logged_out=None
    )


async def test_a_row_is_recorded(stage: Stage) -> None:
    stage.perform(Record(Outcome.STARTED))
    assert await stage.posted() == Recorded()
    assert stage.is_silent
