"""A picture of a terminal's cells, each of 8 × 16 pixels, with sharp edges.

Glyphs are drawn only where they are blocks: what is looked for is made of blocks.
"""

from pathlib import Path

import pyte
from pyte.screens import Char

WIDTH, HEIGHT = 8, 16
BLACK, WHITE = 0, 255
NAMED = {"black": 0, "brightblack": 85, "white": 170, "brightwhite": 255}
"""The greys of 16 colours as consoles draw them; whatever else has a name is in between."""


def photograph_cells(screen: pyte.Screen, picture: Path) -> None:
    """Writes the screen as a binary PGM (netpbm's "P5")."""
    lines = bytearray()
    for row in range(screen.lines):
        cells = [screen.buffer[row][column] for column in range(screen.columns)]
        halves = [_halves(cell) for cell in cells]
        for half in (0, 1):
            line = b"".join(bytes([pair[half]]) * WIDTH for pair in halves)
            lines += line * (HEIGHT // 2)
    size = f"{screen.columns * WIDTH} {screen.lines * HEIGHT}"
    picture.write_bytes(f"P5 {size} 255\n".encode() + lines)


def _halves(cell: Char) -> tuple[int, int]:
    """The upper and the lower half's grey, 0 to 255."""
    fore, back = _grey(cell.fg, WHITE), _grey(cell.bg, BLACK)
    if cell.reverse:
        fore, back = back, fore
    return {"▀": (fore, back), "▄": (back, fore), "█": (fore, fore)}.get(cell.data, (back, back))


def _grey(color: str, default: int) -> int:
    """Of a colour as pyte names it: a word, or six hexadecimal digits."""
    if color == "default":
        return default
    try:
        return sum(bytes.fromhex(color)) // 3
    except ValueError:
        return NAMED.get(color, 128)
