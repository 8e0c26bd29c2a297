"""A code leaves no trace: not in the widgets, not in pictures of the screen, not in the log."""

import gc
import logging

import pytest

from kiosk.flow.events import PinSubmitted
from screens.widgets.code_boxes import CodeBoxes
from tests.screens.stage import on_stage

CODE = "8351"


async def test_the_screen_and_its_widgets_never_hold_the_code(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    async with on_stage() as stage:
        await stage.greet()
        await stage.press(*CODE)
        places = [stage.app.export_screenshot(), stage.text(), repr(stage.app.screen.tree)]
        for widget in stage.app.screen.walk_children(with_self=True):
            places += [repr(widget), repr(vars(widget).get("_Static__content"))]
        assert [place for place in places if CODE in place] == []
        await stage.press("enter")
        assert CODE not in repr(stage.state) + repr(stage.effects)
        assert stage.pins() == [CODE.encode()]
    assert CODE not in caplog.text


async def test_boxes_that_leave_the_screen_are_wiped() -> None:
    async with on_stage() as stage:
        await stage.greet()
        await stage.press(*CODE)
        buffer = stage.app.screen.query_one(CodeBoxes)._buffer
        assert bytes(buffer) == CODE.encode()
        await stage.press("escape")
        await stage.sees("Reprenez votre carte")
        assert bytes(buffer) == bytes(4)


async def test_a_code_that_was_not_whole_is_wiped_too() -> None:
    async with on_stage() as stage:
        await stage.greet()
        await stage.press("8", "3", "5")
        buffer = stage.app.screen.query_one(CodeBoxes)._buffer
        await stage.press("enter")
        assert bytes(buffer) == bytes(4)


async def test_nobody_keeps_a_code_once_the_card_has_it() -> None:
    others = kept()
    async with on_stage() as stage:
        await stage.sign_in()
        assert stage.pins() == [b"1234"]
        stage.effects.clear()
        assert kept() <= others


def kept() -> set[int]:
    """The submissions that anybody in this process still holds."""
    gc.collect()
    return {id(each) for each in gc.get_objects() if isinstance(each, PinSubmitted)}
