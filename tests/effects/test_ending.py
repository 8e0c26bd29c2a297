"""EndVisit, at every moment of a visit: whatever runs stops, and nothing is left."""

from collections.abc import Awaitable, Callable

import pytest

from kiosk.flow.effects import OpenBrowser, ReadCard, WarmBrowser
from kiosk.flow.events import (
    BrowserWarmed,
    CardRead,
    PinAccepted,
    PinRejected,
)
from tests.effects.fakes import Moment
from tests.effects.stage import WRONG_PIN, Stage
from tests.support.portal_site import Manner
from tests.support.waiting import eventually


async def reading(stage: Stage) -> None:
    stage.script.stops_at = Moment.READING
    stage.perform(ReadCard(stage.visit))
    await stage.script.stopped.wait()


async def warming(stage: Stage) -> None:
    stage.script.stops_at = Moment.WARMING
    stage.perform(WarmBrowser(stage.visit))
    await stage.script.stopped.wait()


async def typing(stage: Stage) -> None:
    stage.perform(WarmBrowser(stage.visit))
    await stage.hears(BrowserWarmed)
    stage.perform(ReadCard(stage.visit))
    await stage.hears(CardRead)


async def about_to_sign_in(stage: Stage) -> None:
    stage.sign_in()


async def waiting_for_the_browser(stage: Stage) -> None:
    stage.script.stops_at = Moment.WARMING
    stage.sign_in()
    await stage.script.stopped.wait()


async def verifying(stage: Stage) -> None:
    stage.script.stops_at = Moment.VERIFYING
    stage.sign_in()
    await stage.script.stopped.wait()


async def after_a_wrong_pin(stage: Stage) -> None:
    stage.sign_in(pin=WRONG_PIN)
    await stage.hears(PinRejected)


async def in_tls(stage: Stage) -> None:
    stage.script.stops_at = Moment.TLS
    stage.sign_in()
    await stage.script.stopped.wait()
    await stage.hears(PinAccepted)


async def waiting_for_the_portal(stage: Stage) -> None:
    stage.portal.site.manner = Manner.SILENT
    stage.sign_in()
    await stage.hears(PinAccepted)
    await eventually(lambda: stage.portal.site.visited("/connexion/carte"))


async def half_way_into_the_portal(stage: Stage) -> None:
    stage.portal.site.manner = Manner.SILENT_LATER
    stage.sign_in()
    await stage.hears(PinAccepted)
    await eventually(lambda: stage.portal.site.visited("/espace"))


async def in_the_portal(stage: Stage) -> None:
    await stage.open_portal()


async def opening_the_page(stage: Stage) -> None:
    await in_the_portal(stage)
    stage.script.stops_at = Moment.OPENING
    stage.perform(OpenBrowser(stage.visit))
    await stage.script.stopped.wait()


async def in_session(stage: Stage) -> None:
    await stage.open_session()


BEFORE_THE_PORTAL = (
    reading,
    warming,
    typing,
    about_to_sign_in,
    waiting_for_the_browser,
    verifying,
    after_a_wrong_pin,
    in_tls,
    waiting_for_the_portal,
)
SIGNED_IN = (half_way_into_the_portal, in_the_portal, opening_the_page, in_session)

Reach = Callable[[Stage], Awaitable[None]]


@pytest.mark.parametrize("reach", BEFORE_THE_PORTAL + SIGNED_IN)
async def test_a_visit_ends_at_any_moment_and_leaves_nothing(stage: Stage, reach: Reach) -> None:
    await reach(stage)
    ended = await stage.end()
    assert ended.wiped
    assert ended.logged_out is (True if reach in SIGNED_IN else None)
    assert stage.portal.site.signed_in == []
    assert all(card.closed for card in stage.cards.values())
    assert all(browser.ended for browser in stage.browsers)
    assert all(secret.spent for secret in stage.secrets)
    assert not any(any(pin) for card in stage.cards.values() for pin in card.pins)
