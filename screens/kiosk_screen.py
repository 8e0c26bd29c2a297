"""What every screen does: it shows one state and announces keys."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar, cast

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget

from kiosk.flow.events import Event, Touched
from kiosk.flow.state import State
from kiosk.i18n import Plural
from screens.offer import Announced, Offer
from screens.widgets.frame import KeyBar, TopBar
from screens.widgets.line import Line
from screens.words import Words

Shown = TypeVar("Shown", bound=State)

Bar = Callable[[], Widget]

WIDE, HIGH, ROOMY = 110, 34, 24
"""Columns from which text may be wider; rows from which things may be taller, or have air."""
BAR_ROWS = 4
"""About what a bar below takes."""


class KioskScreen(Screen[None], Generic[Shown], inherit_bindings=False):
    """One kind of state. Nothing on it takes the focus: every key comes here.

    Subclasses lay out their lines in `body`, put the words in by `fill`, and say in `offers` which
    keys work.
    """

    AUTO_FOCUS = ""
    TONE = ""
    """How the sentence is coloured: "good", "careful", "alarming"; the words say it as well."""

    def __init__(self, words: Words, state: State, size: Size, bar: Bar | None = None) -> None:
        """Made for a size from the start: finding it out later would cost a second layout."""
        super().__init__()
        self.words = words
        self._state = state
        self._bar = bar
        if self.TONE:
            self.add_class(self.TONE)
        self._fit(size)

    @property
    def state(self) -> Shown:
        """What is on screen. The router gives a screen only the states it is made for."""
        return cast("Shown", self._state)

    def body(self) -> ComposeResult:
        """The widgets below the sentence."""
        raise NotImplementedError

    def fill(self, state: Shown) -> None:
        """Puts the state's words into them."""
        raise NotImplementedError

    def offers(self, state: Shown) -> Sequence[Offer]:
        """The keys that work now."""
        raise NotImplementedError

    def typed(self, character: str | None) -> None:
        """A key that no offer is about."""

    def compose(self) -> ComposeResult:
        yield TopBar(self.words)
        yield Line(id="sentence")
        with Vertical(id="body"):
            yield from self.body()
        yield KeyBar(self.words)
        if self._bar is not None:
            yield self._bar()

    def on_mount(self) -> None:
        self._fill()

    def show(self, state: State) -> None:
        """Another state of the same kind and the same visit."""
        self._state = state
        if self.is_mounted:
            self._fill()

    def on_resize(self, event: events.Resize) -> None:
        self._fit(event.size)

    def on_key(self, event: events.Key) -> None:
        self.announce(Touched())
        for offer in self.offers(self.state):
            if offer.is_meant_by(event.key):
                self.announce(offer.act())
                return
        self.typed(event.character)

    def on_paste(self, event: events.Paste) -> None:
        event.stop()

    def announce(self, event: Event | None) -> None:
        """Tells the app what was done here."""
        if event is not None:
            self.post_message(Announced(event))

    def say(self, selector: str, message: str, **facts: object) -> None:
        """Puts a message, translated, into one of the lines."""
        self.query_one(selector, Line).say(self.words.text(message, **facts))

    def say_count(self, selector: str, message: Plural, n: int) -> None:
        """Puts a message about a number of things into one of the lines."""
        self.query_one(selector, Line).say(self.words.count(message, n))

    def _fit(self, size: Size) -> None:
        """Names the size for the style sheets."""
        rows = size.height - (BAR_ROWS if self._bar else 0)
        self.set_class(size.width >= WIDE, "-wide")
        self.set_class(rows >= HIGH, "-high")
        self.set_class(rows < ROOMY, "-tight")

    def _fill(self) -> None:
        self.query_one(TopBar).show(self.state.desk)
        self.query_one(KeyBar).show(self.offers(self.state))
        self.fill(self.state)
