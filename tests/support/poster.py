"""A screen of the kiosk with nothing on it but a QR code: `python -m tests.support.poster TEXT`."""

import sys
from collections.abc import Sequence
from dataclasses import replace

from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Size
from textual.theme import Theme

from kiosk.flow.state import Welcome
from kiosk.i18n import Translator
from screens.gallery_states import VIEW, gallery
from screens.kiosk_screen import KioskScreen
from screens.offer import Offer
from screens.router import STYLES
from screens.theme import CLEAR
from screens.widgets.qr import QrCode
from screens.words import Words

NIGHT = replace(CLEAR, name="night", dark=True, background="#000000", foreground="#FFFFFF")

EVERYTHING = 1000
"""More columns than there are."""


class PosterScreen(KioskScreen[Welcome]):
    """Between the bars of every screen: the code in all the room that is left."""

    def __init__(self, text: str, widest: int, size: Size) -> None:
        super().__init__(Words(Translator("fr"), VIEW), gallery()["welcome"], size)
        self._text = text
        self._widest = widest
        self.hung = False

    def body(self) -> ComposeResult:
        yield QrCode()

    def fill(self, state: Welcome) -> None:  # noqa: ARG002
        self.say("#sentence", "Affiche")

    def offers(self, state: Welcome) -> Sequence[Offer]:  # noqa: ARG002
        return ()

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        self.call_after_refresh(self._hang)

    def _hang(self) -> None:
        room = self.query_one("#body").content_size
        self.query_one(QrCode).show(self._text, min(room.width, self._widest), room.height)
        self.hung = True


class Poster(App[None], inherit_bindings=False):
    """The app around it; the code takes at most `widest` columns."""

    CSS_PATH = STYLES
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, text: str, widest: int = EVERYTHING, theme: Theme = CLEAR) -> None:
        super().__init__()
        self._content = text, widest
        self.register_theme(theme)
        self.theme = theme.name

    @property
    def hung(self) -> bool:
        return isinstance(self.screen, PosterScreen) and self.screen.hung

    @property
    def code(self) -> QrCode:
        return self.screen.query_one(QrCode)

    def on_mount(self) -> None:
        self.push_screen(PosterScreen(*self._content, self.size))


if __name__ == "__main__":
    Poster(sys.argv[1]).run()
