"""How the modules of a QR code become the cells of a terminal.

A cell is about twice as high as it is wide. So a module is two cells beside each other, which need
nothing of the font and are seen on any console, or half a cell, which needs the character ▀.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

Modules = Sequence[Sequence[int]]
"""Rows of modules, square: 1 is dark, 0 is light."""

MARGINS = (4, 3, 2)
"""Light modules around a code, the best first. ISO/IEC 18004 asks for 4; readers make do with 2."""

COLORS = ("#ffffff", "#000000")
"""Of a light and of a dark module, whatever the theme: many readers take no code in negative."""


def draw(modules: Modules, columns: int, rows: int) -> list[Strip]:
    """The best drawing for this room, empty where none fits.

    A wider margin comes before larger modules: half a cell is large enough for any phone, but
    whatever lies beside a code may be dark.
    """
    if not modules:
        return []
    for margin in MARGINS:
        side = len(modules) + 2 * margin
        if 2 * side <= columns and side <= rows:
            return full_cells(framed(modules, margin))
        if side <= columns and (side + 1) // 2 <= rows:
            return half_blocks(framed(modules, margin))
    return []


def framed(modules: Modules, margin: int) -> Modules:
    """With this many light modules on each side."""
    side = len(modules) + 2 * margin
    beside = [0] * margin
    beyond = [[0] * side] * margin
    return [*beyond, *([*beside, *row, *beside] for row in modules), *beyond]


def full_cells(modules: Modules) -> list[Strip]:
    """Two cells per module: twice as many columns, as many rows."""
    return [_strip((2, module, module) for module in row) for row in modules]


def half_blocks(modules: Modules) -> list[Strip]:
    """Two modules per cell, one above the other: as many columns, half as many rows."""
    even = [*modules, [0] * len(modules)] if len(modules) % 2 else modules
    pairs = zip(even[::2], even[1::2], strict=True)
    return [_strip((1, *pair) for pair in zip(*rows, strict=True)) for rows in pairs]


def _strip(cells: Iterable[tuple[int, int, int]]) -> Strip:
    """From widths with the upper and the lower half of each."""
    return Strip(
        _segment(upper, lower, sum(width for width, _, _ in run))
        for (upper, lower), run in groupby(cells, key=lambda cell: cell[1:])
    )


def _segment(upper: int, lower: int, width: int) -> Segment:
    # A cell of one colour is a space: not every font fills its cell to the edges.
    character = " " if upper == lower else "▀"
    return Segment(character * width, Style(color=COLORS[upper], bgcolor=COLORS[lower]))
