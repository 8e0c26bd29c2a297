"""The real steps between the code and the page."""

from collections.abc import Sequence
from functools import partial

from textual.app import ComposeResult
from textual.containers import Vertical

from kiosk.flow.events import EndRequested
from kiosk.flow.state import SigningIn, SignInStep
from kiosk.i18n import _
from screens.kiosk_screen import KioskScreen
from screens.offer import Offer
from screens.widgets.line import Line
from screens.words import NAME_CELLS, brief

SENTENCE = _("Leave your card in the reader")
WITHOUT_CARD = _("Your page opens in a moment")
CONFIRMED = _("Confirmed on your phone")
DOING = {
    SignInStep.CHECKING_PIN: _("Your card checks the code…"),
    SignInStep.OPENING_PORTAL: _("Signing in to {portal}…"),
    SignInStep.OPENING_PAGE: _("Opening your page…"),
}
DONE = {
    SignInStep.CHECKING_PIN: _("Code accepted"),
    SignInStep.OPENING_PORTAL: _("{portal} has recognised you"),
    SignInStep.OPENING_PAGE: _("Page open"),
}
TO_COME = {
    SignInStep.CHECKING_PIN: _("Check of the code"),
    SignInStep.OPENING_PORTAL: _("Signing in to {portal}"),
    SignInStep.OPENING_PAGE: _("Opening your page"),
}
STEPS = list(SignInStep)


class ProgressScreen(KioskScreen[SigningIn]):
    """Each step moves on when it is really done."""

    def body(self) -> ComposeResult:
        yield Line(id="who", classes="name")
        with Vertical(id="steps"):
            for step in STEPS:
                yield Line(id=step.value, classes="progress-step")

    def fill(self, state: SigningIn) -> None:
        self.query_one("#who", Line).say(brief(state.holder.display_name, NAME_CELLS))
        self.say("#sentence", SENTENCE if state.card else WITHOUT_CARD)
        current = STEPS.index(state.step)
        for place, step in enumerate(STEPS):
            words, mark = _words_of(step, place - current, with_card=state.card is not None)
            line = self.query_one(f"#{step.value}", Line)
            line.say(f"{mark}  {self.words.text(words)}")
            line.set_class(place == current, "current")
            line.set_class(place > current, "to-come")

    def offers(self, state: SigningIn) -> Sequence[Offer]:
        return (Offer("escape", _("Cancel"), partial(EndRequested, state.visit)),)


def _words_of(step: SignInStep, ahead: int, *, with_card: bool) -> tuple[str, str]:
    """What to say of a step that is done, under way or to come, and its mark."""
    if step is SignInStep.CHECKING_PIN and not with_card:
        return CONFIRMED, "✓"
    if ahead < 0:
        return DONE[step], "✓"
    return (DOING[step], "▸") if ahead == 0 else (TO_COME[step], "·")
