"""One line for a password: it shows how much was typed, and never what."""

import unicodedata

from textual.content import Content

from kiosk.i18n import _
from kiosk.secret import Secret, wipe
from screens.widgets.field import ROOM, Field
from screens.words import Words

BYTES = 512
"""Of UTF-8: four hundred letters and more, or 128 of the widest characters."""
MASK = "●"
FULL = _("no more room")

_CONTINUES = 0b10_000000
"""The two upper bits of every byte of a character but its first (RFC 3629, section 3)."""


class PasswordField(Field):
    """Over a buffer of fixed size, wiped when it leaves the screen."""

    def __init__(self, words: Words, label: str = "") -> None:
        super().__init__(label)
        self._words = words
        self._buffer = bytearray(BYTES)
        self._used = 0
        self._characters = 0

    @property
    def empty(self) -> bool:
        return not self._used

    def on_unmount(self) -> None:
        wipe(self._buffer)

    def type(self, character: str | None) -> None:
        """Takes any character that a keyboard can write; of two that are one sign, each."""
        if character is None or len(character) != 1 or unicodedata.category(character) in _NO_TEXT:
            return
        coded = character.encode()
        fits = self._used + len(coded) <= BYTES
        if fits:
            self._buffer[self._used : self._used + len(coded)] = coded
            self._used += len(coded)
            self._characters += 1
        self._redraw(full=not fits)

    def erase(self) -> None:
        """Takes the last character back, all its bytes."""
        if not self._used:
            return
        start = self._used - 1
        while self._buffer[start] & 0b11_000000 == _CONTINUES:
            start -= 1
        self._buffer[start : self._used] = bytes(self._used - start)
        self._used = start
        self._characters -= 1
        self._redraw()

    def clear(self) -> None:
        """Takes everything back."""
        wipe(self._buffer)
        self._used = self._characters = 0
        self._redraw()

    def hand_over(self) -> Secret:
        """What was typed, in UTF-8; the field forgets it."""
        password = Secret(self._buffer[: self._used])
        self.clear()
        return password

    def shown(self) -> str:
        return MASK * min(self._characters, ROOM - 1)

    def _redraw(self, *, full: bool = False) -> None:
        self.border_subtitle = Content(self._words.text(FULL)) if full else ""
        self.redraw()


_NO_TEXT = {"Cc", "Cs", "Cn"}
"""Unicode categories of what a key may announce and no password holds."""
