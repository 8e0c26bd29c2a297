"""The simulator bar: below every screen of the demo, and visibly no part of the kiosk."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from devices.simulated import SimulatedReaders
from kiosk.demo.moves import QUIT, QUIT_CAP, ROWS, Move
from kiosk.i18n import Translator
from screens.widgets.line import Line

CAP = "bold $simulator-key"
TITLE = "bold $simulator-title"
TITLE_CELLS = 7
GAP = "  "


class SimulatorBar(Vertical):
    """Names the keys that move simulated cards and readers; the app does what they say."""

    def __init__(self, readers: SimulatedReaders, translator: Translator) -> None:
        super().__init__()
        self._readers = readers
        self._translator = translator

    def compose(self) -> ComposeResult:
        for _row in ROWS:
            yield Line()

    def on_mount(self) -> None:
        self.refresh_moves()

    def refresh_moves(self) -> None:
        """What is done can be undone: the labels follow."""
        for line, (title, moves) in zip(self.query(Line), ROWS, strict=True):
            line.say(row_of(title, moves, self._readers, self._translator))


def row_of(
    title: str, moves: Sequence[Move], readers: SimulatedReaders, translator: Translator
) -> Content:
    """One line of the bar."""
    head = Content.styled(translator.text(title).ljust(TITLE_CELLS), TITLE)
    entries = []
    for move in moves:
        label = move.undo if move.done(readers) else move.label
        entries.append(key_entry(move.cap, translator.text(label, **dict(move.facts))))
    if moves is ROWS[-1][1]:
        entries.append(key_entry(QUIT_CAP, translator.text(QUIT)))
    return Content.assemble(head, Content(GAP).join(entries))


def key_entry(cap: str, label: str) -> Content:
    """A key, and what it does."""
    return Content.assemble(Content.styled(cap, CAP), f" {label}")
