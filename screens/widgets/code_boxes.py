"""The boxes that a code is typed into: they fill, and never tell with what."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from devices.pin import PIN_LENGTH
from kiosk.secret import Secret, wipe

TOP_ROW = str.maketrans("&é\"'(-è_çà" + "ÉÈÇÀ", "1234567890" + "2790")
"""The digits of a French keyboard without Shift; with Caps Lock some systems send capitals."""

FULL = "●"


class CodeBox(Static):
    """One box."""

    def __init__(self) -> None:
        super().__init__("", markup=False, classes="code-box")

    def fill(self, *, full: bool, current: bool) -> None:
        """Shows whether it holds a digit, and whether the next one goes here."""
        self.update(FULL if full else "")
        self.set_class(full, "full")
        self.set_class(current, "current")


class CodeBoxes(Horizontal):
    """Four boxes over a buffer of fixed size, wiped when they leave the screen.

    They have no focus, so nothing can be pasted, selected or copied: the screen hands keys over.
    """

    def __init__(self) -> None:
        super().__init__()
        self._buffer = bytearray(PIN_LENGTH)
        self._typed = 0
        self._sealed = False

    def compose(self) -> ComposeResult:
        for _place in range(PIN_LENGTH):
            yield CodeBox()

    def on_mount(self) -> None:
        self._redraw()

    def on_unmount(self) -> None:
        wipe(self._buffer)

    def type(self, character: str | None) -> None:
        """Takes a digit while there is room for one; everything else is ignored."""
        digit = (character or "").translate(TOP_ROW)
        if len(digit) == 1 and digit in "0123456789" and not self._sealed:
            if self._typed < PIN_LENGTH:
                self._buffer[self._typed] = ord(digit)
                self._typed += 1
            self._redraw()

    def erase(self) -> None:
        """Takes the last digit back."""
        if self._typed and not self._sealed:
            self._typed -= 1
            self._buffer[self._typed] = 0
            self._redraw()

    def hand_over(self) -> Secret:
        """What was typed, whole or not; the boxes forget it."""
        full = self._typed == PIN_LENGTH
        code = Secret(self._buffer if full else self._buffer[: self._typed])
        if not full:
            wipe(self._buffer)
        self._buffer = bytearray(PIN_LENGTH)
        self._typed = 0
        self._redraw()
        return code

    def seal(self, *, sealed: bool) -> None:
        """Sealed boxes look full and take nothing: a code is on its way."""
        if sealed != self._sealed:
            self._sealed = sealed
            self._redraw()

    def _redraw(self) -> None:
        for place, box in enumerate(self.query(CodeBox)):
            full = self._sealed or place < self._typed
            box.fill(full=full, current=place == self._typed and not self._sealed)
