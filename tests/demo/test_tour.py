"""`kiosk demo --tour --headless` plays the main job, and tells the truth about it."""

import asyncio
import os
import re
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from devices.processes import processes_of
from kiosk.demo.stage import Stage, StepFailed
from kiosk.demo.steps import steps_of
from kiosk.demo.tour import failure_of
from kiosk.demo.tour_step import TourStep
from kiosk.flow.phone import PhoneFlow
from tests.support.processes import descendants
from tests.support.waiting import eventually

STEP_LINE = re.compile(r"(?P<mark>[✓✗]) +(?P<number>\d+)/(?P<of>\d+) +\d+,\d\d s  (?P<caption>.+)")

GIVEN = {
    PhoneFlow.QR: "1 connexion fermée, 1 jeu de jetons révoqué",
    PhoneFlow.PUSH: "1 connexion fermée, 1 jeu de jetons révoqué",
    PhoneFlow.BROWSER: "1 connexion fermée",
}
"""What the provider had given, and has got back."""


@pytest.fixture
async def tour(
    runtime: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> AsyncIterator[Process]:
    """With the flow that the test names, or the usual one."""
    flow = [f"--ecps={request.param}"] if hasattr(request, "param") else []
    environ = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "XDG_RUNTIME_DIR": str(runtime),
        "LANG": "C.UTF-8",
    }
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "kiosk", "demo", "--tour", "--headless", *flow),
        stdout=PIPE,
        stderr=PIPE,
        env=environ,
    )
    yield process
    if process.returncode is None:
        process.kill()
        await process.wait()


async def first_step(tour: Process) -> None:
    """Returns when it has told of its first step."""
    assert tour.stdout is not None
    while "  1/" not in (line := (await tour.stdout.readline()).decode()):
        assert line, "it ended before"


async def rest_of(tour: Process) -> list[str]:
    """What it says from here to its end."""
    said, complaints = await tour.communicate()
    assert b"Traceback" not in complaints
    return said.decode().splitlines()


def steps_in(lines: list[str]) -> list[re.Match[str]]:
    return [match for line in lines if (match := STEP_LINE.fullmatch(line))]


async def nothing_is_left(runtime: Path) -> None:
    await eventually(lambda: not processes_of(runtime))
    assert os.listdir(runtime) == []  # noqa: PTH208


@pytest.mark.parametrize(("tour", "given"), [*GIVEN.items()], indirect=["tour"])
async def test_every_step_holds_and_nothing_is_left(
    tour: Process, given: str, runtime: Path
) -> None:
    lines = await rest_of(tour)
    steps = steps_in(lines)
    assert steps, lines
    assert [(step["mark"], step["number"]) for step in steps] == [
        ("✓", str(number)) for number in range(1, int(steps[0]["of"]) + 1)
    ], lines
    summary = lines[lines.index("Ce qui s’est vraiment passé") + 1 :]
    assert all(line.startswith("✓ ") for line in summary)
    facts = "\n".join(summary)
    assert facts.count("Dr Camille MARTIN") == 4
    assert "3 sessions ouvertes, 3 fermées par déconnexion" in facts
    assert given in facts
    assert "0 processus, 0 fichier" in facts
    assert "chaîne intacte" in facts
    assert tour.returncode == 0
    await nothing_is_left(runtime)


async def test_a_portal_that_dies_in_the_middle_fails_the_tour_at_a_step_with_a_name(
    tour: Process, runtime: Path
) -> None:
    await first_step(tour)
    os.kill(_portal_of(tour), signal.SIGKILL)
    lines = await rest_of(tour)
    failed = [step for step in steps_in(lines) if step["mark"] == "✗"]
    assert len(failed) == 1
    said = lines[lines.index(failed[0].string) + 1]
    assert said.strip().partition(":")[0] in {step.name for step in steps_of(PhoneFlow.QR)[1:]}
    assert any(line.startswith("✗ ") for line in lines[lines.index("") :])
    assert tour.returncode == 1
    await nothing_is_left(runtime)


async def test_a_tour_that_is_told_to_stop_has_not_held(tour: Process, runtime: Path) -> None:
    await first_step(tour)
    tour.terminate()
    lines = await rest_of(tour)
    assert lines[-1].startswith("✓ ")
    assert tour.returncode == 1
    await nothing_is_left(runtime)


async def _hang(_stage: Stage) -> None:
    await asyncio.Event().wait()


async def _fail(_stage: Stage) -> None:
    raise StepFailed("something else was seen")


async def _crash(_stage: Stage) -> None:
    raise ZeroDivisionError


@pytest.mark.parametrize(
    ("act", "failure"),
    [
        (_hang, "not seen within 0 s"),
        (_fail, "something else was seen"),
        (_crash, "ZeroDivisionError"),
    ],
)
async def test_a_step_fails_in_time_and_says_why(
    act: Callable[[Stage], object], failure: str
) -> None:
    step = TourStep("any", "", act, seconds=0.01)  # type: ignore[arg-type]
    assert await failure_of(step, object()) == failure  # type: ignore[arg-type]


def _portal_of(tour: Process) -> int:
    """The portal's process, among the tour's children."""
    for pid in descendants(tour.pid):
        if b"kiosk.demo.portal" in Path(f"/proc/{pid}/cmdline").read_bytes():
            return pid
    raise AssertionError("the tour has no portal")
