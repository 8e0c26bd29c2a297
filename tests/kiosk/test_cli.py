"""The commands: what they print, what they refuse, and how they end."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk import __version__
from kiosk.cli import main
from tests.support.configs import MINIMAL, written
from tests.support.terminal import Terminal

KIOSK = str(Path(sys.executable).with_name("kiosk"))


def environ(**more: str) -> Mapping[str, str]:
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("TEXTUAL")},
        "TERM": "xterm-256color",
        **more,
    }


def inside(folder: Path, *command: str) -> list[str]:
    """The command, started in this folder."""
    return ["env", "-C", str(folder), *command]


def test_the_version_is_told() -> None:
    done = subprocess.run([KIOSK, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"kiosk {__version__}\n"


def test_help_lists_every_command() -> None:
    result = CliRunner().invoke(main, ["--help"])
    assert result.exit_code == 0
    for name in ("check", "demo", "journal", "run", "schema"):
        assert f"\n  {name} " in result.output


def test_a_command_that_does_not_exist_is_refused() -> None:
    assert CliRunner().invoke(main, ["fly"]).exit_code == 2


def test_the_schema_is_printed() -> None:
    result = CliRunner().invoke(main, ["schema"])
    assert json.loads(result.output)["title"] == "kiosk.toml"
    assert result.output.endswith("}\n")


@pytest.mark.parametrize("command", ["run", "demo"])
def test_a_kiosk_without_a_terminal_does_not_start(command: str) -> None:
    done = subprocess.run(
        [KIOSK, command],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        env=environ(),
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "needs a terminal" in done.stderr


@pytest.mark.parametrize("command", ["run", "demo"])
@pytest.mark.parametrize("name", ["TEXTUAL", "TEXTUAL_PRESS", "TEXTUAL_LOG", "SSLKEYLOGFILE"])
def test_a_kiosk_is_not_steered_by_its_environment(command: str, name: str) -> None:
    with Terminal([KIOSK, command], environ(**{name: "x"})) as terminal:
        assert terminal.ends() == 2
        terminal.sees(f"Unset {name}: the kiosk does not start")


def test_mistakes_are_listed_before_the_screen_is_taken(tmp_path: Path) -> None:
    path = written(tmp_path, MINIMAL + "warm = true\n[zzz]\n")
    command = inside(tmp_path, KIOSK, "run", "--as-root", "--config", path.name)
    with Terminal(command, environ()) as terminal:
        assert terminal.ends() == 2
        terminal.sees("kiosk.toml:8: [methods.card] warm: unknown key")
        terminal.sees("(did you mean [browser] warm?)")
        terminal.sees("kiosk.toml:9: [zzz]: unknown table")
    assert b"\x1b[?1049h" not in terminal.output


def test_without_a_file_the_command_says_which_one_it_wants(tmp_path: Path) -> None:
    with Terminal(inside(tmp_path, KIOSK, "run", "--as-root"), environ()) as terminal:
        assert terminal.ends() == 2
        terminal.sees("kiosk.toml: cannot be read: No such file or directory")


PROBE = """
import ctypes, resource, sys
import kiosk.app
from kiosk.cli import main

def run(config, log):
    dumpable = ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)
    print(config.portal.name, resource.getrlimit(resource.RLIMIT_CORE), dumpable)
    return 7

kiosk.app.run = run
main(sys.argv[1:])
"""


def test_the_kiosk_runs_with_its_configuration_and_leaves_no_dumps(tmp_path: Path) -> None:
    written(tmp_path, MINIMAL)
    command = inside(tmp_path, sys.executable, "-c", PROBE, "run", "--as-root")
    with Terminal(command, environ()) as terminal:
        assert terminal.ends() == 7
        terminal.sees("Portail (0, 0) 0")


@pytest.mark.parametrize(("uid", "status"), [(0, 2), (1000, 7)])
def test_the_kiosk_does_not_run_as_root(tmp_path: Path, uid: int, status: int) -> None:
    written(tmp_path, MINIMAL)
    program = f"import os; os.geteuid = lambda: {uid}{PROBE}"
    with Terminal(inside(tmp_path, sys.executable, "-c", program, "run"), environ()) as terminal:
        assert terminal.ends() == status
        if status == 2:
            terminal.sees("The kiosk does not run as root: start it as a user of its own.")
