"""The end of a visit when something in it does not want to end, and when another has begun."""

import asyncio
from unittest.mock import AsyncMock

import pytest

from devices.kit import Wiped
from kiosk.effects import belongings, perform
from kiosk.flow.effects import EndVisit, OpenBrowser, ReadCard, WarmBrowser
from kiosk.flow.events import (
    BrowserOpened,
    BrowserWarmed,
    CardRead,
    LeftBehind,
    PinAccepted,
    PortalOpened,
    VisitEnded,
)
from kiosk.trouble import Trouble
from tests.effects.fakes import Moment
from tests.effects.stage import Stage
from tests.support.portal_site import Manner
from tests.support.waiting import eventually


@pytest.fixture
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(belongings, "CLOSING_SECONDS", 0.05)


@pytest.mark.parametrize("left", [Wiped(1, 0), Wiped(0, 3)])
async def test_a_browser_that_leaves_something_is_not_called_wiped(
    stage: Stage, left: Wiped
) -> None:
    await stage.open_session()
    stage.browser.wiped = left
    assert await stage.end() == stage.ended(wiped=False, logged_out=True)
    assert stage.left_behind == [Trouble.WIPE_FAILED]


async def test_what_is_left_behind_is_told_before_the_portal_has_answered(stage: Stage) -> None:
    await stage.open_session()
    stage.browser.wiped = Wiped(0, 1)
    stage.portal.vanish()
    stage.perform(EndVisit(stage.visit))
    assert await stage.posted() == LeftBehind(Trouble.WIPE_FAILED, stage.visit)
    stage.portal.come_back()
    await stage.hears(VisitEnded)


@pytest.mark.usefixtures("_impatient")
async def test_a_browser_that_never_closes_is_not_called_wiped(stage: Stage) -> None:
    await stage.open_session()
    stage.script.stops_at = Moment.CLOSING_BROWSER
    assert await stage.end() == stage.ended(wiped=False, logged_out=True)
    assert stage.portal.site.signed_in == []


@pytest.mark.usefixtures("_impatient")
async def test_a_card_that_never_closes_keeps_nothing_else_from_ending(stage: Stage) -> None:
    stage.perform(WarmBrowser(stage.visit))
    await stage.hears(BrowserWarmed)
    stage.perform(ReadCard(stage.visit))
    await stage.hears(CardRead)
    stage.script.stops_at = Moment.CLOSING_CARD
    assert await stage.end() == stage.ended(card_reset=False, logged_out=None)
    assert stage.left_behind == [Trouble.CARD_NOT_RESET]
    assert stage.browser.ended


@pytest.mark.usefixtures("_impatient")
async def test_a_device_that_does_not_heed_its_cancellation_is_left_behind(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    stage.script.stops_at = Moment.READING
    stage.script.stubborn = True
    stage.perform(ReadCard(stage.visit))
    await stage.script.stopped.wait()
    assert await stage.end() == VisitEnded(
        stage.visit, wiped=True, card_reset=True, logged_out=None
    )
    assert "has not ended" in caplog.text
    (late,) = (task for task in asyncio.all_tasks() if task.get_name() == "effect")
    stage.script.goes_on.set()
    await late
    assert stage.is_silent, "what it answers at last is nobody's business"


async def test_a_device_that_has_to_tidy_up_is_not_disturbed(stage: Stage) -> None:
    stage.script.stops_at = Moment.VERIFYING
    stage.script.may_leave.clear()
    stage.sign_in()
    await stage.script.stopped.wait()
    stage.perform(EndVisit(stage.visit))
    await stage.script.cancelled.wait()
    stage.script.may_leave.set()
    await stage.hears(VisitEnded)
    assert stage.script.left_in_order


async def test_an_answer_that_comes_at_the_very_end_is_not_posted(stage: Stage) -> None:
    stage.script.stops_at = Moment.READING
    stage.perform(ReadCard(stage.visit))
    await stage.script.stopped.wait()
    stage.script.goes_on.set()
    assert await stage.end() == VisitEnded(
        stage.visit, wiped=True, card_reset=True, logged_out=None
    )


@pytest.mark.parametrize("moment", [Moment.CLOSING_BROWSER, Moment.CLOSING_CARD])
async def test_a_device_that_fails_to_close_keeps_nothing_else_from_ending(
    stage: Stage, moment: Moment, caplog: pytest.LogCaptureFixture
) -> None:
    stage.perform(ReadCard(stage.visit))
    await stage.hears(CardRead)
    stage.perform(WarmBrowser(stage.visit))
    await stage.hears(BrowserWarmed)
    stage.script.fails[moment] = RuntimeError("8997")
    ended = await stage.end()
    assert ended.wiped is (moment is Moment.CLOSING_CARD)
    assert ended.card_reset is (moment is Moment.CLOSING_BROWSER)
    assert stage.card.closed or stage.browser.ended
    assert "RuntimeError" in caplog.text
    assert "8997" not in caplog.text


async def test_a_portal_that_refuses_to_log_out_is_told(stage: Stage) -> None:
    await stage.open_session()
    stage.portal.site.manner = Manner.NO_WAY_OUT
    assert await stage.end() == VisitEnded(
        stage.visit, wiped=True, card_reset=True, logged_out=False
    )


async def test_a_logout_that_fails_unforeseen_is_told(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await stage.open_session()
    monkeypatch.setattr(perform, "logout", AsyncMock(side_effect=RuntimeError("8997")))
    assert await stage.end() == VisitEnded(
        stage.visit, wiped=True, card_reset=True, logged_out=False
    )
    assert "RuntimeError" in caplog.text
    assert "8997" not in caplog.text


async def test_the_next_visit_goes_on_while_the_former_one_ends(stage: Stage) -> None:
    """Another card takes over in the middle of a sign-in."""
    stage.portal.site.manner = Manner.SILENT_LATER
    stage.sign_in()
    assert await stage.posted() == PinAccepted(stage.visit)
    await eventually(lambda: stage.portal.site.visited("/espace"))
    stage.portal.site.manner = Manner.GOOD

    stage.perform(EndVisit(stage.visit))
    stage.sign_in(stage.other)
    assert {await stage.posted() for _ in range(3)} == {
        stage.ended(logged_out=True),
        PinAccepted(stage.other),
        PortalOpened(stage.other),
    }
    stage.perform(OpenBrowser(stage.other))
    await stage.hears(BrowserOpened)

    former, browser = stage.browsers
    assert former.ended
    assert not former.held
    assert not browser.ended
    assert stage.portal.site.sessions == {browser.session: "Maëlle SORBIER-ESSAI"}
    assert await stage.end(stage.other) == VisitEnded(
        stage.other, wiped=True, card_reset=True, logged_out=True
    )
    assert stage.portal.site.signed_in == []


async def test_a_browser_that_has_lost_the_session_s_cookie_keeps_nobody_signed_in(
    stage: Stage,
) -> None:
    """Chromium drops session cookies with its last window, and keeps those with a date."""
    await stage.open_session()
    stage.browser.held = [cookie for cookie in stage.browser.held if cookie.expires is not None]
    assert stage.browser.held
    assert (await stage.end()).logged_out is True
    assert stage.portal.site.signed_in == []
