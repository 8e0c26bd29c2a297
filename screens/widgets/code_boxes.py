"""The boxes that a code is typed into: they fill, and never tell with what."""

import string

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from devices.pin import PIN_LENGTH
from kiosk.secret import Secret, wipe
from screens.widgets.pasting import pasted_code
from screens.widgets.top_row import TOP_ROW

FULL = "●"
ROOM = 70
"""Cells for all of them, in the narrowest column."""
FEW, SPACED = 5, 7
"""Up to so many boxes have their usual width, or a gap between them."""
USUAL_WIDTH = 11


class CodeBox(Static):
    """One box."""

    def __init__(self) -> None:
        super().__init__("", markup=False, classes="code-box")

    def fill(self, *, full: bool, current: bool) -> None:
        """Shows whether it holds a character, and whether the next one goes here."""
        self.update(FULL if full else "")
        self.set_class(full, "full")
        self.set_class(current, "current")


class CodeBoxes(Horizontal):
    """Boxes over a buffer of fixed size, wiped when they leave the screen.

    They have no focus, so nothing can be selected or copied: the screen hands over keys, and where
    it wants that, what was pasted.
    """

    def __init__(self, length: int = PIN_LENGTH, *, letters: bool = False) -> None:
        super().__init__()
        self._length = length
        self._alphabet = string.digits + (string.ascii_letters if letters else "")
        self._buffer = bytearray(length)
        self._typed = 0
        self._sealed = False

    def compose(self) -> ComposeResult:
        for _place in range(self._length):
            box = CodeBox()
            if self._length > FEW:
                margin = 1 if self._length <= SPACED else 0
                box.styles.margin = (0, margin)
                box.styles.width = min(USUAL_WIDTH, ROOM // self._length - 2 * margin)
            yield box

    def on_mount(self) -> None:
        self._redraw()

    def on_unmount(self) -> None:
        wipe(self._buffer)

    def type(self, character: str | None) -> None:
        """Takes what may stand in the code while there is room; everything else is ignored."""
        self._take((character or "").translate(TOP_ROW))
        self._redraw()

    def paste(self, text: str) -> bool:
        """Takes a code or its beginning, or the one code of a text, instead of what was typed.

        False when there is none, or more than one.
        """
        code = "" if self._sealed else pasted_code(text, self._length, self._alphabet)
        if not code:
            return False
        self.clear()
        for character in code:
            self._take(character)
        self._redraw()
        return True

    def erase(self) -> None:
        """Takes the last character back."""
        if self._typed and not self._sealed:
            self._typed -= 1
            self._buffer[self._typed] = 0
            self._redraw()

    def clear(self) -> None:
        """Takes everything back."""
        wipe(self._buffer)
        self._typed = 0
        self._redraw()

    def hand_over(self) -> Secret:
        """What was typed, whole or not; the boxes forget it."""
        full = self._typed == self._length
        code = Secret(self._buffer if full else self._buffer[: self._typed])
        if not full:
            wipe(self._buffer)
        self._buffer = bytearray(self._length)
        self._typed = 0
        self._redraw()
        return code

    def seal(self, *, sealed: bool) -> None:
        """Sealed boxes look full and take nothing: a code is on its way."""
        if sealed != self._sealed:
            self._sealed = sealed
            self._redraw()

    def _take(self, character: str) -> None:
        room = self._typed < self._length and not self._sealed
        if room and len(character) == 1 and character in self._alphabet:
            self._buffer[self._typed] = ord(character)
            self._typed += 1

    def _redraw(self) -> None:
        for place, box in enumerate(self.query(CodeBox)):
            full = self._sealed or place < self._typed
            box.fill(full=full, current=place == self._typed and not self._sealed)
