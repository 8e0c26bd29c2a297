"""What surrounds every screen: where and when this is, and the keys that work."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from kiosk.flow.desk import Desk
from kiosk.i18n import _
from screens.offer import Offer
from screens.widgets.line import Line
from screens.words import Words, brief

KEY_CAPS = {
    "enter": _("Enter"),
    "escape": _("Esc"),
    "backspace": _("Backspace"),
}
"""Of keys that are no letters."""


class TopBar(Horizontal):
    """The practice and this kiosk on the left, date and time on the right."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words

    def compose(self) -> ComposeResult:
        view = self._words.view
        names = (brief(name, 40) for name in (view.site, view.kiosk))
        yield Line("  ·  ".join(filter(None, names)), id="place")
        yield Line(id="moment")

    def show(self, desk: Desk) -> None:
        self.query_one("#moment", Line).say(self._words.moment(desk))


class KeyBar(Horizontal):
    """One cap and one word for each key that works."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words

    def compose(self) -> ComposeResult:
        yield Line(id="keys")

    def show(self, offers: Sequence[Offer]) -> None:
        parts: list[Content] = []
        for offer in offers:
            cap = " / ".join(self._words.text(_cap(key)) for key in offer.keys)
            parts += [
                Content.styled(f" {cap} ", "$key-text on $key"),
                Content(f" {self._words.text(offer.label)}    "),
            ]
        self.query_one("#keys", Line).say(Content("").join(parts))


def _cap(key: str) -> str:
    return KEY_CAPS.get(key, key.upper())
