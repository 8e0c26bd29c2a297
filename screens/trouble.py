"""A refusal: what happened, what to do, whom to ask."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical

from kiosk.advice import Contact, advice_for
from kiosk.flow.events import EndRequested, StartRequested
from kiosk.flow.state import Refusal
from kiosk.i18n import _
from screens.kiosk_screen import KioskScreen
from screens.offer import Offer
from screens.view import View
from screens.widgets.line import Line
from screens.widgets.steps import Steps
from screens.words import brief

CODE = _("Code for the help desk: {code}")
CARD_DESK = _("Help with the card: {contacts}")
PORTAL = _("Help with {portal}: {contacts}")
PORTAL_ALONE = _("Help: the assistance of {portal}")
PRACTICE = _("Help: whoever looks after this workstation")


class TroubleScreen(KioskScreen[Refusal]):
    """The same for every refusal; the words are in kiosk/advice."""

    TONE = "alarming"

    def body(self) -> ComposeResult:
        yield Steps()
        with Vertical(id="help"):
            yield Line(id="contact")
            yield Line(id="code")

    def fill(self, state: Refusal) -> None:
        advice = advice_for(state.trouble)
        self.say("#sentence", advice.title)
        self.query_one(Steps).say([self.words.text(step) for step in advice.steps])
        message, contacts = _help(self.words.view, advice.contact)
        self.say("#contact", message, contacts=contacts)
        self.say("#code", CODE, code=state.trouble.code)

    def offers(self, state: Refusal) -> Sequence[Offer]:
        back = Offer("escape", _("Back"), EndRequested)
        if state.desk.waiting_card is None:
            return (back,)
        return (Offer("enter", _("Try again"), StartRequested), back)


def _help(view: View, contact: Contact) -> tuple[str, str]:
    """Whom to ask, as far as the practice has named them."""
    match contact:
        case Contact.NOBODY:
            return "", ""
        case Contact.CARD_DESK if view.card_phone or view.card_email:
            contacts = filter(None, (view.card_phone, view.card_email))
            return CARD_DESK, " · ".join(brief(each, 50) for each in contacts)
        case Contact.PORTAL if view.procedure_url:
            return PORTAL, brief(view.procedure_url, 100)
        case Contact.PORTAL:
            return PORTAL_ALONE, ""
        case _:
            return PRACTICE, ""
