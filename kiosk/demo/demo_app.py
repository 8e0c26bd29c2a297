"""`kiosk demo`: the real kiosk, with simulated devices and a portal of its own."""

from pathlib import Path
from typing import ClassVar

from textual.binding import Binding

from kiosk.app import KioskApp
from kiosk.demo.bar import SimulatorBar
from kiosk.demo.caption import CaptionBar
from kiosk.demo.moments import Moments
from kiosk.demo.moves import MOVES, PHONE_MOVES, QUIT_KEY
from kiosk.demo.portal.facts import Fact, PhoneAnswered, PhoneAsked
from kiosk.demo.portal.gestures import Gesture
from kiosk.demo.world import World
from kiosk.flow.events import StopRequested
from kiosk.flow.state import NumberEntry, State
from kiosk.front import rules_of, view_of
from kiosk.i18n import Translator
from kiosk.wiring import performer_of
from screens.kiosk_screen import Bar
from screens.router import STYLES


class DemoApp(KioskApp):
    """The kiosk, and a hand that moves what the kiosk sees. Unlike the kiosk it can be left."""

    CSS_PATH: ClassVar = [*STYLES, Path(__file__).with_name("bar.tcss")]
    BINDINGS: ClassVar = [
        *(Binding(key, f"move({key!r})", priority=True, show=False) for key in MOVES),
        *(
            Binding(move.key, f"phone({move.gesture.value!r})", priority=True, show=False)
            for move in PHONE_MOVES
        ),
        Binding(QUIT_KEY, "stop", priority=True, show=False),
    ]

    def __init__(self, around: World, *, tour: bool = False) -> None:
        self.around = around
        self.moments = Moments() if tour else None
        self._caption = ""
        config = around.config
        super().__init__(
            view_of(config),
            rules_of(config),
            lambda: around.kit,
            lambda kit, post: performer_of(config, kit, post).perform,
            bar=self._bar(Translator(config.kiosk.language), tour=tour),
        )

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return {
            "simulator": "#26221B",
            "simulator-text": "#EFE9DC",
            "simulator-title": "#B9AE97",
            "simulator-key": "#F2C14E",
        }

    def on_mount(self) -> None:
        self.around.portal.on_fact = self._heard

    def action_move(self, key: str) -> None:
        MOVES[key].act(self.around.readers)
        self._refresh_bar()

    def action_phone(self, gesture: str) -> None:
        self.around.portal.touch(Gesture(gesture))

    def action_stop(self) -> None:
        if self.engine is not None:
            self.engine.post(StopRequested())

    def caption(self, text: str) -> None:
        """What the tour has to say, on this screen and those that follow."""
        self._caption = text
        for bar in self.screen.query(CaptionBar):
            bar.say(text)

    def _show(self, state: State) -> None:
        super()._show(state)
        if self.moments is not None:
            self.call_after_refresh(self.moments.add, state)

    def _heard(self, fact: Fact) -> None:
        if isinstance(fact, PhoneAsked | PhoneAnswered):
            self.call_later(self._refresh_bar)

    def _refresh_bar(self) -> None:
        for bar in self.screen.query(SimulatorBar):
            bar.refresh_moves()

    def _bar(self, translator: Translator, *, tour: bool) -> Bar:
        if tour:
            return lambda: CaptionBar(self._caption, translator)
        around = self.around
        return lambda: SimulatorBar(
            around.readers,
            lambda: around.portal.on_phone,
            lambda: isinstance(self.engine.state, NumberEntry),
            translator,
        )
