"""Draws the flow from its exploration: `python -m tests.flow.diagram` writes docs/flow.md."""

from collections import defaultdict
from pathlib import Path

from kiosk.flow.effects import EndVisit
from kiosk.flow.state import Stopped, Welcome
from tests.flow.explore import Edge, edges

PAGE = Path(__file__).parents[2] / "docs" / "flow.md"
HEAD = """# The flow

Drawn from the exhaustive exploration of `kiosk/flow/step.py` (`make docs`): every arrow was walked,
and no arrow is missing. States and events have the names they have in the code; a dot after an
event says that the step ends the visit: everything that runs is cancelled, the browser closed and
wiped, the portal logged out.

Left out for the eye: what leads back to `Welcome` from everywhere (the card is pulled, its reader
or the PC/SC service is lost), what leads to `Stopped`, and what changes nothing.

```mermaid
stateDiagram-v2
    [*] --> Welcome
"""
EVERYWHERE = {"CardRemoved", "ReaderDetached", "ServiceLost", "StopRequested"}


def diagram() -> str:
    """The page, with one arrow for each pair of states."""
    arrows: dict[tuple[str, str], set[str]] = defaultdict(set)
    for edge in edges():
        if worth_drawing(edge):
            ends = any(isinstance(effect, EndVisit) for effect in edge.effects)
            label = type(edge.event).__name__ + (" •" if ends else "")
            arrows[type(edge.before).__name__, type(edge.after).__name__].add(label)
    lines = [
        f"    {before} --> {after}: {', '.join(sorted(labels))}"
        for (before, after), labels in sorted(arrows.items())
    ]
    states = {edge.before for edge in edges()}
    count = f"{len(states):,} states and {len(edges()):,} edges"
    return HEAD + "\n".join(lines) + f"\n```\n\nWalked: {count}, told apart by all they hold.\n"


def worth_drawing(edge: Edge) -> bool:
    """Whether the arrow tells something that the sentence above it does not."""
    if type(edge.event).__name__ in EVERYWHERE or isinstance(edge.before, Stopped):
        return False
    if isinstance(edge.before, Welcome) and isinstance(edge.after, Welcome):
        return False
    return type(edge.before) is not type(edge.after) or edge.before.visit != edge.after.visit


if __name__ == "__main__":
    PAGE.write_text(diagram(), encoding="utf-8")
