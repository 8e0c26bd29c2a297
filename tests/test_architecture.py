"""What keeps the house in shape beyond the import contracts of `lint-imports`."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
PACKAGES = ("kiosk", "screens", "devices", "tests")

LONGEST = 250
BUDGETS = {"kiosk/app.py": 150}
"""Lines. Where it is tight, the file has two subjects."""

ROOF = {"__init__", "__main__", "app", "cli", "demo", "front", "keyboard", "sealed", "wiring"}
"""Of kiosk: what may know the screens."""

HEAVY = (
    "asn1crypto",
    "cryptography",
    "httpx",
    "joserfc",
    "pkcs11",
    "pydantic",
    "segno",
    "selectolax",
    "smartcard",
    "webencodings",
)
"""What nobody needs before the first screen."""


def test_files_stay_short() -> None:
    lengths = {
        str(path.relative_to(PROJECT)): len(path.read_text(encoding="utf-8").splitlines())
        for package in PACKAGES
        for path in (PROJECT / package).rglob("*.py")
    }
    too_long = {
        name: lines for name, lines in lengths.items() if lines > BUDGETS.get(name, LONGEST)
    }
    assert too_long == {}


def test_every_module_below_the_roof_is_kept_from_the_screens() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = (
        contract
        for contract in project["tool"]["importlinter"]["contracts"]
        if contract["name"] == "Devices and rules do not know Textual"
    )
    modules = {
        path.stem
        for path in (PROJECT / "kiosk").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    below = {f"kiosk.{module}" for module in modules - ROOF}
    assert set(contract["source_modules"]) == {"devices", *below}


@pytest.mark.parametrize("module", ["kiosk.cli", "kiosk.app", "kiosk.config"])
def test_nothing_heavy_is_imported_before_the_first_screen(module: str) -> None:
    program = f"import sys, {module}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert loaded.intersection(HEAVY) == set()


def test_a_command_that_shows_nothing_does_not_load_the_screens() -> None:
    program = "import sys, kiosk.cli; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert loaded.intersection({"textual", "screens", "asyncio"}) == set()
