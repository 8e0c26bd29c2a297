"""A refusal: what happened, what to do, whom to ask."""

from collections.abc import Sequence
from functools import partial

from textual.app import ComposeResult
from textual.containers import Vertical

from kiosk.advice import Contact, advice_for
from kiosk.flow.events import EndRequested, StartRequested, WayChosen
from kiosk.flow.state import Refusal
from kiosk.i18n import _
from kiosk.identity import Method
from kiosk.trouble import Trouble
from screens.kiosk_screen import KioskScreen
from screens.offer import START_KEY, Offer
from screens.view import View
from screens.ways import OR_CARD, by_mail, by_phone
from screens.widgets.line import Line
from screens.widgets.steps import Steps
from screens.words import brief

CONTACT_CELLS = 46

CODE = _("Code to give: {code}")
BARE_CODE = _("Code of this message: {code}")
CARD_DESK = _("Card service: {phone}")
APP_DESK = _("e-CPS service: {phone}")
APP_FAQ = _("Frequent questions: {address}")
PORTAL = _("Help with {portal}: {address}")
PORTAL_ALONE = _("To ask: the help of {portal}")
PRACTICE = _("To ask: whoever looks after this workstation")
AGAIN = _("Try again")
NOT_AGAIN = {Trouble.FIRST_SIGN_IN, Trouble.ACCOUNT_LOCKED}
"""One password more would only be refused, or lock the account for longer."""


class TroubleScreen(KioskScreen[Refusal]):
    """The same for every refusal; the words are in kiosk/advice."""

    def body(self) -> ComposeResult:
        yield Line(id="why", classes="gap")
        yield Steps()
        with Vertical(id="help"):
            yield Line(id="contact")
            yield Line(id="email")
            yield Line(id="faq")
            yield Line(id="code")
        yield Line(id="or-card", classes="quiet")

    def fill(self, state: Refusal) -> None:
        advice = advice_for(state.trouble, state.desk.rules, state.method)
        self.set_class(advice.grave, "alarming")
        self.set_class(not advice.grave, "careful")
        self.say("#sentence", advice.title)
        self.say("#why", advice.why)
        self.query_one(Steps).say([self.words.text(step) for step in advice.steps])
        self._say_whom_to_ask(advice.contact)
        alone = advice.contact is Contact.NOBODY
        self.query_one("#help").set_class(alone, "bare")
        self.say("#code", BARE_CODE if alone else CODE, code=state.trouble.code)
        absent = state.method is not Method.CARD and state.desk.seats and not _with_card(state)
        self.say("#or-card", OR_CARD if absent else "")

    def offers(self, state: Refusal) -> Sequence[Offer]:
        return (
            *_again(state),
            *_with_card(state),
            *(by_phone(state.desk) if state.method is not Method.ECPS else ()),
            *(by_mail(state.desk) if state.method is not Method.EMAIL else ()),
            Offer("escape", _("Back"), partial(EndRequested, None)),
        )

    def _say_whom_to_ask(self, contact: Contact) -> None:
        """As far as the practice has named them."""
        view = self.words.view
        phone, email = _desk(view, contact)
        self.query_one("#email", Line).say(brief(email, CONTACT_CELLS))
        faq = view.app_faq_url if contact is Contact.APP_DESK else ""
        self.say("#faq", APP_FAQ if faq else "", address=brief(faq, CONTACT_CELLS))
        match contact:
            case Contact.NOBODY:
                self.say("#contact", "")
            case Contact.CARD_DESK | Contact.APP_DESK if phone or email:
                desk = CARD_DESK if contact is Contact.CARD_DESK else APP_DESK
                self.say("#contact", desk, phone=brief(phone, CONTACT_CELLS))
            case Contact.PORTAL if view.procedure_url:
                self.say("#contact", PORTAL, address=brief(view.procedure_url, 2 * CONTACT_CELLS))
            case Contact.PORTAL:
                self.say("#contact", PORTAL_ALONE)
            case _:
                self.say("#contact", PRACTICE)


def _again(state: Refusal) -> Sequence[Offer]:
    """The way that led here once more, where that could end otherwise."""
    if state.trouble in NOT_AGAIN:
        return ()
    if state.method is not Method.CARD:
        return (Offer(START_KEY, AGAIN, partial(WayChosen, state.method)),)
    if state.desk.waiting_card is None:
        return ()
    return (Offer(START_KEY, AGAIN, StartRequested),)


def _with_card(state: Refusal) -> Sequence[Offer]:
    """The card that lies in the reader, for whoever came in another way."""
    if state.method is Method.CARD or state.desk.waiting_card is None:
        return ()
    return (Offer("c", _("With the card"), StartRequested),)


def _desk(view: View, contact: Contact) -> tuple[str, str]:
    """Phone and e-mail of who can help."""
    match contact:
        case Contact.CARD_DESK:
            return view.card_phone, view.card_email
        case Contact.APP_DESK:
            return view.app_phone, view.app_email
        case _:
            return "", ""
