"""The boxes for the code, and the name of whom it belongs to."""

from collections.abc import Sequence
from functools import partial

from textual.app import ComposeResult
from textual.containers import Vertical

from kiosk.flow.events import EndRequested, Event, PinSubmitted
from kiosk.flow.state import PinEntry, PinHint
from kiosk.flow.visit import KnownCard
from kiosk.i18n import _, n_
from screens.kiosk_screen import KioskScreen
from screens.offer import Offer
from screens.widgets.code_boxes import CodeBoxes
from screens.widgets.line import Line
from screens.words import NAME_CELLS, brief

READING = _("Reading your card…")
CARD = _("{family} card")
ASK = _("Type your 4-digit card code")
RECEIVED = _("Code received. One moment…")
TRIES = n_("{n} try left", "{n} tries left")
EXPIRES = n_(
    "Your card expires in {n} day: ask for the new one.",
    "Your card expires in {n} days: ask for the new one.",
)
EXPIRES_TODAY = _("Your card expires today: ask for the new one.")
HINTS = {
    PinHint.NOT_FOUR_DIGITS: _("The code has four digits: start again."),
    PinHint.REJECTED: _("The card did not accept this code."),
}


class PinScreen(KioskScreen[PinEntry]):
    """Boxes at once; the name joins when the card is read."""

    def body(self) -> ComposeResult:
        yield Line(id="who", classes="name")
        yield Line(id="card", classes="quiet")
        yield CodeBoxes()
        # Of fixed height: the boxes do not move when something is said below them.
        with Vertical(id="below"):
            yield Line(id="hint", classes="alarm")
            yield Line(id="tries", classes="quiet gap")
            yield Line(id="expiry", classes="warning")

    def fill(self, state: PinEntry) -> None:
        family = state.visit.family
        self.query_one(CodeBoxes).seal(sealed=state.pending is not None)
        self.say("#sentence", RECEIVED if state.pending else ASK)
        self.say("#card", CARD, family=family.value.upper() if family else "CPS")
        self.say("#hint", HINTS[state.hint] if state.hint else "")
        if state.card is None:
            self.say("#who", READING)
        else:
            self._greet(state.card)

    def offers(self, state: PinEntry) -> Sequence[Offer]:
        back = Offer("escape", _("Cancel"), partial(EndRequested, state.visit))
        if state.pending is not None:
            return (back,)
        return (
            Offer("enter", _("Confirm"), self._submit),
            Offer("backspace", _("Erase"), self._erase),
            back,
        )

    def typed(self, character: str | None) -> None:
        self.query_one(CodeBoxes).type(character)

    def _submit(self) -> Event:
        return PinSubmitted(self.state.visit, self.query_one(CodeBoxes).hand_over())

    def _erase(self) -> None:
        self.query_one(CodeBoxes).erase()

    def _greet(self, card: KnownCard) -> None:
        self.query_one("#who", Line).say(brief(card.holder.display_name, NAME_CELLS))
        self.say_count("#tries", TRIES, card.tries)
        match card.expires_in_days:
            case None:
                self.say("#expiry", "")
            case 0:
                self.say("#expiry", EXPIRES_TODAY)
            case days:
                self.say_count("#expiry", EXPIRES, days)
