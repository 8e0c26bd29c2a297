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
    "delete": _("Del"),
    "up": "↑",
}
"""Of keys that are no letters."""
GAP = Content(" " * 3)
UNSEEN = 8
"""Cells at both ends of a bar that has not been laid out yet, at most."""


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
    """One cap and one word for each key that works; a second row where one is too short."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._keys: list[Content] = []

    def compose(self) -> ComposeResult:
        yield Line(id="keys")

    def on_resize(self) -> None:
        self._lay_out()

    def show(self, offers: Sequence[Offer]) -> None:
        self._keys = [self._key(offer) for offer in offers]
        self._lay_out()

    def _key(self, offer: Offer) -> Content:
        caps = " / ".join(cap(self._words, key) for key in offer.keys)
        label = self._words.text(offer.label)
        return Content.assemble((f" {caps} ", "$key-text on $key"), f" {label}")

    def _lay_out(self) -> None:
        """A key and its word stay together."""
        width = self.content_size.width or self.app.size.width - UNSEEN
        rows: list[Content] = []
        for key in self._keys:
            longer = GAP.join([rows[-1], key]) if rows else key
            if rows and longer.cell_length > width:
                rows.append(key)
            else:
                rows[-1:] = [longer]
        self.query_one("#keys", Line).say(Content("\n").join(rows))


def cap(words: Words, key: str) -> str:
    """What is written on the key."""
    return words.text(KEY_CAPS[key]) if key in KEY_CAPS else key.upper()
