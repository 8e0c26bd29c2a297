"""What nobody foresaw: told as a fault, described in the log without what a device held."""

import pytest

from kiosk.flow.effects import Effect, OpenBrowser, ReadCard, WarmBrowser
from kiosk.flow.events import BrowserRefused, CardRefused, SignInFailed
from kiosk.trouble import Trouble
from tests.effects.fakes import Moment
from tests.effects.stage import Stage

VALUE = "899700366240"
"""What an exception may have in its text."""


@pytest.mark.parametrize(
    ("moment", "effect", "refusal"),
    [
        (Moment.READING, ReadCard(Stage.visit), CardRefused),
        (Moment.WARMING, WarmBrowser(Stage.visit), BrowserRefused),
        (Moment.OPENING, OpenBrowser(Stage.visit), BrowserRefused),
    ],
)
async def test_what_nobody_foresaw_is_a_fault_described_without_values(
    stage: Stage,
    moment: Moment,
    effect: Effect,
    refusal: type[CardRefused | BrowserRefused],
    caplog: pytest.LogCaptureFixture,
) -> None:
    if moment is Moment.OPENING:
        await stage.open_portal()
    stage.script.fails[moment] = LookupError(VALUE)
    stage.perform(effect)
    assert await stage.posted() == refusal(stage.visit, Trouble.FAULT)
    assert "LookupError" in caplog.text
    assert "fakes.py" in caplog.text, "where it happened"
    assert VALUE not in caplog.text


async def test_a_sign_in_that_fails_unforeseen_is_a_fault_and_closes_the_card(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    stage.script.fails[Moment.VERIFYING] = LookupError(VALUE)
    stage.sign_in()
    assert await stage.posted() == SignInFailed(stage.visit, Trouble.FAULT)
    assert stage.card.closed
    assert "LookupError" in caplog.text
    assert VALUE not in caplog.text


async def test_a_page_without_a_portal_session_is_a_fault(stage: Stage) -> None:
    stage.perform(OpenBrowser(stage.visit))
    assert await stage.posted() == BrowserRefused(stage.visit, Trouble.FAULT)
