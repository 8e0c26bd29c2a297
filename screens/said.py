"""What a screen says of what was done last."""

from typing import NamedTuple


class Said(NamedTuple):
    """A hint in the language of the screen, and how it is coloured."""

    text: str
    tone: str


NOTHING = Said("", "")
