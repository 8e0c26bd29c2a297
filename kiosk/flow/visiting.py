"""What the states of a visit have in common, until its session is open."""

from dataclasses import replace

from kiosk.flow.effects import EndReason
from kiosk.flow.events import BrowserClosed, BrowserRefused, EndRequested, Event, Tick, Touched
from kiosk.flow.moves import Step, leave, refuse, stay
from kiosk.flow.state import BeforeSession
from kiosk.trouble import Trouble


def while_visiting(state: BeforeSession, event: Event) -> Step:
    """Every state asks here last."""
    match event:
        case BrowserRefused(visit, trouble) if visit == state.visit:
            return refuse(state, trouble)
        case BrowserClosed(visit) if visit == state.visit:
            return refuse(state, Trouble.BROWSER_FAILED)
        case Touched():
            return stay(replace(state, deadline=state.desk.now + state.desk.rules.typing))
        case EndRequested(visit) if visit == state.visit:
            return leave(state, EndReason.END_KEY)
        case Tick(now) if now >= state.deadline:
            return leave(state, EndReason.IDLE)
        case _:
            return stay(state)
