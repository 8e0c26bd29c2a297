"""Nobody is here: what to do to begin, and what has just ended."""

from collections.abc import Sequence

from textual.app import ComposeResult

from kiosk.advice import TAKE_CARD, notice_of
from kiosk.flow.desk import Desk, Rules
from kiosk.flow.effects import EndReason
from kiosk.flow.events import StartRequested
from kiosk.flow.state import Notice, Welcome
from kiosk.i18n import _
from screens.kiosk_screen import KioskScreen
from screens.offer import START_KEY, Offer
from screens.ways import by_mail, by_phone
from screens.widgets.card_drawing import CardDrawing
from screens.widgets.line import Line
from screens.words import duration

INSERT = _("Insert your CPS card to begin")
WHY = _("It opens your {portal} page.")
HAVE_READY = _("Have your 4-digit card code ready.")
CARD_WAITS = _("A card is still in the reader. Take it back, or press Enter to sign in with it.")
CARD_FORGOTTEN = _("A card is still in the reader.")
NO_READER = _("The card reader is not plugged in")
PLUG_IN = _("Plug its cable in again: this screen changes by itself.")
NO_SERVICE = _("The card service of this workstation has stopped")
COMES_BACK = _("This screen changes by itself when it is back. If it lasts, report it.")
STARTING = _("One moment, please")
LOOKING = _("This workstation is looking for its card reader.")
LAST_MESSAGE = _("Last message, code {code}: {title}.")
WITHOUT_CARD = _(
    "Without a card: end by F10; else it ends after {idle} of inactivity, after {longest}, "
    "or when a CPS card goes in."
)
NO_JOURNAL = _("The journal cannot be written: report it.")
LEFT_BEHIND = _("Something of a session could not be erased here: report it.")


class WelcomeScreen(KioskScreen[Welcome]):
    """One thing to do, and what the last visit came to."""

    def body(self) -> ComposeResult:
        yield Line(id="notice", classes="notice")
        yield Line(id="warning", classes="warning")
        yield CardDrawing(self.words)
        yield Line(id="lead")
        yield Line(id="ready")
        yield Line(id="without-card", classes="quiet")

    def fill(self, state: Welcome) -> None:
        sentence, lead = _invitation(state.desk)
        self.query_one("#notice", Line).say(self._notice(state.notice, state.desk.rules))
        self.say("#sentence", sentence)
        self.say("#lead", lead)
        self.say("#ready", HAVE_READY if sentence is INSERT else "")
        self._say_how_it_ends(state.desk.rules)
        self.query_one(CardDrawing).display = sentence is INSERT
        self.set_class(sentence in {NO_READER, NO_SERVICE}, "careful")
        self.say("#warning", _warning(state.desk))

    def offers(self, state: Welcome) -> Sequence[Offer]:
        others = (*by_phone(state.desk), *by_mail(state.desk))
        if state.desk.waiting_card is None:
            return others
        return (Offer(START_KEY, _("Sign in with this card"), StartRequested), *others)

    def _say_how_it_ends(self, rules: Rules) -> None:
        """Where there will be nothing to pull, this is better known before than after."""
        message = WITHOUT_CARD if rules.phone or rules.mail else ""
        idle, longest = duration(rules.idle), duration(rules.longest)
        self.say("#without-card", message, idle=idle, longest=longest)

    def _notice(self, notice: Notice | None, rules: Rules) -> str:
        """What has just ended, and after a refusal what to remember of it."""
        if notice is None:
            return ""
        about = notice_of(notice.about, rules, had_session=notice.had_session)
        said = self.words.text(about)
        if isinstance(notice.about, EndReason):
            return said
        return self.words.text(LAST_MESSAGE, title=said, code=notice.about.code)


def _warning(desk: Desk) -> str:
    """What the practice should hear of, the worse first."""
    if desk.left_behind:
        return LEFT_BEHIND
    return "" if desk.journal_works else NO_JOURNAL


def _invitation(desk: Desk) -> tuple[str, str]:
    """The one thing to do now, and a word about it."""
    if desk.service is None:
        return STARTING, LOOKING
    if not desk.service:
        return NO_SERVICE, COMES_BACK
    if not desk.seats:
        return NO_READER, PLUG_IN
    if desk.waiting_card is not None:
        return TAKE_CARD, CARD_WAITS
    if any(seat.card is not None for seat in desk.seats):
        return TAKE_CARD, CARD_FORGOTTEN
    return INSERT, WHY
