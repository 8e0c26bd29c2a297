"""No key leaves the kiosk; a fault shows nothing; a signal ends everything."""

import os
import signal
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from kiosk.flow.state import PinEntry
from tests.screens import by_mail
from tests.screens.played import SECRET
from tests.screens.stage import Stage, on_stage
from tests.support.terminal import Terminal

DEAD = (
    *("ctrl+q", "ctrl+c", "ctrl+p", "ctrl+z", "ctrl+d", "ctrl+x", "ctrl+v", "ctrl+l"),
    *("ctrl+backslash", "ctrl+s", "ctrl+underscore", "tab", "shift+tab", "space"),
    *("f1", "f2", "f5", "f10", "f11", "f12", "up", "down", "home", "end", "pageup", "delete"),
)


async def at_number(stage: Stage) -> None:
    await by_mail.choose(stage)


async def nowhere(stage: Stage) -> None:
    """The welcome screen, where everybody begins."""


PLACES: dict[str, tuple[Callable[[Stage], Awaitable[object]], set[str]]] = {
    "welcome": (nowhere, set()),
    "pin": (Stage.greet, set()),
    "session": (Stage.sign_in, {"f10"}),
    "number": (at_number, {"f2", "f10", "delete", "tab", "down"}),
    "password": (by_mail.to_password, {"f2", "f10", "delete", "up", "shift+tab", "space"}),
    "mailed-code": (by_mail.to_code, {"f5", "f10"}),
}
"""How to get there, and the keys that mean something there."""


@pytest.mark.parametrize("place", PLACES)
async def test_other_keys_do_nothing(place: str) -> None:
    go, alive = PLACES[place]
    async with on_stage(rules=by_mail.rules()) as stage:
        await go(stage)
        before, effects = stage.text(), len(stage.effects)
        await stage.press(*(key for key in DEAD if key not in alive))
        assert stage.text() == before
        assert len(stage.effects) == effects
        assert stage.app.is_running


async def test_any_key_shows_that_somebody_is_there() -> None:
    async with on_stage() as stage:
        await stage.greet()
        assert isinstance(stage.state, PinEntry)
        deadline = stage.state.deadline
        stage.app.engine._tick()
        await stage.press("f5")
        assert isinstance(stage.state, PinEntry)
        assert stage.state.deadline > deadline


@pytest.mark.parametrize("place", PLACES)
async def test_nothing_on_a_screen_can_have_the_focus(place: str) -> None:
    async with on_stage(rules=by_mail.rules()) as stage:
        await PLACES[place][0](stage)
        assert stage.app.focused is None
        await stage.press("tab", "tab")
        assert stage.app.focused is None


def play(tmp_path: Path, fault: str = "") -> Terminal:
    command = [sys.executable, "-m", "tests.screens.played", str(tmp_path / "report"), fault]
    return Terminal(command, {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80"})


def ended(tmp_path: Path) -> list[str]:
    return (tmp_path / "report").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_the_visit_and_the_kiosk(tmp_path: Path, number: int) -> None:
    with play(tmp_path) as kiosk:
        kiosk.sees("Dr Camille MARTIN")
        kiosk.process.send_signal(number)
        assert kiosk.ends() == 0
    assert ended(tmp_path) == ["visit ended", "watcher stopped"]


def test_a_terminal_that_is_closed_ends_the_visit_and_the_kiosk(tmp_path: Path) -> None:
    with play(tmp_path) as kiosk:
        kiosk.sees("Dr Camille MARTIN")
        kiosk.hang_up()
        kiosk.ends()
    assert ended(tmp_path) == ["visit ended", "watcher stopped"]


def test_control_keys_of_a_real_terminal_do_not_leave_the_kiosk(tmp_path: Path) -> None:
    with play(tmp_path) as kiosk:
        kiosk.sees("Dr Camille MARTIN")
        kiosk.type("\x03\x11\x1a\x1c\x10\x04\x13")
        kiosk.type("12")
        kiosk.sees("●")
        assert kiosk.process.poll() is None


@pytest.mark.parametrize(("fault", "keys"), [("screen", "1"), ("effect", "")])
def test_a_fault_ends_everything_and_shows_no_values(tmp_path: Path, fault: str, keys: str) -> None:
    with play(tmp_path, fault) as kiosk:
        if keys:
            kiosk.sees("Dr Camille MARTIN")
            kiosk.type(keys)
        assert kiosk.ends() == os.EX_SOFTWARE
        output = kiosk.output.decode(errors="replace")
    log = (tmp_path / "report.log").read_text(encoding="utf-8")
    assert SECRET not in output
    assert "Traceback" not in output
    assert SECRET not in log
    assert "builtins.RuntimeError" in log
    assert ended(tmp_path)[-1] == "watcher stopped"
