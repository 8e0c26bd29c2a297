"""Long random histories, with numbers that really grow: what the walk settles away."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.flow.state import State
from kiosk.flow.step import step
from tests.flow.explore import Edge
from tests.flow.invariants import RULES
from tests.flow.world import STARTS, events_in


@settings(max_examples=300)
@given(st.sampled_from(STARTS), st.lists(st.integers(min_value=0, max_value=10_000), max_size=60))
def test_no_history_breaks_an_invariant(start: State, choices: list[int]) -> None:
    state = start
    for choice in choices:
        possible = tuple(events_in(state))
        event = possible[choice % len(possible)]
        after, effects = step(state, event)
        edge = Edge(state, event, after, effects)
        broken = [name for name, rule in RULES.items() if not rule(edge)]
        assert not broken, edge
        state = after
