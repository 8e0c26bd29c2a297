"""The tour's bar: what is being shown, in place of the simulator's keys."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from kiosk.demo.moves import QUIT, QUIT_CAP
from kiosk.demo.rows import key_entry
from kiosk.i18n import Translator, _
from screens.widgets.line import Line

TOUR = _("Guided tour of the real kiosk, by real keys")


class CaptionBar(Vertical):
    """Two lines for the caption, one for how to leave."""

    def __init__(self, caption: str, translator: Translator) -> None:
        super().__init__()
        self._caption = caption
        self._translator = translator

    def compose(self) -> ComposeResult:
        yield Line(self._caption, id="caption")
        yield Line(id="tour")

    def on_mount(self) -> None:
        leave = key_entry(QUIT_CAP, self._translator.text(QUIT))
        note = f"{self._translator.text(TOUR)}   "
        self.query_one("#tour", Line).say(Content.assemble(note, leave))

    def say(self, caption: str) -> None:
        """Another caption."""
        self.query_one("#caption", Line).say(caption)
