"""Walks every reachable state of the flow with every event.

Numbers that only grow (time, insertions, visits) are brought back to small ones after each step,
so that the walk is finite and still complete: the flow compares them, it never counts on them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from devices.events import Insertion
from kiosk.flow.effects import Effect
from kiosk.flow.events import Event
from kiosk.flow.state import (
    AtPage,
    AwaitingPhone,
    CodeEntry,
    PasswordEntry,
    PasswordHelp,
    PinEntry,
    Refusal,
    SessionOpen,
    SigningIn,
    State,
    Stopped,
    Welcome,
)
from kiosk.flow.step import step
from tests.flow.settle_mail import settle_mail
from tests.flow.world import PIN, STARTS, events_in


@dataclass(frozen=True, slots=True)
class Edge:
    """One step that can happen."""

    before: State
    event: Event
    after: State
    effects: tuple[Effect, ...]


Rule = Callable[[Edge], bool]
"""Whether an edge keeps it."""


@cache
def edges() -> tuple[Edge, ...]:
    """Every edge of the flow, walked once per test run."""
    return tuple(_walk())


def _walk() -> Iterator[Edge]:
    known: set[State] = set(STARTS)
    frontier: list[State] = list(STARTS)
    while frontier:
        before = frontier.pop()
        for event in events_in(before):
            after, effects = step(before, event)
            yield Edge(before, event, after, effects)
            settled = settle(after)
            if settled not in known:
                known.add(settled)
                frontier.append(settled)


def settle(state: State) -> State:
    """The same situation, told with small numbers and with now = 0."""
    desk, now = state.desk, state.desk.now
    cards = sorted(seat.card.number for seat in desk.seats if seat.card is not None)
    small = {number: place for place, number in enumerate(cards, start=1)}

    def card(old: Insertion | None) -> Insertion | None:
        return old and Insertion(old.reader, small.get(old.number, 0))

    seats = tuple(replace(seat, card=card(seat.card)) for seat in desk.seats)
    visits = min(desk.visits, 1)
    desk = replace(desk, now=0.0, seats=seats, visits=visits)
    # What the screens say and the flow never asks: the walk need not go twice.
    desk = replace(desk, journal_works=True, left_behind=False)
    if isinstance(state, Stopped):
        return Stopped(desk)
    if isinstance(state, Welcome):
        notice = state.notice and replace(state.notice, until=state.notice.until - now)
        return Welcome(desk, notice)
    if isinstance(state, Refusal):
        return replace(state, desk=desk, deadline=state.deadline - now, card=card(state.card))
    visit = replace(state.visit, number=1, card=card(state.visit.card))
    if isinstance(state, SessionOpen):
        return replace(
            state, desk=desk, visit=visit, opened=state.opened - now, touched=state.touched - now
        )
    settled = replace(state, desk=desk, visit=visit, deadline=state.deadline - now)
    if isinstance(settled, PasswordEntry | PasswordHelp | CodeEntry | SigningIn):
        return settle_mail(settled, now)
    if isinstance(settled, AtPage):
        return replace(settled, began=settled.began - now)
    if isinstance(settled, PinEntry) and settled.pending is not None:
        return replace(settled, pending=PIN)
    if isinstance(settled, AwaitingPhone) and settled.asked is not None:
        asked = replace(settled.asked, expires=settled.asked.expires - now)
        return replace(settled, asked=asked)
    return settled
