"""How modules become cells, and which drawing is taken for which room."""

import subprocess
import sys

import pytest
from textual.strip import Strip

from screens.widgets.qr import LONGEST, QrCode, encode
from screens.widgets.qr_drawing import Modules, draw, full_cells, half_blocks

ADDRESS = "https://auth.example.fr/device?user_code=WDJB-MJHT"
CHECKS = [[1, 0, 1], [0, 1, 1], [1, 0, 0]]
FAR = (1000, 1000)


def modules_of(strips: list[Strip]) -> list[list[int]]:
    """The upper and the lower half of each cell, as a camera sees them."""
    rows: list[list[int]] = []
    for strip in strips:
        upper: list[int] = []
        lower: list[int] = []
        for text, style, _ in strip:
            assert style is not None
            assert style.color is not None
            assert style.bgcolor is not None
            fore, back = (int(color.name == "#000000") for color in (style.color, style.bgcolor))
            for character in text:
                upper.append({"▀": fore, " ": back}[character])
                lower.append(back)
        rows += [upper, lower]
    return rows


def square(side: int) -> Modules:
    return [[1] * side for _ in range(side)]


def size_in(modules: Modules, columns: int, rows: int) -> tuple[int, int]:
    lines = draw(modules, columns, rows)
    assert len({line.cell_length for line in lines}) <= 1
    return (lines[0].cell_length, len(lines)) if lines else (0, 0)


def test_full_cells_are_two_spaces_for_each_module() -> None:
    strips = full_cells(CHECKS)
    assert [strip.text for strip in strips] == [" " * 6] * 3
    assert [row[::2] for row in modules_of(strips)[::2]] == CHECKS


def test_half_blocks_are_two_modules_for_each_cell() -> None:
    strips = half_blocks(CHECKS)
    assert [strip.text for strip in strips] == ["▀▀ ", "▀  "]
    assert modules_of(strips) == [*CHECKS, [0, 0, 0]]


@pytest.mark.parametrize(
    ("side", "room", "drawn"),
    [
        (29, (74, 37), (74, 37)),
        (29, (73, 37), (37, 19)),
        (29, (74, 36), (37, 19)),
        (29, (37, 19), (37, 19)),
        (29, (80, 18), (35, 18)),
        (29, (36, 19), (35, 18)),
        (29, (80, 17), (33, 17)),
        (29, (80, 16), (0, 0)),
        (29, (32, 50), (0, 0)),
        (33, (80, 19), (37, 19)),
        (37, (80, 21), (41, 21)),
        (37, (80, 20), (0, 0)),
        (53, (160, 37), (61, 31)),
    ],
)
def test_the_margin_comes_before_the_size_of_the_modules(
    side: int, room: tuple[int, int], drawn: tuple[int, int]
) -> None:
    assert size_in(square(side), *room) == drawn


def test_the_margin_is_light_on_every_side() -> None:
    for room, margin in (((37, 19), 4), ((33, 17), 2)):
        seen = modules_of(draw(square(29), *room))
        dark = [(x, y) for y, row in enumerate(seen) for x, module in enumerate(row) if module]
        assert (min(dark), max(dark)) == ((margin, margin), (margin + 28, margin + 28))


def test_an_address_takes_the_smallest_code() -> None:
    assert [len(encode(ADDRESS.ljust(size, "x"))) for size in (53, 54, 78, 79)] == [29, 33, 33, 37]


@pytest.mark.parametrize("text", ["", "é", "\ud800", "x" * (LONGEST + 1)])
def test_what_is_no_address_has_no_code(text: str) -> None:
    code = QrCode()
    code.show(text, *FAR)
    assert (code.fits, code.display) == (False, False)


def test_a_code_hides_while_its_room_is_too_small() -> None:
    code = QrCode()
    seen = []
    for room in ((80, 19), (80, 10), (80, 19)):
        code.show(ADDRESS, *room)
        seen.append((code.fits, code.display))
    assert seen == [(True, True), (False, False), (True, True)]


def test_a_code_does_not_tell_its_text_to_a_log() -> None:
    code = QrCode(id="code")
    code.show(ADDRESS, *FAR)
    assert "WDJB" not in f"{code!r} {code} {code.css_identifier_styled}"


def test_the_encoder_is_loaded_by_the_first_code_only() -> None:
    program = (
        "import sys, screens.widgets.qr as qr; print('segno' in sys.modules);"
        "qr.encode('x'); print('segno' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "True"]
