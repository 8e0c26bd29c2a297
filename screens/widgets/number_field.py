"""One line for a national number: no secret, so it is shown as it is read aloud."""

import re

from kiosk.i18n import NO_BREAK
from kiosk.identity import LENGTHS, Identifier, IdentifierLength, IdentifierMalformed
from screens.widgets.field import ROOM, Field
from screens.widgets.top_row import TOP_ROW

ELLIPSIS = "…"

_THREES = re.compile(r".{1,3}")


class NumberField(Field):
    """Of a number that is longer than the field, the end is seen."""

    def __init__(self, label: str = "") -> None:
        super().__init__(label)
        self._text = ""

    @property
    def text(self) -> str:
        """What was typed, without the gaps that are only for the eye."""
        return self._text

    def put(self, text: str) -> None:
        """Replaces all of it by what could have been typed."""
        self._text = ""
        for character in text:
            self._take(character)
        self.redraw()

    def type(self, character: str | None) -> None:
        """Takes what a number may go on with; a digit also of a French keyboard without Shift.

        No number begins with a letter: what is still held down from the screen before is none. And
        a password that somebody types here has no room behind a whole number.
        """
        self._take(character or "")
        self.redraw()

    def erase(self) -> None:
        """Takes the last character back."""
        self._text = self._text[:-1]
        self.redraw()

    def clear(self) -> None:
        """Takes everything back."""
        self.put("")

    def shown(self) -> str:
        shown = grouped(self._text)
        return shown if len(shown) < ROOM else ELLIPSIS + shown[2 - ROOM :]

    def _take(self, character: str) -> None:
        taken = character.translate(TOP_ROW).upper()
        if len(taken) == 1 and _may_be_typed(self._text + taken):
            self._text += taken


def _may_be_typed(number: str) -> bool:
    """Whether a number may begin so, or be so with one character too many: that can be told."""
    try:
        Identifier(number)
    except IdentifierMalformed:
        return False
    except IdentifierLength as length:
        return length.found <= LENGTHS[length.kind].stop
    return True


def grouped(number: str) -> str:
    """ "8 997 003 662 40": the first digit and then threes, as RPPS and ADELI numbers are read."""
    if number[:1] not in {"8", "0"}:
        return number
    return NO_BREAK.join((number[0], *_THREES.findall(number[1:])))
