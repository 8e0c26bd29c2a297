"""From card in to nothing left: the kiosk's visits and the same without it, by turns."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.bench.bare_visit import EMPTY, BareVisit, bare_visit, screens
from tests.bench.figures import Figure, Series
from tests.bench.idle import resident
from tests.bench.rig import WELCOME, Rig
from tests.bench.visit import Visit, visit

BLOCKS = 3
ROUNDS = 5
"""Visits of each kind in a block, after a first one of each."""


@dataclass(slots=True)
class Visits:
    """All of one run. The first after a start loads code that the others find loaded."""

    first: list[Visit] = field(default_factory=list)
    later: list[Visit] = field(default_factory=list)
    bare: list[BareVisit] = field(default_factory=list)
    resident: list[float] = field(default_factory=list)
    """Megabytes of the kiosk after each block."""


def measure(rig: Rig) -> list[Figure]:
    """Kiosk and floor never run at once: both would greet the card."""
    visits = Visits()
    for _ in range(BLOCKS):
        with rig.kiosk() as kiosk:
            kiosk.until(WELCOME)
            visits.first.append(visit(rig, kiosk))
            visits.later += [visit(rig, kiosk) for _ in range(ROUNDS)]
            visits.resident.append(resident(kiosk.process.pid))
        with screens(rig) as app:
            app.until(EMPTY)
            bare_visit(rig, app)
            visits.bare += [bare_visit(rig, app) for _ in range(ROUNDS)]
    return _figures(visits.later, visits.bare) + _asides(visits)


def _figures(ours: Sequence[Visit], bare: Sequence[BareVisit]) -> list[Figure]:
    return [
        Figure(
            what="Card seen by PC/SC → PIN boxes",
            unit="ms",
            ours=Series([each.boxes for each in ours]),
            floor=Series([each.boxes for each in bare]),
            limit=50,
        ),
        Figure(
            what="PIN Enter → page loaded",
            unit="ms",
            ours=Series([each.page for each in ours]),
            floor=Series([each.page for each in bare]),
            ratio_limit=1.3,
        ),
        Figure(
            what="Removal seen by PC/SC → Welcome",
            unit="ms",
            ours=Series([each.welcome for each in ours]),
            floor=Series([each.welcome for each in bare]),
            limit=250,
        ),
        Figure(
            what="Removal seen by PC/SC → browser gone",
            unit="ms",
            ours=Series([each.processes_gone for each in ours]),
            floor=Series([each.processes_gone for each in bare]),
            limit=250,
        ),
        Figure(
            what="Removal seen by PC/SC → profile wiped",
            unit="ms",
            ours=Series([each.files_gone for each in ours]),
        ),
    ]


def _asides(visits: Visits) -> list[Figure]:
    """What no budget is about."""
    return [
        Figure(
            what="Card seen by PC/SC → her name",
            unit="ms",
            ours=Series([each.name for each in visits.later]),
        ),
        Figure(
            what="PIN Enter → session screen",
            unit="ms",
            ours=Series([each.screen for each in visits.later]),
        ),
        Figure(
            what="PIN boxes, first visit after a start",
            unit="ms",
            ours=Series([each.boxes for each in visits.first]),
        ),
        Figure(
            what="PIN Enter → page loaded, first visit after a start",
            unit="ms",
            ours=Series([each.page for each in visits.first]),
        ),
        Figure(
            what=f"Resident after {ROUNDS + 1} visits",
            unit="MB",
            ours=Series(visits.resident),
            limit=80,
            digits=1,
        ),
    ]
