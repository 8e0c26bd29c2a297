"""Texts of kiosk.toml for tests, and what becomes of them."""

from pathlib import Path

import pytest

from kiosk.config import ConfigInvalid, load

PORTAL = """\
[portal]
name = "Portail"
home_url = "https://portail.example/"
logout_url = "https://portail.example/fin"
allowed_hosts = ["portail.example"]
"""

METHODS = """\
[methods.card]
login_url = "https://portail.example/cps"
"""

MINIMAL = PORTAL + METHODS
"""Everything that a file must say, on lines 1 to 7."""


def rows(folder: Path, content: str | bytes) -> list[str]:
    """What is said about a kiosk.toml of this content, without the folder's name."""
    path = written(folder, content)
    with pytest.raises(ConfigInvalid) as caught:
        load(path)
    return [row.replace(f"{folder}/", "") for row in caught.value.rows()]


def written(folder: Path, content: str | bytes) -> Path:
    """A kiosk.toml of this content."""
    path = folder / "kiosk.toml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path
