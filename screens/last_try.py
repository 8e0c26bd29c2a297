"""One wrong code more and the card locks: a question before it."""

from collections.abc import Sequence

from textual.app import ComposeResult

from kiosk.flow.events import EndRequested, LastTryConfirmed
from kiosk.flow.state import LastTryWarning, PinHint
from kiosk.i18n import _
from screens.kiosk_screen import KioskScreen
from screens.offer import Offer
from screens.widgets.line import Line
from screens.words import brief

TITLE = _("Last try: are you sure of your code?")
REJECTED = _("The card did not accept this code.")
WHY = _("One more wrong code, and your card is locked.")
IF_SURE = _("If you are sure, press Enter: the boxes come back.")
IF_NOT = _("If not, take your card out: nothing is lost, the try stays.")


class LastTryScreen(KioskScreen[LastTryWarning]):
    def body(self) -> ComposeResult:
        yield Line(id="who", classes="quiet")
        yield Line(id="rejected", classes="alarm")
        yield Line(id="title", classes="title")
        yield Line(id="why", classes="warning")
        yield Line(id="if-sure", classes="step")
        yield Line(id="if-not", classes="step")

    def fill(self, state: LastTryWarning) -> None:
        self.query_one("#who", Line).say(brief(state.card.holder.display_name, 66))
        self.say("#rejected", REJECTED if state.hint is PinHint.REJECTED else "")
        self.say("#title", TITLE)
        self.say("#why", WHY)
        self.say("#if-sure", IF_SURE)
        self.say("#if-not", IF_NOT)

    def offers(self, state: LastTryWarning) -> Sequence[Offer]:  # noqa: ARG002
        return (
            Offer("enter", _("I know my code"), LastTryConfirmed),
            Offer("escape", _("Stop here"), EndRequested),
        )
