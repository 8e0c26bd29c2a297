"""PKCS#11 modules that fail as vendors' modules do."""

import shutil
import subprocess
from pathlib import Path

CRASHES = "abort()"
HANGS = "for (;;) pause()"

_SOURCE = Path(__file__).with_suffix(".c")


def broken_module(directory: Path, body: str) -> Path:
    """Compiles a module whose C_Initialize does this C statement."""
    module = directory / "broken.so"
    gcc = shutil.which("gcc") or "gcc"
    command = [gcc, "-shared", "-fPIC", f"-DBODY={body}", "-o", str(module), str(_SOURCE)]
    subprocess.run(command, check=True)
    return module
