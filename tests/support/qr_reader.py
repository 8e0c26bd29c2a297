"""Reads a QR code off a picture, as the camera of a phone does."""

import subprocess
from pathlib import Path


def read_qr(picture: Path) -> str:
    """What the only QR code on it says. Raises ValueError where there is none, or more."""
    found = read_qrs(picture)
    if len(found) != 1:
        raise ValueError(f"{len(found)} codes on {picture.name}")
    return found[0]


def read_qrs(picture: Path) -> list[str]:
    """What all the QR codes on it say, in no particular order."""
    done = subprocess.run(
        ["/usr/bin/zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", str(picture)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.stdout.splitlines()
