"""One line for a national number: no secret, so it is shown as it is read aloud."""

import re

from textual.content import Content
from textual.widgets import Static

from kiosk.i18n import NO_BREAK
from kiosk.identity import NUMBER_LIMIT
from screens.widgets.code_boxes import TOP_ROW

ELLIPSIS = "…"
ROOM = 30
"""Cells inside the field, the cursor's among them; of a longer number the end is seen."""

_TAKEN = re.compile(r"[0-9A-Z/]")
_THREES = re.compile(r".{1,3}")


class NumberField(Static):
    """It has no focus, so nothing can be pasted, selected or copied: the screen hands keys over."""

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._text = ""

    @property
    def text(self) -> str:
        """What was typed, without the gaps that are only for the eye."""
        return self._text

    def on_mount(self) -> None:
        self._redraw()

    def put(self, text: str) -> None:
        """Replaces all of it by what could have been typed."""
        self._text = ""
        for character in text:
            self._take(character)
        self._redraw()

    def type(self, character: str | None) -> None:
        """Takes a digit, also of a French keyboard without Shift, or a letter after a digit.

        No number begins with a letter: what is still held down from the screen before is none.
        """
        self._take(character or "")
        self._redraw()

    def erase(self) -> None:
        """Takes the last character back."""
        self._text = self._text[:-1]
        self._redraw()

    def _take(self, character: str) -> None:
        taken = character.translate(TOP_ROW).upper()
        if _TAKEN.fullmatch(taken) and (self._text or taken.isdigit()):
            self._text = (self._text + taken)[:NUMBER_LIMIT]

    def _redraw(self) -> None:
        shown = grouped(self._text)
        if len(shown) >= ROOM:
            shown = ELLIPSIS + shown[2 - ROOM :]
        self.update(Content.assemble(shown, (" ", "reverse")))


def grouped(number: str) -> str:
    """ "8 997 003 662 40": the first digit and then threes, as RPPS and ADELI numbers are read."""
    if number[:1] not in {"8", "0"}:
        return number
    return NO_BREAK.join((number[0], *_THREES.findall(number[1:])))
