"""The real steps between what was typed, or the phone, and the page."""

from collections.abc import Sequence
from functools import partial

from textual.app import ComposeResult
from textual.containers import Vertical

from kiosk.flow.events import EndRequested
from kiosk.flow.state import SigningIn, SignInStep
from kiosk.i18n import _
from kiosk.identity import Method
from screens.kiosk_screen import KioskScreen
from screens.offer import END_KEY, Offer
from screens.widgets.line import Line
from screens.words import NAME_CELLS, brief

SENTENCE = _("Leave your card in the reader")
WITHOUT_CARD = _("Your page opens in a moment")
CHECKING = _("{portal} checks your password")
CONFIRMED = _("Confirmed on your phone")
DOING = {
    SignInStep.CHECKING_PIN: _("Your card checks the code…"),
    SignInStep.CHECKING_PASSWORD: _("{portal} checks the password…"),
    SignInStep.CHECKING_CODE: _("{portal} checks the code…"),
    SignInStep.OPENING_PORTAL: _("Signing in to {portal}…"),
    SignInStep.OPENING_PAGE: _("Opening your page…"),
}
DONE = {
    SignInStep.CHECKING_PIN: _("Code accepted"),
    SignInStep.CHECKING_PASSWORD: _("Password accepted"),
    SignInStep.CHECKING_CODE: _("Code accepted"),
    SignInStep.OPENING_PORTAL: _("{portal} has recognised you"),
    SignInStep.OPENING_PAGE: _("Page open"),
}
TO_COME = {
    SignInStep.CHECKING_PIN: _("Check of the code"),
    SignInStep.CHECKING_PASSWORD: _("Check of the password"),
    SignInStep.CHECKING_CODE: _("Code sent by e-mail, if one is asked for"),
    SignInStep.OPENING_PORTAL: _("Signing in to {portal}"),
    SignInStep.OPENING_PAGE: _("Opening your page"),
}
WAYS = {
    Method.CARD: (SignInStep.CHECKING_PIN, SignInStep.OPENING_PORTAL, SignInStep.OPENING_PAGE),
    # The first is the phone's, and done.
    Method.ECPS: (SignInStep.CHECKING_PIN, SignInStep.OPENING_PORTAL, SignInStep.OPENING_PAGE),
    Method.EMAIL: (
        SignInStep.CHECKING_PASSWORD,
        SignInStep.CHECKING_CODE,
        SignInStep.OPENING_PAGE,
    ),
}
LET_IN_BY_MAIL = (
    SignInStep.CHECKING_PASSWORD,
    SignInStep.OPENING_PORTAL,
    SignInStep.OPENING_PAGE,
)
"""Once the portal has recognised her, with a code or without one."""


class ProgressScreen(KioskScreen[SigningIn]):
    """Each step moves on when it is really done."""

    def body(self) -> ComposeResult:
        yield Line(id="who", classes="name")
        with Vertical(id="steps"):
            for step in SignInStep:
                yield Line(id=step.value, classes="progress-step")

    def fill(self, state: SigningIn) -> None:
        self.query_one("#who", Line).say(brief(state.holder.display_name, NAME_CELLS))
        self.say("#sentence", _sentence(state))
        steps = _steps(state)
        current = steps.index(state.step)
        for step in SignInStep:
            line = self.query_one(f"#{step.value}", Line)
            if step not in steps:
                line.say("")
                continue
            ahead = steps.index(step) - current
            words, mark = _words_of(step, ahead, state.visit.method)
            line.say(f"{mark}  {self.words.text(words)}")
            line.set_class(ahead == 0, "current")
            line.set_class(ahead > 0, "to-come")

    def offers(self, state: SigningIn) -> Sequence[Offer]:
        end = partial(EndRequested, state.visit)
        if state.visit.method is Method.EMAIL:
            return (Offer(END_KEY, _("Cancel"), end, also="escape"),)
        return (Offer("escape", _("Cancel"), end),)


def _sentence(state: SigningIn) -> str:
    if state.visit.method is Method.CARD:
        return SENTENCE
    return CHECKING if state.step is SignInStep.CHECKING_PASSWORD else WITHOUT_CARD


def _steps(state: SigningIn) -> Sequence[SignInStep]:
    """Those that can be true of this way in."""
    by_mail = state.visit.method is Method.EMAIL
    if by_mail and state.step is SignInStep.OPENING_PAGE:
        return LET_IN_BY_MAIL
    return WAYS[state.visit.method]


def _words_of(step: SignInStep, ahead: int, method: Method) -> tuple[str, str]:
    """What to say of a step that is done, under way or to come, and its mark."""
    if step is SignInStep.CHECKING_PIN and method is Method.ECPS:
        return CONFIRMED, "✓"
    if ahead < 0:
        return DONE[step], "✓"
    return (DOING[step], "▸") if ahead == 0 else (TO_COME[step], "·")
