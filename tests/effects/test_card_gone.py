"""A card that is gone before anybody has said so."""

import pytest

from devices.errors import CardGone
from kiosk.effects import perform
from kiosk.flow.effects import EndVisit, ReadCard
from kiosk.flow.events import CardRefused, VisitEnded
from kiosk.trouble import Trouble
from tests.effects.fakes import Moment
from tests.effects.stage import Stage


async def test_a_pulled_card_is_no_refusal(stage: Stage) -> None:
    stage.script.fails[Moment.READING] = CardGone()
    stage.perform(ReadCard(stage.visit))
    stage.perform(EndVisit(stage.visit))
    assert await stage.posted() == VisitEnded(
        stage.visit, wiped=True, card_reset=True, logged_out=None
    )
    assert stage.is_silent


async def test_a_card_that_another_program_has_reset_is_told(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(perform, "NOTICE_SECONDS", 0)
    stage.script.fails[Moment.READING] = CardGone()
    stage.perform(ReadCard(stage.visit))
    assert await stage.posted() == CardRefused(stage.visit, Trouble.CARD_UNREADABLE)
