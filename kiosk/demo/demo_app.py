"""`kiosk demo`: the real kiosk, with simulated devices and a portal of its own."""

from pathlib import Path
from typing import ClassVar

from textual import events
from textual.binding import Binding

from kiosk.app import KioskApp
from kiosk.demo.bar import SimulatorBar
from kiosk.demo.caption import CaptionBar
from kiosk.demo.mailbox import Letter
from kiosk.demo.moments import Moments
from kiosk.demo.moves import KIOSKS_OWN, MOVES, PASTE_KEY, PHONE_MOVES, QUIT_KEY, READ_KEY
from kiosk.demo.portal.facts import CodeOver, Fact, PhoneAnswered, PhoneAsked
from kiosk.demo.portal.gestures import Gesture
from kiosk.demo.sight import BY_MAIL, Sight, Wanted, wanted_in
from kiosk.demo.world import World
from kiosk.flow.events import StopRequested
from kiosk.flow.state import State
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
        Binding(READ_KEY, "read_mail", priority=True, show=False),
        Binding(PASTE_KEY, "paste_code", priority=True, show=False),
        Binding(QUIT_KEY, "stop", priority=True, show=False),
    ]

    def __init__(self, around: World, *, tour: bool = False) -> None:
        self.around = around
        self.moments = Moments() if tour else None
        self._caption = ""
        self._reading: Letter | None = None
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
        self.around.mailbox.on_letter = lambda _letter: self._refresh_later()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """A key that the kiosk itself needs now is not the simulator's."""
        mine = action != "move" or parameters[0] not in KIOSKS_OWN
        return mine or wanted_in(self.engine.state) not in BY_MAIL

    def action_move(self, key: str) -> None:
        MOVES[key].act(self.around.readers)
        self._refresh_bar()

    def action_phone(self, gesture: str) -> None:
        self.around.portal.touch(Gesture(gesture))

    def action_read_mail(self) -> None:
        """Shows the code of the last letter, or hides it again."""
        last = self.around.mailbox.last
        self._reading = None if self._reading is last else last
        self._refresh_bar()

    def action_paste_code(self) -> None:
        """As if somebody had copied it from the letter, and pasted it into the terminal."""
        last = self.around.mailbox.last
        if last is not None and wanted_in(self.engine.state) is Wanted.CODE:
            # Not by way of the app: a key that was pressed next would overtake it there.
            self.screen.post_message(events.Paste(last.code))

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
        if isinstance(fact, PhoneAsked | PhoneAnswered | CodeOver):
            self._refresh_later()

    def _refresh_later(self) -> None:
        """Whoever brings the news is not the app's own task."""
        self.call_later(self._refresh_bar)

    def _refresh_bar(self) -> None:
        for bar in self.screen.query(SimulatorBar):
            bar.refresh_moves()

    def _bar(self, translator: Translator, *, tour: bool) -> Bar:
        if tour:
            return lambda: CaptionBar(self._caption, translator)
        return lambda: SimulatorBar(self.around.readers, self._sight, translator)

    def _sight(self) -> Sight:
        portal, letter = self.around.portal, self.around.mailbox.last
        return Sight(
            wanted=wanted_in(self.engine.state),
            asked=portal.on_phone,
            letter=letter,
            works=portal.code_works,
            read=self._reading is letter,
        )
