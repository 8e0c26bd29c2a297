"""A private certificate authority for Chromium: an NSS database in its throw-away home.

Chromium on Linux believes its own root store and, besides, the authorities of ~/.pki/nssdb; newer
ones look there first and fall back to ~/.local/share/pki/nssdb (seen with 156). No switch or
policy names another place, and TLS verification stays as it is.
"""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from devices.browser.switches import SEARCH_PATH
from devices.errors import BrowserFailed

_CERTIFICATE = re.compile(rb"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL)
_SECONDS = 30


def trust(ca_files: Sequence[Path], home: Path) -> None:
    """Makes the home's browser believe the PEM bundles too; blocks. Raises BrowserFailed."""
    if not ca_files:
        return
    certificates = tuple(dict.fromkeys(each for file in ca_files for each in _read(file)))
    database = home / ".pki" / "nssdb"
    database.mkdir(mode=0o700, parents=True)
    for name, content in _template(certificates):
        (database / name).write_bytes(content)


def _read(ca_file: Path) -> list[bytes]:
    try:
        bundle = ca_file.read_bytes()
    except OSError as error:
        raise BrowserFailed(f"cannot read {ca_file}: {error.strerror}") from None
    if certificates := _CERTIFICATE.findall(bundle):
        return certificates
    raise BrowserFailed(f"no PEM certificate in {ca_file}")


@lru_cache(maxsize=1)
def _template(certificates: Sequence[bytes]) -> tuple[tuple[str, bytes], ...]:
    """The files of such a database. They are the same for every session."""
    with tempfile.TemporaryDirectory(prefix="kiosk-trust-") as folder:
        database = Path(folder)
        _certutil("-N", "--empty-password", "-d", f"sql:{database}")
        orders = database / "orders"
        with orders.open("w") as batch:
            for number, certificate in enumerate(certificates):
                file = database / f"{number}.pem"
                file.write_bytes(certificate + b"\n")
                batch.write(f"-A -n authority-{number} -t C,, -i {file}\n")
        _certutil("-B", "-i", str(orders), "-d", f"sql:{database}")
        # pkcs11.txt names the directory it was made in; without it NSS writes another.
        return tuple((name, (database / name).read_bytes()) for name in ("cert9.db", "key4.db"))


def _certutil(*arguments: str) -> None:
    command = shutil.which("certutil", path=SEARCH_PATH)
    if command is None:
        raise BrowserFailed("no command certutil (package libnss3-tools)")
    try:
        subprocess.run(
            [command, *arguments],
            check=True,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
        )
    except subprocess.TimeoutExpired:
        raise BrowserFailed(f"certutil did not end within {_SECONDS} s") from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip()[:200]
        raise BrowserFailed(f"certutil refused the authorities: {said}") from None
