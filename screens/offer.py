"""What a screen offers to do, and how it announces what was done."""

from collections.abc import Callable
from dataclasses import dataclass

from textual.message import Message

from kiosk.flow.events import Event


class Announced(Message):
    """The doctor did something: the one message that leaves a screen."""

    def __init__(self, event: Event) -> None:
        self.event = event
        super().__init__()


@dataclass(frozen=True)
class Offer:
    """A key that works here: the footer shows exactly these."""

    key: str
    """Textual's name of the key."""
    label: str
    """What it does, in a word or two."""
    act: Callable[[], Event | None]
    """Does it; the event, if there is one, is announced."""
