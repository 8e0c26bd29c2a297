"""The floor of what follows a card's move: a small app of Textual that shows boxes for it."""

from threading import Thread

from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Static

from devices.reader.pcsc import PcscContext

EMPTY = "Insert card"


class Boxes(Screen[None]):
    """Four."""

    CSS = """
    Horizontal { align: center middle; }
    Static { width: 11; height: 5; margin: 0 1; border: round white; }
    """

    def compose(self) -> ComposeResult:
        with Horizontal():
            for _ in range(4):
                yield Static("")


class Bare(App[None]):
    """Shows them as long as a card is there."""

    def compose(self) -> ComposeResult:
        yield Static(EMPTY)

    def on_ready(self) -> None:
        Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        context = PcscContext()
        looks = context.look(context.readers()[:1])
        shown = False
        while True:
            if looks[0].present != shown:
                shown = not shown
                self.call_from_thread(self._show if shown else self._hide)
            looks = context.wait(looks, 1)

    def _show(self) -> None:
        self.push_screen(Boxes())

    def _hide(self) -> None:
        self.pop_screen()


if __name__ == "__main__":
    Bare().run(mouse=False)
