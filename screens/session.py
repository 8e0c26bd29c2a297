"""Her page is in the browser; this screen is behind it."""

from collections.abc import Sequence
from functools import partial

from textual.app import ComposeResult
from textual.containers import Vertical

from kiosk.flow.events import EndRequested
from kiosk.flow.state import SessionOpen
from kiosk.i18n import _
from screens.countdown import IDLE, LIMIT
from screens.kiosk_screen import KioskScreen
from screens.offer import END_KEY, Offer
from screens.widgets.line import Line
from screens.words import NAME_CELLS, brief

SENTENCE = _("To end, take your card out")
WITHOUT_CARD = _("To end, press F10, here or in the page")
OR_KEY = _("F10 ends it too, here or in the page.")
SINCE = _("Signed in to {portal} since {time}")
IN_BROWSER = _("In the browser")
STAY = _("Press any other key to keep it open.")


class SessionScreen(KioskScreen[SessionOpen]):
    """Who, since when, what the browser shows, how it ends."""

    TONE = "good"

    def body(self) -> ComposeResult:
        yield Line(id="who", classes="name")
        yield Line(id="since", classes="quiet")
        yield Line(id="or-key", classes="quiet")
        with Vertical(id="page"):
            yield Line(id="page-label")
            yield Line(id="page-title")
            yield Line(id="page-heading")
        yield Line(id="remaining")
        yield Line(id="stay")

    def fill(self, state: SessionOpen) -> None:
        self.query_one("#who", Line).say(brief(state.holder.display_name, NAME_CELLS))
        opened = self.words.clock(state.desk, ago=state.desk.now - state.opened)
        self.say("#since", SINCE, time=opened)
        self.say("#sentence", SENTENCE if state.visit.card else WITHOUT_CARD)
        self.say("#or-key", OR_KEY if state.visit.card else "")
        self.say("#page-label", IN_BROWSER)
        self.query_one("#page-title", Line).say(brief(state.page.title, 60))
        self.query_one("#page-heading", Line).say(brief(state.page.heading, 60))
        self._count_down(state)

    def offers(self, state: SessionOpen) -> Sequence[Offer]:
        end = partial(EndRequested, state.visit)
        return (Offer(END_KEY, _("End the session"), end, also="escape"),)

    def _count_down(self, state: SessionOpen) -> None:
        left = state.deadline - state.desk.now
        idle = state.deadline == state.idle_at
        near = left <= self.words.view.warn_seconds
        self.query_one("#remaining", Line).set_class(near, "warning")
        self.say("#stay", STAY if near and idle else "")
        self.query_one("#remaining", Line).say(self.words.lasts(IDLE if idle else LIMIT, left))
