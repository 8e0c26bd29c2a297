"""A page that the doctor uses by herself is in the browser; this screen is behind it."""

from collections.abc import Sequence
from functools import partial

from textual.app import ComposeResult

from kiosk.flow.effects import Page
from kiosk.flow.events import EndRequested
from kiosk.flow.state import AtPage
from kiosk.i18n import _
from screens.countdown import IDLE, LIMIT
from screens.kiosk_screen import KioskScreen
from screens.offer import END_KEY, Offer
from screens.widgets.app_needed import AppNeeded
from screens.widgets.line import Line
from screens.widgets.steps import Steps

OPENING = {
    Page.PROVIDER: _("Opening the page of the e-CPS service…"),
    Page.PASSWORD: _("Opening the page of {portal}…"),
}
SENTENCE = {
    Page.PROVIDER: _("Sign in on the page of the e-CPS service"),
    Page.PASSWORD: _("Choose a new password on the page of {portal}"),
}
GIVE_UP = _("To give up, press F10, here or in the page.")
STEPS = {
    Page.PROVIDER: (
        _("The page is in the browser: sign in there with your e-CPS."),
        _("It leads to your {portal} page by itself."),
        GIVE_UP,
    ),
    Page.PASSWORD: (
        _("The page is in the browser: do what it asks for."),
        _("Once the new password is chosen, press F10, here or in the page."),
        _("You are back here then: type your new password."),
    ),
}
LABELS = {Page.PROVIDER: _("Cancel"), Page.PASSWORD: _("Done")}


class PageScreen(KioskScreen[AtPage]):
    """What to do there, and how to come back."""

    def body(self) -> ComposeResult:
        yield Steps()
        yield AppNeeded(self.words)
        yield Line(id="remaining", classes="quiet")

    def fill(self, state: AtPage) -> None:
        self.say("#sentence", (SENTENCE if state.opened else OPENING)[state.page])
        self.query_one(Steps).say([self.words.text(step) for step in STEPS[state.page]])
        self.query_one(AppNeeded).display = state.page is Page.PROVIDER
        longest = state.began + state.desk.rules.longest
        closing = IDLE if state.deadline < longest else LIMIT
        left = self.words.lasts(closing, state.deadline - state.desk.now)
        self.query_one("#remaining", Line).say(left if state.opened else "")

    def offers(self, state: AtPage) -> Sequence[Offer]:
        end = partial(EndRequested, state.visit)
        return (Offer(END_KEY, LABELS[state.page], end, also="escape"),)
