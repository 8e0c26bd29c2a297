"""The field for the national number: whose phone shall be asked."""

from collections.abc import Sequence
from functools import partial

from textual.app import ComposeResult
from textual.containers import Vertical

from kiosk.flow.events import EndRequested, Event, NumberSubmitted
from kiosk.flow.state import NumberEntry
from kiosk.i18n import _
from screens.bounce import Bounce
from screens.kiosk_screen import KioskScreen
from screens.number_hints import ASK, CAREFUL, number_hint
from screens.offer import Offer
from screens.widgets.line import Line
from screens.widgets.number_drawing import NumberDrawing
from screens.widgets.number_field import NumberField

NEXT = _("The e-CPS app on your phone will ask you to confirm.")


class NumberScreen(KioskScreen[NumberEntry]):
    """What was typed stays, whatever it came to."""

    _submitted: str | None = None

    def body(self) -> ComposeResult:
        yield Line(id="next", classes="quiet")
        with Vertical(id="field"):
            yield NumberField()
        # Of fixed height: the field does not move when something is said below it.
        with Vertical(id="hints"):
            yield Line(id="hint")
        yield NumberDrawing(self.words)

    def on_mount(self) -> None:
        self._enter = Bounce()
        self.query_one(NumberField).put(self.state.typed)
        super().on_mount()

    def fill(self, state: NumberEntry) -> None:
        self.say("#sentence", ASK)
        self.say("#next", NEXT)
        hint = self.query_one("#hint", Line)
        hint.say(self._hint(state))
        hint.set_class(state.hint in CAREFUL, "warning")
        hint.set_class(state.hint not in CAREFUL, "alarm")

    def offers(self, state: NumberEntry) -> Sequence[Offer]:
        field = self.query_one(NumberField)
        return (
            Offer("enter", _("Confirm"), self._submit),
            Offer("backspace", _("Erase"), field.erase),
            Offer("delete", _("Erase all"), field.clear),
            Offer("escape", _("Cancel"), partial(EndRequested, state.visit)),
        )

    def typed(self, character: str | None) -> None:
        self.query_one(NumberField).type(character)

    def _submit(self) -> Event | None:
        typed = self.query_one(NumberField).text
        bounced = self._enter.held() and typed == self._submitted
        self._submitted = typed
        return None if bounced else NumberSubmitted(self.state.visit, typed)

    def _hint(self, state: NumberEntry) -> str:
        if state.hint is None:
            return ""
        typed = state.typed if self._submitted is None else self._submitted
        return number_hint(self.words, state.hint, state.doubted, typed)
