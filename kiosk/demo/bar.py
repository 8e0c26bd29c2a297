"""The simulator bar: below every screen of the demo, and visibly no part of the kiosk."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Vertical

from devices.simulated import SimulatedReaders
from kiosk.demo.moves import ROWS
from kiosk.demo.rows import rows_of
from kiosk.demo.sight import Sight
from kiosk.i18n import Translator
from screens.widgets.line import Line


class SimulatorBar(Vertical):
    """Names the keys that move simulated cards, readers, phones and mail; the app does it.

    It never grows: below a small screen, every line is one less for the kiosk's code.
    """

    def __init__(
        self, readers: SimulatedReaders, sight: Callable[[], Sight], translator: Translator
    ) -> None:
        super().__init__()
        self._readers = readers
        self._sight = sight
        self._translator = translator

    def compose(self) -> ComposeResult:
        for _row in ROWS:
            yield Line()

    def on_mount(self) -> None:
        self.refresh_moves()

    def refresh_moves(self) -> None:
        """What is done can be undone, phones are asked and letters come: the lines follow."""
        rows = rows_of(self._readers, self._sight(), self._translator)
        for line, row in zip(self.query(Line), rows, strict=True):
            line.say(row)
