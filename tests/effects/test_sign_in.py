"""From the code to the portal: what a sign-in may come to, and what becomes of the card."""

import pytest

from devices.errors import (
    BrowserMissing,
    CardBusy,
    CardTlsUnavailable,
    CardUnreadable,
    ModuleHung,
)
from devices.pin import PinTries
from kiosk.flow.events import (
    LastTryMet,
    PinAccepted,
    PinRejected,
    SignInFailed,
)
from kiosk.trouble import Trouble
from tests.effects.fakes import Moment
from tests.effects.stage import WRONG_PIN, Stage
from tests.support.portal_site import Manner


async def test_the_right_pin_opens_the_portal(stage: Stage) -> None:
    await stage.open_portal()
    assert stage.portal.site.signed_in == ["Agathe VALBRUNE-ESSAI"]
    await stage.end()


async def test_a_wrong_pin_is_rejected_and_the_next_one_is_another_try(stage: Stage) -> None:
    stage.sign_in(pin=WRONG_PIN)
    assert await stage.posted() == PinRejected(stage.visit, PinTries.TWO)
    stage.sign_in(pin=WRONG_PIN)
    assert await stage.posted() == PinRejected(stage.visit, PinTries.LAST)
    assert not stage.card.closed
    stage.last_try_allowed = True
    await stage.open_session()
    await stage.end()


async def test_a_last_try_that_nobody_has_allowed_is_met_without_a_pin(stage: Stage) -> None:
    stage.chip.tries = PinTries.LAST
    stage.sign_in(pin=WRONG_PIN)
    assert await stage.posted() == LastTryMet(stage.visit)
    assert stage.chip.tries is PinTries.LAST
    assert not stage.card.closed
    assert stage.secrets[-1].spent
    await stage.end()


async def test_a_pin_that_locks_the_card_is_rejected_and_the_card_closed(stage: Stage) -> None:
    stage.chip.tries = PinTries.LAST
    stage.last_try_allowed = True
    stage.sign_in(pin=WRONG_PIN)
    assert await stage.posted() == PinRejected(stage.visit, PinTries.LOCKED)
    assert stage.card.closed
    await stage.end()


@pytest.mark.parametrize(
    ("moment", "error", "trouble"),
    [
        (Moment.WARMING, BrowserMissing(), Trouble.BROWSER_MISSING),
        (Moment.VERIFYING, ModuleHung(), Trouble.MODULE_HUNG),
        (Moment.VERIFYING, CardBusy(), Trouble.CARD_BUSY),
        (Moment.TLS, CardTlsUnavailable(), Trouble.CARD_TLS_UNAVAILABLE),
        (Moment.TLS, CardUnreadable(), Trouble.CARD_UNREADABLE),
    ],
)
async def test_a_sign_in_that_fails_says_why_and_closes_the_card(
    stage: Stage, moment: Moment, error: Exception, trouble: Trouble
) -> None:
    stage.script.fails[moment] = error
    stage.sign_in()
    if moment is Moment.TLS:
        await stage.hears(PinAccepted)
    assert await stage.posted() == SignInFailed(stage.visit, trouble)
    assert stage.card.closed
    await stage.end()


async def test_a_portal_that_fails_is_said_to_and_the_card_closed(stage: Stage) -> None:
    stage.portal.site.manner = Manner.BROKEN
    stage.sign_in()
    await stage.hears(PinAccepted)
    assert await stage.posted() == SignInFailed(stage.visit, Trouble.PORTAL_BROKEN)
    assert stage.card.closed
    await stage.end()
