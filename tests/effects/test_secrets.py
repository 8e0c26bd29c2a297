"""A PIN is used once and wiped, whatever comes of it, and nothing of a session is logged."""

import logging
from collections.abc import Callable

import pytest

from devices.errors import BrowserFailed, CardUnreadable
from devices.pin import PinTries
from kiosk.flow.effects import EndVisit
from kiosk.flow.events import (
    PinAccepted,
    SignInFailed,
)
from kiosk.trouble import Trouble
from tests.effects.fakes import Moment
from tests.effects.stage import PIN, WRONG_PIN, Stage
from tests.support.portal_site import Manner


def right(stage: Stage) -> None:
    stage.sign_in()


def wrong(stage: Stage) -> None:
    stage.sign_in(pin=WRONG_PIN)


def locking(stage: Stage) -> None:
    stage.chip.tries = PinTries.LAST
    stage.sign_in(pin=WRONG_PIN)


def without_a_browser(stage: Stage) -> None:
    stage.script.fails[Moment.WARMING] = BrowserFailed()
    stage.sign_in()


def unreadable(stage: Stage) -> None:
    stage.script.fails[Moment.VERIFYING] = CardUnreadable()
    stage.sign_in()


def without_a_tunnel(stage: Stage) -> None:
    stage.script.fails[Moment.TLS] = RuntimeError()
    stage.sign_in()


def refused_by_the_portal(stage: Stage) -> None:
    stage.portal.site.manner = Manner.FORBIDDEN
    stage.sign_in()


def given_up_at_once(stage: Stage) -> None:
    stage.sign_in()
    stage.perform(EndVisit(stage.visit))


Outcome = Callable[[Stage], None]
OUTCOMES = (
    right,
    wrong,
    locking,
    without_a_browser,
    unreadable,
    without_a_tunnel,
    refused_by_the_portal,
    given_up_at_once,
)


@pytest.mark.parametrize("outcome", OUTCOMES)
async def test_a_pin_is_wiped_whatever_comes_of_it(stage: Stage, outcome: Outcome) -> None:
    outcome(stage)
    if isinstance(await stage.posted(), PinAccepted):
        await stage.posted()
    assert [secret.spent for secret in stage.secrets] == [True]
    assert not any(any(pin) for card in stage.cards.values() for pin in card.pins)


async def test_the_card_gets_the_very_digits_and_no_copy(stage: Stage) -> None:
    stage.script.stops_at = Moment.VERIFYING
    stage.sign_in()
    await stage.script.stopped.wait()
    assert stage.card.pins == [bytearray(PIN, "ascii")]
    await stage.end()
    assert stage.card.pins == [bytearray(4)]


async def test_a_pin_is_never_presented_twice(stage: Stage) -> None:
    stage.sign_in()
    await stage.posted()
    await stage.posted()
    stage.perform(stage.signing_in(stage.visit))
    assert await stage.posted() == SignInFailed(stage.visit, Trouble.FAULT)
    assert len(stage.card.pins) == 1


async def test_nothing_of_a_session_is_ever_logged(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await stage.open_session()
    secret = stage.browser.session
    await stage.end()
    assert secret not in caplog.text
    assert PIN not in caplog.text
