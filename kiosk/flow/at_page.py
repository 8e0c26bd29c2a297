"""A page that the doctor uses by herself, in the session's browser."""

from dataclasses import replace

from kiosk.flow.beginning import begin_by_mail
from kiosk.flow.desk import Desk
from kiosk.flow.effects import EndReason, OpenPage, Page
from kiosk.flow.events import (
    BrowserClosed,
    EndRequested,
    Event,
    LandingReached,
    PageOpened,
    Touched,
)
from kiosk.flow.moves import Step, ending, leave, open_session, stay
from kiosk.flow.state import AtPage
from kiosk.flow.visit import Visit
from kiosk.flow.visiting import while_visiting
from kiosk.identity import Identifier


def visit_page(desk: Desk, visit: Visit, page: Page, number: Identifier | None = None) -> Step:
    """The browser opens there."""
    state = AtPage(desk, visit, deadline=0.0, began=desk.now, page=page, number=number)
    return _touched(state), (OpenPage(visit, page),)


def at_page(state: AtPage, event: Event) -> Step:
    """Her hands are on the page; the kiosk sees where it leads, and nothing else."""
    match event:
        case PageOpened(visit) if visit == state.visit:
            return stay(replace(state, opened=True))
        case LandingReached(visit, holder, page) if visit == state.visit:
            return open_session(state, holder, page)
        case BrowserClosed(visit) if visit == state.visit and state.page is Page.PASSWORD:
            return _return(state, EndReason.BROWSER_CLOSED)
        case EndRequested(visit) if visit == state.visit and state.page is Page.PASSWORD:
            return _return(state, EndReason.END_KEY)
        case BrowserClosed(visit) if visit == state.visit:
            return leave(state, EndReason.BROWSER_CLOSED)
        case Touched():
            return stay(_touched(state))
        case _:
            return while_visiting(state, event)


def _return(state: AtPage, reason: EndReason) -> Step:
    """She has another password now: a new visit asks for it, and nothing of the page is left."""
    return begin_by_mail(state, state.number, ending(state, reason))


def _touched(state: AtPage) -> AtPage:
    """She may already be in the portal there, so no limit of a session is exceeded."""
    rules = state.desk.rules
    idle = state.desk.now + min(rules.at_page, rules.idle)
    return replace(state, deadline=min(idle, state.began + rules.longest))
