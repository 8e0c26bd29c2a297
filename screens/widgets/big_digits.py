"""A short number that is read from a phone's distance and compared with it."""

from collections.abc import Sequence
from itertools import groupby

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from screens.widgets.digit_shapes import HEIGHT, INK, SHAPES
from screens.words import brief

PIXEL_COLUMNS = 2
"""A cell is about twice as high as it is wide."""


class BigDigits(Widget):
    """As large as its own size allows, made of coloured cells: no font is needed.

    What is no number, or does not fit, is written in ordinary letters.
    """

    def __init__(self, text: str = "", *, id: str | None = None, classes: str = "") -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id, classes=classes)
        self._said = text
        self.display = bool(text)

    @property
    def plain(self) -> str:
        """What it says, without its looks."""
        return self._said

    def say(self, text: str) -> None:
        """Replaces the number; it takes no room while there is none."""
        if text != self._said:
            self._said = text
            self.display = bool(text)
            self.refresh()

    def render_line(self, y: int) -> Strip:
        style = self.visual_style.rich_style
        lines = draw(self._said, *self.size)
        if y >= len(lines):
            return Strip.blank(self.size.width, style)
        ink = Style(bgcolor=style.color)
        return Strip(
            Segment(" " * len(run), ink) if filled else Segment(run, style)
            for filled, run in _runs(lines[y])
        )


def draw(text: str, columns: int, rows: int) -> Sequence[str]:
    """Lines of exactly this many columns and rows, with INK where a cell is to be filled."""
    shape = _shape(text)
    scale = min(columns // (PIXEL_COLUMNS * len(shape[0])), rows // HEIGHT) if shape else 0
    lines = [
        "".join(pixel * PIXEL_COLUMNS * scale for pixel in row)
        for row in shape
        for _ in range(scale)
    ]
    return _centred(lines or [brief(text, columns)], columns, rows)


def _shape(text: str) -> list[str]:
    """The digits beside each other, a pixel apart; empty for anything but digits."""
    if not text or not set(text) <= set(SHAPES):
        return []
    return [" ".join(parts) for parts in zip(*(SHAPES[digit] for digit in text), strict=True)]


def _centred(lines: Sequence[str], columns: int, rows: int) -> list[str]:
    left = (columns - cell_len(lines[0])) // 2
    right = columns - left - cell_len(lines[0])
    above = (rows - len(lines)) // 2
    below = rows - len(lines) - above
    empty = " " * columns
    return [
        *[empty] * above,
        *(" " * left + line + " " * right for line in lines),
        *[empty] * below,
    ]


def _runs(line: str) -> list[tuple[bool, str]]:
    return [(filled, "".join(run)) for filled, run in groupby(line, key=INK.__eq__)]
