"""TLS with the card's key is stunnel's work: is it there, with its PKCS#11 engine?"""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from devices.card_tls.environment import SEARCH_PATH, tunnel_environment
from kiosk.check.fact import Fact, failed, ok
from kiosk.config import Config
from kiosk.i18n import _

COMMANDS = ("stunnel", "prlimit", "setpriv")
"""The last two start the first."""

ENGINES = ("usr/lib/*/engines-*/pkcs11.so", "usr/lib64/engines-*/pkcs11.so")


def stunnel(_config: Config, root: Path = Path("/")) -> Iterator[Fact]:
    """The commands, and OpenSSL's engine for PKCS#11."""
    missing = [name for name in COMMANDS if shutil.which(name, path=SEARCH_PATH) is None]
    if missing:
        yield failed(
            "stunnel",
            _("missing commands: {names}"),
            "apt install stunnel4 util-linux",
            names=", ".join(missing),
        )
        return
    version, knows_engines = _build()
    if knows_engines and any(any(root.glob(place)) for place in ENGINES):
        yield ok("stunnel", _("stunnel {version} with its PKCS#11 engine"), version=version)
    else:
        yield failed(
            "stunnel",
            _("stunnel {version} has no PKCS#11 engine"),
            "apt install libengine-pkcs11-openssl",
            version=version,
        )


def _build() -> tuple[str, bool]:
    """The version of stunnel, and whether it was built to use engines."""
    command = [COMMANDS[0], "-version"]
    said = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        env=tunnel_environment(),
    ).stderr
    for line in said.splitlines():
        if line.startswith("stunnel "):
            return line.split()[1], "ENGINE" in said
    return "?", "ENGINE" in said
