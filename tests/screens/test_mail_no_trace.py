"""A password and a mailed code leave no trace: in widgets, in pictures, in memory, in the log."""

import gc
import logging

import pytest
from textual import events

from kiosk.flow.events import CodeSubmitted, PasswordSubmitted
from screens.widgets.code_boxes import CodeBoxes
from screens.widgets.password_field import PasswordField
from tests.screens.by_mail import CODE, PASSWORD, codes, passwords, rules, to_code, to_password
from tests.screens.stage import Stage, on_stage

WORD = "hunter2Fenouil"


def places(stage: Stage) -> list[str]:
    """Whatever a picture or a report could show."""
    found = [stage.app.export_screenshot(), stage.text(), repr(stage.app.screen.tree)]
    for widget in stage.app.screen.walk_children(with_self=True):
        found += [repr(widget), repr(vars(widget).get("_Static__content"))]
    return [*found, repr(stage.state), repr(stage.effects)]


async def test_the_screen_and_its_widgets_never_hold_the_password(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    async with on_stage(rules=rules()) as stage:
        await to_password(stage)
        await stage.press(*WORD)
        assert [place for place in places(stage) if WORD in place] == []
        await stage.press("enter")
        assert [place for place in places(stage) if WORD in place] == []
        assert passwords(stage) == [WORD]
    assert WORD not in caplog.text


@pytest.mark.parametrize("key", ["escape", "up", "delete", "enter", "f2", "f10"])
async def test_a_password_field_is_wiped_however_it_is_left(key: str) -> None:
    async with on_stage(rules=rules()) as stage:
        await to_password(stage)
        await stage.press(*WORD)
        buffer = stage.app.screen.query_one(PasswordField)._buffer
        assert WORD.encode() in buffer
        await stage.press(key)
        assert not any(buffer)


async def test_characters_that_were_taken_back_are_wiped() -> None:
    async with on_stage(rules=rules()) as stage:
        await to_password(stage)
        await stage.press(*"été", "backspace", "backspace")
        assert (
            bytes(stage.app.screen.query_one(PasswordField)._buffer).rstrip(b"\0") == "é".encode()
        )


@pytest.mark.parametrize("typed", [CODE, CODE[:4]])
async def test_boxes_that_leave_the_screen_are_wiped(typed: str) -> None:
    async with on_stage(rules=rules()) as stage:
        await to_code(stage)
        stage.app.post_message(events.Paste(typed))
        await stage.pilot.pause()
        assert [place for place in places(stage) if typed in place] == []
        buffer = stage.app.screen.query_one(CodeBoxes)._buffer
        assert typed.encode() in buffer
        await stage.press("f10")
        assert not any(buffer)


async def test_nobody_keeps_a_secret_once_the_portal_has_it() -> None:
    others = kept()
    async with on_stage(rules=rules()) as stage:
        await to_code(stage)
        await stage.press(*CODE, "enter")
        assert (passwords(stage), codes(stage)) == ([PASSWORD], [CODE.encode()])
        stage.effects.clear()
        await stage.press("escape")
        assert kept() <= others


def kept() -> set[int]:
    """The submissions that anybody in this process still holds."""
    gc.collect()
    kinds = PasswordSubmitted | CodeSubmitted
    return {id(each) for each in gc.get_objects() if isinstance(each, kinds)}
