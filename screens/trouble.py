"""A refusal: what happened, what to do, whom to ask."""

from collections.abc import Sequence
from functools import partial

from textual.app import ComposeResult
from textual.containers import Vertical

from kiosk.advice import Contact, advice_for
from kiosk.flow.events import EndRequested, StartRequested
from kiosk.flow.state import Refusal
from kiosk.i18n import _
from screens.kiosk_screen import KioskScreen
from screens.offer import Offer
from screens.widgets.line import Line
from screens.widgets.steps import Steps
from screens.words import brief

CONTACT_CELLS = 46

CODE = _("Code to give: {code}")
BARE_CODE = _("Code of this message: {code}")
CARD_DESK = _("Card service: {phone}")
PORTAL = _("Help with {portal}: {address}")
PORTAL_ALONE = _("To ask: the help of {portal}")
PRACTICE = _("To ask: whoever looks after this workstation")


class TroubleScreen(KioskScreen[Refusal]):
    """The same for every refusal; the words are in kiosk/advice."""

    def body(self) -> ComposeResult:
        yield Line(id="why", classes="gap")
        yield Steps()
        with Vertical(id="help"):
            yield Line(id="contact")
            yield Line(id="email")
            yield Line(id="code")

    def fill(self, state: Refusal) -> None:
        advice = advice_for(state.trouble)
        self.set_class(advice.grave, "alarming")
        self.set_class(not advice.grave, "careful")
        self.say("#sentence", advice.title)
        self.say("#why", advice.why)
        self.query_one(Steps).say([self.words.text(step) for step in advice.steps])
        self._say_whom_to_ask(advice.contact)
        alone = advice.contact is Contact.NOBODY
        self.query_one("#help").set_class(alone, "bare")
        self.say("#code", BARE_CODE if alone else CODE, code=state.trouble.code)

    def offers(self, state: Refusal) -> Sequence[Offer]:
        back = Offer("escape", _("Back"), partial(EndRequested, None))
        if state.desk.waiting_card is None:
            return (back,)
        return (Offer("enter", _("Try again"), StartRequested), back)

    def _say_whom_to_ask(self, contact: Contact) -> None:
        """As far as the practice has named them."""
        view = self.words.view
        email = view.card_email if contact is Contact.CARD_DESK else ""
        self.query_one("#email", Line).say(brief(email, CONTACT_CELLS))
        match contact:
            case Contact.NOBODY:
                self.say("#contact", "")
            case Contact.CARD_DESK if view.card_phone or email:
                self.say("#contact", CARD_DESK, phone=brief(view.card_phone, CONTACT_CELLS))
            case Contact.PORTAL if view.procedure_url:
                self.say("#contact", PORTAL, address=brief(view.procedure_url, 2 * CONTACT_CELLS))
            case Contact.PORTAL:
                self.say("#contact", PORTAL_ALONE)
            case _:
                self.say("#contact", PRACTICE)
