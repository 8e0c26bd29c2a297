"""Asks a PKCS#11 module who it is, in a child process: modules crash and hang.

`python -m devices.card.probe MODULE PARENT` is that child.
"""

import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from devices import hardening
from devices.errors import DeviceError, ModuleCrashed, ModuleHung, ModuleMissing
from devices.module_environment import module_environment


@dataclass(frozen=True, slots=True)
class ModuleFacts:
    """What a module says about itself."""

    manufacturer: str
    description: str
    version: tuple[int, int]
    slots: int
    """Readers that it sees, with or without a card."""


def probe(module: Path, seconds: float = 15) -> ModuleFacts:
    """Blocks. Raises ModuleMissing when it cannot be loaded, ModuleCrashed, ModuleHung."""
    # Without -P, a folder named "devices" where the kiosk is started would be run instead.
    command = [sys.executable, "-P", "-m", "devices.card.probe", str(module), str(os.getpid())]
    try:
        child = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=module_environment(),
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise ModuleHung(f"no answer within {seconds:g} s") from None
    lines = child.stdout.splitlines()
    if child.returncode != 0 or not lines:
        raise ModuleCrashed(f"its process ended with {child.returncode}")
    # Modules may print on standard output: the answer comes last.
    answer = json.loads(lines[-1])
    if "error" in answer:
        raise ModuleMissing(answer["error"])
    return ModuleFacts(**answer | {"version": tuple(answer["version"])})


def main(arguments: list[str]) -> None:
    """`module parent`: a path, a process id."""
    module, parent = arguments
    hardening.die_with(int(parent))
    hardening.forbid_files()
    answer = json.dumps(_answer(Path(module)))
    os.write(1, f"\n{answer}\n".encode())


def _answer(module: Path) -> dict[str, object]:
    # In the child only: this brings python-pkcs11 with it.
    from pkcs11 import PKCS11Error  # noqa: PLC0415

    from devices.card.token import load  # noqa: PLC0415

    try:
        library = load(module)
        facts = ModuleFacts(
            str(library.manufacturer_id).strip(),
            str(library.library_description).strip(),
            library.library_version[:2],
            len(library.get_slots(token_present=False)),
        )
    except (DeviceError, PKCS11Error) as error:
        # Errors of python-pkcs11 often have no text.
        return {"error": str(error) or type(error).__name__}
    return asdict(facts)


if __name__ == "__main__":
    main(sys.argv[1:])
