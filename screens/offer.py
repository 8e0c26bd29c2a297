"""What a screen offers to do, and how it announces what was done."""

from collections.abc import Callable
from dataclasses import dataclass

from textual.message import Message

from kiosk.flow.events import Event

END_KEY = "f10"
"""Ends what is in the browser, heard there as well as here."""
START_KEY = "enter"
"""Begins with the card that lies in the reader, or with the same way once more."""
FORGOTTEN_KEY, RESEND_KEY = "f2", "f5"
"""Where a letter belongs to what is typed."""


class Announced(Message):
    """The doctor did something: the one message that leaves a screen."""

    def __init__(self, event: Event) -> None:
        self.event = event
        super().__init__()


@dataclass(frozen=True)
class Offer:
    """A key that works here, or several: the footer shows exactly these."""

    key: str
    """Textual's name of the key; a letter is a small one."""
    label: str
    """What it does, in a word or two."""
    act: Callable[[], Event | None]
    """Does it; the event, if there is one, is announced."""
    also: str = ""
    """Another key that does the same."""
    unsaid: tuple[str, ...] = ()
    """Keys that do the same and are not shown: whoever expects them to is not led astray."""

    @property
    def keys(self) -> tuple[str, ...]:
        """All that do it, the one to be remembered first."""
        return (self.key, self.also) if self.also else (self.key,)

    def is_meant_by(self, key: str) -> bool:
        """Whether this key was pressed; a letter may come with Shift or Caps Lock."""
        capitals = _capitals(self.key) if len(self.key) == 1 else ()
        return key in (*self.keys, *self.unsaid, *capitals)


def _capitals(letter: str) -> tuple[str, str]:
    """What a terminal may say instead, the second in the protocol of kitty."""
    return letter.upper(), f"shift+{letter}"
