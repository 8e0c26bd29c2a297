"""The tunnel of a virtual CPS3 as tests open it, and what it leaves behind."""

import asyncio
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from devices.card_tls.tunnel import TlsVersion, TokenKey, card_tls
from devices.kit import TlsServer, Tunnel
from tests.support.card_desk import MODULE, CardDesk
from tests.support.cps3_cards import PIN
from tests.support.cps3_pkcs15 import APPLICATION, AUTHENTICATION
from tests.support.pki import CARD_NUMBER
from tests.support.portal import Gate, PortalService

SERIAL = f"000001{CARD_NUMBER}"
"""As OpenSC tells it: the last 16 of the issuer's and the card's digits."""
KEY = TokenKey(MODULE, SERIAL, APPLICATION + bytes([AUTHENTICATION]), pkcs1_only=True)
"""Of every card that tests.support.cps3_cards makes without another number."""


@dataclass(frozen=True, slots=True)
class Tunnels:
    """Opens tunnels to the portal."""

    portal: PortalService
    directory: Path
    """Where they have their sockets."""

    def open(
        self,
        gate: Gate = Gate.ORDINARY,
        *,
        key: TokenKey = KEY,
        pin: bytes = PIN,
        tls_max: TlsVersion | None = None,
        command: str = "stunnel",
        start_seconds: float = 20,
    ) -> AbstractAsyncContextManager[Tunnel]:
        return card_tls(
            key,
            self.server(gate),
            pin,
            tls_max=tls_max,
            command=command,
            start_seconds=start_seconds,
        )

    def server(self, gate: Gate = Gate.ORDINARY) -> TlsServer:
        return TlsServer("localhost", self.portal.login_port(gate), self.portal.ca_file)

    def left(self) -> list[object]:
        """Processes and files that are still there."""
        return [*running(), *self.directory.iterdir()]


async def log_in(tunnel: Tunnel) -> int:
    """Asks for the card login; the status of the answer."""
    async with httpx.AsyncHTTPTransport(uds=str(tunnel.socket)) as transport:
        request = httpx.Request("GET", "http://localhost/connexion/carte")
        response = await transport.handle_async_request(request)
        await response.aclose()
        return response.status_code


def running() -> list[int]:
    """Process ids of the tunnels that this process started."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            command = (entry / "cmdline").read_bytes()
            parent = (entry / "stat").read_text().rpartition(")")[2].split()[1]
        except OSError:
            continue
        if b"stunnel\0-fd" in command and int(parent) == os.getpid():
            found.append(int(entry.name))
    return found


@pytest.fixture
def tunnels(
    desk: CardDesk, portal: PortalService, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Tunnels]:
    """With an empty reader and a runtime directory of their own: in memory, with a short path."""
    assert not desk.left.inserted
    with tempfile.TemporaryDirectory(prefix="run-", dir="/dev/shm") as directory:
        monkeypatch.setenv("XDG_RUNTIME_DIR", directory)
        yield Tunnels(portal, Path(directory))


async def _hold(port: int) -> None:
    """Opens a tunnel, says where, and keeps it."""
    async with card_tls(KEY, TlsServer("localhost", port, None), PIN) as tunnel:
        sys.stdout.write(f"{tunnel.socket}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_hold(int(sys.argv[1])))
