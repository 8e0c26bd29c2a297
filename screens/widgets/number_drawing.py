"""Where the national number is on a CPS card: above the name."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from kiosk.i18n import NO_BREAK, _
from screens.widgets.line import Line
from screens.words import Words

NUMBER = NO_BREAK.join((" 8", "•••", "•••", "•••", "•• "))
NAME = _("First name LAST NAME")
LEGEND = _("Above your name: 8 and your RPPS number, or 0 and your ADELI number.")


class NumberedCard(Vertical):
    """A card, its number standing out."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words

    def compose(self) -> ComposeResult:
        yield Line("CPS", id="numbered-brand")
        yield Line("▄▄▄▄▄\n▀▀▀▀▀", id="numbered-chip")
        yield Line(NUMBER, id="numbered-number")
        yield Line(self._words.text(NAME), id="numbered-name")


class NumberDrawing(Horizontal):
    """The card, and beside it what its number is made of."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words

    def compose(self) -> ComposeResult:
        yield NumberedCard(self._words)
        yield Line("◀━━━", id="numbered-arrow")
        yield Line(self._words.text(LEGEND), id="numbered-legend")
