"""A phone can read the code off the screen: whole screens, photographed and decoded."""

import asyncio
import os
import sys
from dataclasses import dataclass
from pathlib import Path

import pyte
import pytest
from textual.pilot import Pilot

from screens.gallery import export, photograph
from screens.theme import CLEAR
from tests.support.cell_raster import photograph_cells
from tests.support.poster import EVERYTHING, NIGHT, Poster
from tests.support.pseudo_terminal import KITTY
from tests.support.qr_reader import read_qr
from tests.support.terminal import Terminal
from tests.support.waiting import eventually, wait_for

SMALL, LARGE = (80, 24), (160, 50)
TYPICAL = "https://auth.example.fr/device?user_code=WDJB-MJHT"
LONGER = "https://auth.example.fr/realms/professionals/device?user_code=WDJB-MJHT&l=fr"
LONGEST_ON_SMALL = LONGER.ljust(78, "x")
LONG = (TYPICAL + "&state=" + "8f3a61" * 24)[:200]


@dataclass(frozen=True)
class Case:
    """A text on a screen, and how much of it the code is expected to take."""

    text: str
    size: tuple[int, int]
    drawn: tuple[int, int]
    night: bool = False
    widest: int = EVERYTHING


CASES = {
    "small": Case(TYPICAL, SMALL, (37, 19)),
    "small-narrow-margin": Case(LONGER, SMALL, (37, 19)),
    # In the dark only the margin itself parts the code from what is around it.
    "small-narrow-margin-night": Case(LONGEST_ON_SMALL, SMALL, (37, 19), night=True),
    "large-full-cells": Case(TYPICAL, LARGE, (74, 37)),
    "large-full-cells-night": Case(TYPICAL, LARGE, (74, 37), night=True),
    "large-half-blocks-night": Case(TYPICAL, LARGE, (37, 19), night=True, widest=60),
    "large-long": Case(LONG, LARGE, (61, 31)),
}


async def settled(pilot: Pilot[None], app: Poster) -> tuple[int, int]:
    """Columns and rows of the code once it hangs."""
    await eventually(lambda: app.hung)
    await pilot.pause()
    return app.code.size.width, app.code.size.height


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
async def test_a_picture_of_the_screen_can_be_read(tmp_path: Path, case: Case) -> None:
    app = Poster(case.text, case.widest, NIGHT if case.night else CLEAR)
    async with app.run_test(size=case.size) as pilot:
        assert await settled(pilot, app) == case.drawn
        svg = export(app)
    picture = tmp_path / "screen.png"
    await asyncio.to_thread(photograph, svg, picture)
    assert await asyncio.to_thread(read_qr, picture) == case.text


@pytest.mark.parametrize("terminal", ["xterm-256color", "linux"])
@pytest.mark.parametrize(
    ("text", "size"),
    [(TYPICAL, SMALL), (LONGEST_ON_SMALL, SMALL), (TYPICAL, LARGE), (LONG, LARGE)],
    ids=["small", "small-narrow-margin", "large-full-cells", "large-long"],
)
def test_a_terminal_shows_what_can_be_read(
    tmp_path: Path, terminal: str, text: str, size: tuple[int, int]
) -> None:
    """Also with the 16 colours of a console, and cells of exactly 1:2."""
    command = [sys.executable, "-m", "tests.support.poster", text]
    environ = {**os.environ, "TERM": terminal}
    environ.pop("COLORTERM", None)
    columns, rows = size
    with Terminal(command, environ, columns=columns, rows=rows) as shown:
        wait_for(lambda: _read(bytes(shown.output), size, tmp_path / "screen.pgm") == text, 20)


async def test_a_code_comes_back_with_its_room() -> None:
    app = Poster(LONG)
    async with app.run_test(size=LARGE) as pilot:
        assert await settled(pilot, app) == (61, 31)
        await pilot.resize_terminal(*SMALL)
        await eventually(lambda: not app.code.fits)
        assert not app.code.display
        await pilot.resize_terminal(*LARGE)
        await eventually(lambda: app.code.fits)
        assert await settled(pilot, app) == (61, 31)


def _read(output: bytes, size: tuple[int, int], picture: Path) -> str:
    """What a phone reads off a terminal that was sent this; empty while there is nothing."""
    screen = pyte.Screen(*size)
    pyte.ByteStream(screen).feed(KITTY.sub(b"", output))
    photograph_cells(screen, picture)
    try:
        return read_qr(picture)
    except ValueError:
        return ""
