"""A small portal for doctors behind nginx, which can be told to misbehave.

Its name is "localhost", since that resolves everywhere. As at real portals the card login asks for
a client certificate on a port of its own, and all other pages are on an ordinary port. One cookie
serves both, since cookies know no ports.
"""

import threading
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path

import pytest

from kiosk.signin.card import CardWay
from tests.support.nginx import Nginx, Server
from tests.support.pki import authority
from tests.support.portal_site import PortalSite

SERVER_AUTHORITY = "AC SERVEURS ESSAI"
UNKNOWN_AUTHORITY = "AC INCONNUE ESSAI"
PAGES = "pages"


class Gate(StrEnum):
    """The ways to the card login, one port each."""

    ORDINARY = "card"
    IMPOSTOR = "impostor"
    """Its certificate is from an authority that the kiosk does not know."""
    OTHER_NAME = "other-name"
    """Its certificate is good, but another host's."""
    OTHER_CARDS = "other-cards"
    """It takes cards of another authority only; nginx says so in its answer, not by TLS."""
    ONLY_TLS_1_3 = "only-tls-1.3"
    ONLY_TLS_1_2 = "only-tls-1.2"
    OTHER_SIGNATURES = "other-signatures"
    """TLS 1.2. It signs PSS over SHA-384 and asks for PSS over SHA-512 before all else."""


class PortalService:
    """The portal with its nginx; `site` tells what happened and sets its manner."""

    def __init__(self, directory: Path) -> None:
        self.ca_file = directory / "authority.pem"
        """Whom to trust to reach it."""
        self.ca_file.write_text(authority(SERVER_AUTHORITY).pem)
        self.site = PortalSite()
        self._nginx = Nginx(directory, list(_servers()), self.site.server_address[1])
        self.site.space_url = self.url("/espace")
        self._thread = threading.Thread(
            target=self.site.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )

    def start(self) -> None:
        self._thread.start()
        self._nginx.start()

    def stop(self) -> None:
        self._nginx.stop()
        self.site.released.set()
        self.site.shutdown()
        self.site.server_close()

    def vanish(self) -> None:
        """The portal cannot be reached, until it comes back."""
        self._nginx.stop()

    def come_back(self) -> None:
        self._nginx.start()

    def url(self, path: str) -> str:
        """A page on the ordinary port, which asks for no certificate."""
        return f"https://localhost:{self._nginx.port(PAGES)}{path}"

    def login_url(self, gate: Gate = Gate.ORDINARY) -> str:
        return f"https://localhost:{self.login_port(gate)}/connexion/carte"

    def login_port(self, gate: Gate = Gate.ORDINARY) -> int:
        return self._nginx.port(gate)

    def card_way(self, gate: Gate = Gate.ORDINARY, *, timeout: float = 10) -> CardWay:
        """How a kiosk would be configured for it."""
        return CardWay(
            login_url=self.login_url(gate),
            ca_file=self.ca_file,
            allowed_hosts=("localhost",),
            home_url=self.url("/espace"),
            logout_url=self.url("/deconnexion"),
            timeout=timeout,
        )


def _servers() -> Iterator[Server]:
    cards = authority().pem
    own = certificate(SERVER_AUTHORITY, "localhost")
    yield Server(PAGES, own)
    yield Server(Gate.ORDINARY, own, cards)
    yield Server(Gate.IMPOSTOR, certificate(UNKNOWN_AUTHORITY, "localhost"), cards)
    yield Server(Gate.OTHER_NAME, certificate(SERVER_AUTHORITY, "autre.test"), cards)
    yield Server(Gate.OTHER_CARDS, own, authority(UNKNOWN_AUTHORITY).pem)
    yield Server(Gate.ONLY_TLS_1_3, own, cards, "TLSv1.3")
    yield Server(Gate.ONLY_TLS_1_2, own, cards, "TLSv1.2")
    signatures = (
        "SignatureAlgorithms RSA-PSS+SHA384",
        "ClientSignatureAlgorithms RSA-PSS+SHA512:RSA+SHA256",
    )
    yield Server(Gate.OTHER_SIGNATURES, own, cards, "TLSv1.2", signatures)


@cache
def certificate(issuer: str, host: str) -> str:
    credential = authority(issuer).issue_server(host)
    return credential.pem + credential.key_pem


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[PortalService]:
    """A running portal, in good manners."""
    directory = tmp_path / "portal"
    directory.mkdir()
    service = PortalService(directory)
    service.start()
    try:
        yield service
    finally:
        service.stop()
