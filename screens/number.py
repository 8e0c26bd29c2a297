"""The field for the national number: whose phone shall be asked."""

import time
from collections.abc import Callable, Sequence
from functools import partial

from textual.app import ComposeResult
from textual.containers import Vertical

from kiosk.flow.events import EndRequested, Event, NumberSubmitted
from kiosk.flow.phone import NumberHint
from kiosk.flow.state import NumberEntry
from kiosk.i18n import _
from kiosk.identity import Identifier, IdentifierError, IdentifierLength, NumberKind
from screens.kiosk_screen import KioskScreen
from screens.offer import Offer
from screens.widgets.line import Line
from screens.widgets.number_drawing import NumberDrawing
from screens.widgets.number_field import NumberField, grouped

ASK = _("Type the number of your CPS card")
NEXT = _("The e-CPS app on your phone will ask you to confirm.")
HINTS = {
    NumberHint.MISSING: _("Type your number first."),
    NumberHint.MALFORMED: _(
        "No card has such a number: after an 8 there are digits only, after a 0 one letter at most."
    ),
    NumberHint.UNANSWERED: _("Nobody answered on the phone. Enter asks it once more."),
}
DOUBTFUL = _("Check {number}: one digit seems wrong. If it is right, press Enter again.")
LENGTHS = {
    NumberKind.RPPS: _("A number that begins with 8 has 12 digits: this one has {found}."),
    NumberKind.ADELI: _("A number that begins with 0 has 10 characters: this one has {found}."),
    NumberKind.OTHER: _("The number has 12 digits and begins with 8, or 10 and begins with 0."),
}
BOUNCE_SECONDS = 0.5
"""Nobody has read a warning in so short a time: the key was not let go properly."""
CAREFUL = {NumberHint.DOUBTFUL, NumberHint.UNANSWERED}
"""Hints that are no mistake of hers."""


class NumberScreen(KioskScreen[NumberEntry]):
    """What was typed stays, whatever it came to."""

    clock: Callable[[], float] = staticmethod(time.monotonic)
    _submitted: str | None = None
    _entered: float = -BOUNCE_SECONDS
    """When Enter was pressed last."""

    def body(self) -> ComposeResult:
        yield Line(id="next", classes="quiet")
        with Vertical(id="field"):
            yield NumberField()
        # Of fixed height: the field does not move when something is said below it.
        with Vertical(id="hints"):
            yield Line(id="hint")
        yield NumberDrawing(self.words)

    def on_mount(self) -> None:
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
        return (
            Offer("enter", _("Confirm"), self._submit),
            Offer("backspace", _("Erase"), self._erase),
            Offer("escape", _("Cancel"), partial(EndRequested, state.visit)),
        )

    def typed(self, character: str | None) -> None:
        self.query_one(NumberField).type(character)

    def _submit(self) -> Event | None:
        typed, now = self.query_one(NumberField).text, self.clock()
        bounced = typed == self._submitted and now - self._entered < BOUNCE_SECONDS
        self._submitted, self._entered = typed, now
        if bounced:
            return None
        return NumberSubmitted(self.state.visit, typed)

    def _erase(self) -> None:
        self.query_one(NumberField).erase()

    def _hint(self, state: NumberEntry) -> str:
        match state.hint:
            case None:
                return ""
            case NumberHint.DOUBTFUL:
                return self.words.text(DOUBTFUL, number=grouped(str(state.doubted)))
            case NumberHint.LENGTH:
                typed = state.typed if self._submitted is None else self._submitted
                return self._count(typed)
            case hint:
                return self.words.text(HINTS[hint])

    def _count(self, typed: str) -> str:
        """How long a number is that begins as this one does."""
        try:
            Identifier.parse(typed)
        except IdentifierLength as length:
            return self.words.text(LENGTHS[length.kind], found=length.found)
        except IdentifierError:
            pass
        return self.words.text(LENGTHS[NumberKind.OTHER])
