"""Defaults that depend on the machine: they are looked for when the file does not name them."""

import os
from itertools import chain
from pathlib import Path

OFFICIAL_MODULES = (
    Path("/opt/santesocial/CPS/lib/libcps3_pkcs11_lux.so"),
    Path("/usr/local/galss/libcps3_pkcs11_lux.so"),
)
"""Where the Cryptolib CPS of the ANS puts its PKCS#11 module on Linux, newest place first."""

_OPENSC = "opensc-pkcs11.so"


def pkcs11_module(root: Path = Path("/")) -> Path:
    """The official module if it is installed, else OpenSC's, which drives the CPS3 but no CPS4.

    Returns the official module's usual path when neither is there.
    """
    places = [root / path.relative_to("/") for path in OFFICIAL_MODULES]
    libraries = root / "usr/lib"
    opensc = chain(sorted(libraries.glob(f"*/{_OPENSC}")), [libraries / _OPENSC])
    return next((path for path in chain(places, opensc) if path.is_file()), places[0])


def state_directory() -> Path:
    """The state folder that systemd gives the service, else the kiosk's in the user's own."""
    if service := os.environ.get("STATE_DIRECTORY"):
        return Path(service.split(":")[0])
    home = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local/state"
    return Path(home) / "kiosk"


def journal_path() -> Path:
    """journal.sqlite in the state folder."""
    return state_directory() / "journal.sqlite"
