"""One wrong code more and the card locks: a question before it."""

from collections.abc import Sequence
from functools import partial

from textual.app import ComposeResult

from kiosk.flow.events import EndRequested, LastTryConfirmed
from kiosk.flow.state import LastTryWarning, PinHint
from kiosk.i18n import _
from screens.kiosk_screen import KioskScreen
from screens.offer import Offer
from screens.widgets.line import Line
from screens.widgets.steps import Steps
from screens.words import NAME_CELLS, brief

SENTENCE = _("Last try: do you know your code for sure?")
REJECTED = _("The card did not accept this code.")
WHY = _("One more wrong code, and your card is locked.")
STEPS = (
    _("If you do, press Enter: the boxes come back."),
    _("If you doubt, take your card out: the try stays yours."),
)


class LastTryScreen(KioskScreen[LastTryWarning]):
    """Enter alone brings the boxes back."""

    TONE = "careful"

    def body(self) -> ComposeResult:
        yield Line(id="who", classes="name gap")
        yield Line(id="rejected", classes="alarm gap")
        yield Line(id="why", classes="warning")
        yield Steps()

    def fill(self, state: LastTryWarning) -> None:
        self.query_one("#who", Line).say(brief(state.card.holder.display_name, NAME_CELLS))
        self.say("#rejected", REJECTED if state.hint is PinHint.REJECTED else "")
        self.say("#sentence", SENTENCE)
        self.say("#why", WHY)
        self.query_one(Steps).say([self.words.text(step) for step in STEPS])

    def offers(self, state: LastTryWarning) -> Sequence[Offer]:
        return (
            Offer("enter", _("I know my code"), partial(LastTryConfirmed, state.visit)),
            Offer("escape", _("Stop here"), partial(EndRequested, state.visit)),
        )
