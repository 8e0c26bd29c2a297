"""One widget in an app of its own: what it takes and shows, without a kiosk around it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from textual.app import App, ComposeResult
from textual.widget import Widget

from kiosk.i18n import Translator
from screens.gallery_states import VIEW
from screens.router import STYLES
from screens.theme import CLEAR
from screens.words import Words
from tests.screens.stage import text_of

FRENCH = Words(Translator("fr"), VIEW)

Look = Callable[[], Awaitable[str]]


class Bare(App[None], inherit_bindings=False):
    """Dressed as the kiosk is."""

    ENABLE_COMMAND_PALETTE = False
    CSS_PATH = STYLES

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self.register_theme(CLEAR)
        self.theme = CLEAR.name
        self._widget = widget

    def compose(self) -> ComposeResult:
        yield self._widget


@asynccontextmanager
async def alone(widget: Widget) -> AsyncIterator[Look]:
    """The widget on a screen; what is yielded reads it once it has been drawn."""
    app = Bare(widget)
    async with app.run_test(size=(80, 12)) as pilot:

        async def look() -> str:
            await pilot.pause()
            return text_of(app)

        yield look
