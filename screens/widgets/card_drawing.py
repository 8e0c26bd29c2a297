"""How the card goes into the reader: chip first, facing up."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from kiosk.i18n import _
from screens.widgets.line import Line
from screens.words import Words

READER = _("Reader")


class CardDrawing(Horizontal):
    """Chip towards the reader, as the card lies in one's hand."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words

    def compose(self) -> ComposeResult:
        yield Line(self._words.text(READER), id="drawn-reader")
        yield Line("◀━━━━", id="drawn-arrow")
        with Vertical(id="drawn-card"):
            yield Line("CPS", id="drawn-name")
            yield Line("▄▄▄▄▄\n█████\n▀▀▀▀▀", id="drawn-chip")
