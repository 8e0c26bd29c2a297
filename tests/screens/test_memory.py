"""A screen that was left is gone, with what was typed on it."""

import gc

from textual.strip import Strip

from screens.gallery_states import HOLDER
from screens.kiosk_screen import KioskScreen
from tests.screens.stage import on_stage


def living() -> int:
    gc.collect()
    return sum(isinstance(each, KioskScreen) for each in gc.get_objects())


async def test_screens_do_not_pile_up() -> None:
    async with on_stage() as stage:
        before = living()
        for _ in range(10):
            await stage.greet()
            await stage.press("1", "2", "escape")
        await stage.sees("Reprenez votre carte")
        assert living() <= before + 1


def painted() -> str:
    """All that the lines say which Textual has painted and keeps."""
    gc.collect()
    return "\n".join(each.text for each in gc.get_objects() if isinstance(each, Strip))


async def test_a_name_once_painted_is_forgotten() -> None:
    async with on_stage() as stage:
        await stage.greet()
        assert HOLDER.family_name in painted()
        await stage.press("escape")
        await stage.sees("Reprenez votre carte")
        assert HOLDER.family_name not in painted()
