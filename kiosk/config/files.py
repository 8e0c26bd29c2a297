"""Files named in kiosk.toml: relative to its folder, and looked at when it is read."""

import re
from pathlib import Path
from typing import Annotated

from kiosk.config.values import Refused, Rule

_PEM = b"-----BEGIN CERTIFICATE-----"
_KEY = re.compile(rb"-----BEGIN (\w+ )*PRIVATE KEY-----")


def resolve(text: str, folder: Path) -> Path:
    """The file that a text in a kiosk.toml of this folder names."""
    if not text or not text.isprintable():
        raise Refused("must be the name of a file")
    if text.startswith("~"):
        raise Refused("must be written whole: a service has no ~")
    return folder / text


def _readable(path: Path) -> None:
    _content(path, 1)


def _certificates(path: Path) -> None:
    if _PEM not in _content(path, 1_000_000):
        raise Refused(f"holds no certificate in PEM form: {path}")


def _key_pair(path: Path) -> None:
    _certificates(path)
    if not _KEY.search(_content(path, 1_000_000)):
        raise Refused(f"holds no private key in PEM form: {path}")


def _content(path: Path, limit: int) -> bytes:
    try:
        # A named pipe would make the kiosk wait for ever for somebody to write.
        if path.exists() and not path.is_file():
            raise Refused(f"is not a file: {path}")
        with path.open("rb") as file:
            return file.read(limit)
    except OSError as error:
        raise Refused(f"cannot be read: {path}: {error.strerror}") from None


NewFile = Path
"""A file that may not exist yet."""
ReadableFile = Annotated[Path, Rule(_readable)]
"""A file that must be there."""
CertificateFile = Annotated[Path, Rule(_certificates)]
"""A file of certificates in PEM form that must be there."""
KeyPairFile = Annotated[Path, Rule(_key_pair)]
"""A file with a certificate and its private key in PEM form that must be there."""
