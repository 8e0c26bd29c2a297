"""Everything real at once: readers and card, portal behind nginx, browser, kiosk in a terminal."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from devices.processes import processes_of
from kiosk.demo.pki import ISSUER
from kiosk.journal import Journal, Row
from tests.support.pcsc import PcscService
from tests.support.portal import Gate, PortalService
from tests.support.processes import descendants
from tests.support.terminal import Terminal
from tests.support.waiting import wait_for

OPENSC = "/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so"

SETTINGS = """
[kiosk]
name = "Accueil"
site = "Cabinet des Tilleuls"

[card]
pkcs11_module = "{module}"
trusted_issuers = ["{issuer}"]

[portal]
name = "ViaTrajectoire"
home_url = "{home}/espace"
logout_url = "{home}/deconnexion"
allowed_hosts = ["localhost"]
ca_file = "{ca_file}"
timeout_seconds = {timeout}

[methods.card]
login_url = "{login_url}"

{ecps}

{email}

[browser]
command = "{browser}"

[journal]
path = "{journal}"
"""


@dataclass
class Stack:
    """What a journey moves about in."""

    pcsc: PcscService
    portal: PortalService
    directory: Path
    """The kiosk's own: its settings, its journal, its home, and what it needs for a while."""
    runtime: Path
    module: str = OPENSC
    browser: str = "chromium"
    gate: Gate = Gate.ORDINARY
    timeout: int = 10
    ecps: str = ""
    """The table [methods.ecps], where there is one."""
    email: str = ""
    """The table [methods.email], where there is one."""
    home: str | None = None
    """Where doctors have their space, if it is not at the portal that takes cards."""
    environ: dict[str, str] = field(default_factory=dict)

    @property
    def journal(self) -> Journal:
        return Journal(self.directory / "journal.sqlite")

    @property
    def rows(self) -> list[Row]:
        """Of the journal, oldest first."""
        return [*self.journal.rows()] if self.journal.path.exists() else []

    @property
    def outcomes(self) -> list[str]:
        """The journal as "outcome reason", oldest first."""
        cells = (row.cells for row in self.rows)
        return [f"{cell['event']} {cell['reason']}".strip() for cell in cells]

    @property
    def journal_cells(self) -> str:
        """One a line: in the file they follow each other without a gap."""
        return "\n".join(f"{cell}" for row in self.rows for cell in row.cells.values())

    def left_on_disk(self) -> list[Path]:
        """What lies in the runtime directory, where everything of a session lives."""
        return list(self.runtime.iterdir())

    @contextmanager
    def kiosk(self, *, columns: int = 80, rows: int = 24) -> Iterator[Terminal]:
        """`kiosk run`, up to its first screen."""
        with Terminal(self.command(), self.environment(), columns=columns, rows=rows) as terminal:
            terminal.sees("Insérez votre carte CPS")
            yield terminal

    def command(self) -> list[str]:
        """Runs the kiosk, with the settings as they are now."""
        # Tests may run as root, in a container for instance.
        start = [sys.executable, "-m", "kiosk", "run", "--as-root"]
        return [*start, "--config", str(self._settings())]

    def environment(self) -> dict[str, str]:
        """What the kiosk finds around it."""
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.directory),
            "TMPDIR": str(self.directory),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "XDG_RUNTIME_DIR": str(self.runtime),
            **self.pcsc.environ,
            **self.environ,
        }

    def is_bare(self, terminal: Terminal) -> bool:
        """No child of the kiosk lives, and nothing of a session lies about."""
        return not descendants(terminal.process.pid) and not self.left_on_disk()

    def waits_until_bare(self, terminal: Terminal, seconds: float = 15) -> None:
        wait_for(lambda: self.is_bare(terminal), seconds)

    def _settings(self) -> Path:
        path = self.directory / "kiosk.toml"
        text = SETTINGS.format(
            module=self.module,
            issuer=ISSUER,
            home=self.portal.url("") if self.home is None else self.home,
            ca_file=self.portal.ca_file,
            timeout=self.timeout,
            login_url=self.portal.login_url(self.gate),
            ecps=self.ecps,
            email=self.email,
            browser=self.browser,
            journal=self.journal.path,
        )
        path.write_text(text, encoding="utf-8")
        return path


@contextmanager
def stack_in(pcsc: PcscService, portal: PortalService, directory: Path) -> Iterator[Stack]:
    """A stack with a directory of its own there, and one in memory."""
    own = directory / "kiosk"
    own.mkdir()
    runtime = Path(tempfile.mkdtemp(prefix="kiosk-journey-", dir="/dev/shm"))
    try:
        yield Stack(pcsc, portal, own, runtime)
    finally:
        # A browser whose kiosk was killed dies a moment later, and may write until then.
        wait_for(lambda: not processes_of(runtime))
        shutil.rmtree(runtime)
