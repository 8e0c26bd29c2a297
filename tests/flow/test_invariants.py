"""The seven invariants of kiosk/flow/step.py, on every edge of the flow."""

from dataclasses import replace
from typing import get_args

import pytest

from devices.events import (
    CardFamily,
    CardInserted,
    Insertion,
)
from kiosk.flow.desk import SIGN_IN_FAMILIES
from kiosk.flow.effects import (
    ReadCard,
)
from kiosk.flow.events import Event, Tick
from kiosk.flow.state import (
    PinEntry,
    Refusal,
    State,
    Stopped,
    Welcome,
)
from kiosk.flow.step import step
from tests.flow.explore import edges
from tests.flow.invariants import RULES
from tests.flow.world import CODE, DIGITS, PASSWORD, START, WALL, deadline_of

pytestmark = pytest.mark.timeout(600)
"""Whichever test comes first walks the whole flow."""


@pytest.mark.parametrize("name", RULES)
def test_every_edge_keeps_the_invariant(name: str) -> None:
    rule = RULES[name]
    broken = next((edge for edge in edges() if not rule(edge)), None)
    assert broken is None, broken


def test_no_secret_is_readable_anywhere() -> None:
    """Invariant 5."""
    said: set[object] = set()
    for edge in edges():
        said |= {edge.before, edge.event, *edge.effects}
    assert not [
        thing for thing in said if any(secret in repr(thing) for secret in (DIGITS, CODE, PASSWORD))
    ]


def test_left_alone_every_state_comes_back_to_welcome() -> None:
    for state in {edge.before for edge in edges()}:
        if not isinstance(state, Stopped):
            assert isinstance(_left_alone(state), Welcome), state


def _left_alone(state: State) -> State:
    for _ in range(4):
        deadline = deadline_of(state)
        if deadline is None:
            break
        state, _effects = step(state, Tick(deadline, WALL))
    return state


def test_the_walk_knows_every_event() -> None:
    assert {type(edge.event) for edge in edges()} == set(get_args(Event))


@pytest.mark.parametrize("family", CardFamily)
def test_every_family_is_answered(family: CardFamily) -> None:
    after, _effects = step(START, CardInserted(Insertion("A", 1), family))
    assert isinstance(after, PinEntry if family in SIGN_IN_FAMILIES else Refusal)


def test_a_browser_that_is_not_to_be_warmed_is_started_by_the_sign_in() -> None:
    cold = Welcome(replace(START.desk, rules=replace(START.desk.rules, warm_browser=False)))
    after, effects = step(cold, CardInserted(Insertion("A", 1), CardFamily.CPS3))
    assert after.visit is not None
    assert effects == (ReadCard(after.visit),)


def test_the_walk_reaches_every_state() -> None:
    assert {type(edge.after).__name__ for edge in edges()} == {
        "Welcome",
        "PinEntry",
        "LastTryWarning",
        "NumberEntry",
        "AwaitingPhone",
        "PasswordEntry",
        "PasswordHelp",
        "CodeEntry",
        "AtPage",
        "SigningIn",
        "SessionOpen",
        "Refusal",
        "Stopped",
    }
