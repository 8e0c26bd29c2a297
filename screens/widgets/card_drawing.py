"""How the card goes into the reader: chip first, facing up."""

from textual.content import Content
from textual.widgets import Static

DRAWING = """\
┌───────────┐        ╭──────────────────────╮
│           │        │ [chip]▗▄▄▖[/]             CPS │
│           ▐  ◀━━━  │ [chip]▐██▌[/]   ─────────     │
│           │        │ [chip]▝▀▀▘[/]   ──────        │
└───────────┘        ╰──────────────────────╯"""


class CardDrawing(Static):
    """Chip towards the reader, as on the card in one's hand."""

    def __init__(self) -> None:
        super().__init__(Content.from_markup(DRAWING.replace("[chip]", "[$chip]")))
