"""Texts of kiosk.toml for tests, and what becomes of them."""

from dataclasses import replace
from pathlib import Path
from typing import Any, Literal, cast

import pytest

from kiosk.config import (
    CardMethod,
    Config,
    ConfigInvalid,
    EcpsMethod,
    EmailMethod,
    MethodsTable,
    PortalTable,
    load,
)
from kiosk.config.addresses import host_of

Flow = Literal["qr", "push", "browser"]

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

_PROVIDER = """\
hosts = ["identite.example"]
issuer = "https://identite.example/sante"
client_id = "poste"
session_url = "https://portail.example/jeton"
"""

ECPS = {
    "qr": f'[methods.ecps]\nflow = "qr"\n{_PROVIDER}',
    "push": f'[methods.ecps]\nflow = "push"\n{_PROVIDER}',
    "proxy": """\
[methods.ecps]
flow = "push"
hosts = ["proxy.example"]
proxy_url = "https://proxy.example/psc"
client_id = "poste"
session_url = "https://portail.example/jeton"
""",
    "browser": """\
[methods.ecps]
flow = "browser"
hosts = ["identite.example"]
start_url = "https://portail.example/e-cps"
""",
}
"""What each flow must say of e-CPS; behind MINIMAL its first line is the eighth."""


EMAIL = """\
[methods.email]
login_url = "https://portail.example/connexion"
landing_urls = ["https://portail.example/espace"]
"""
"""What must be said of e-mail, as home is the whole portal; behind MINIMAL its first line is the
eighth."""


def rows(folder: Path, content: str | bytes) -> list[str]:
    """What is said about a kiosk.toml of this content, without the folder's name."""
    path = written(folder, content)
    with pytest.raises(ConfigInvalid) as caught:
        load(path)
    return [row.replace(f"{folder}/", "") for row in caught.value.rows()]


def ecps_of(folder: Path, text: str) -> EcpsMethod:
    """What becomes of a [methods.ecps] behind MINIMAL."""
    found = load(written(folder, MINIMAL + text)).methods.ecps
    assert found is not None
    return found


def said_of_ecps(folder: Path, text: str) -> list[str]:
    """What is said about a [methods.ecps] behind MINIMAL, from its closing bracket on."""
    return [row.partition("[methods.ecps")[2] for row in rows(folder, MINIMAL + text)]


def email_of(folder: Path, more: str = "") -> EmailMethod:
    """What becomes of an EMAIL with more lines behind MINIMAL."""
    found = load(written(folder, MINIMAL + EMAIL + more)).methods.email
    assert found is not None
    return found


def said_of_email(folder: Path, more: str, table: str = EMAIL) -> list[str]:
    """What is said about it, from its closing bracket on."""
    text = MINIMAL + table + more
    return [row.partition("[methods.email] ")[2] for row in rows(folder, text)]


def written(folder: Path, content: str | bytes) -> Path:
    """A kiosk.toml of this content."""
    path = folder / "kiosk.toml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def configured(url: str = "https://portail.example/") -> Config:
    """A configuration made in code, with one address for everything at the portal."""
    portal = PortalTable(
        name="Portail",
        home_url=url,
        logout_url=url,
        allowed_hosts=(host_of(url) or "",),
        timeout_seconds=10,
    )
    return Config(portal=portal, methods=MethodsTable(card=CardMethod(login_url=url)))


def phoned(flow: Flow, url: str = "https://portail.example/", /, **keys: object) -> Config:
    """The same with e-CPS, whose provider is on the same host."""
    config = configured(url)
    ecps = EcpsMethod(flow=flow, **cast(Any, keys))
    return replace(config, methods=replace(config.methods, ecps=ecps))


def mailed(url: str = "https://portail.example/", /, **keys: object) -> Config:
    """The same with e-mail, whose form is at the same address unless it is told."""
    config = configured(url)
    email = EmailMethod(**cast(Any, {"login_url": url, **keys}))
    return replace(config, methods=replace(config.methods, email=email))
