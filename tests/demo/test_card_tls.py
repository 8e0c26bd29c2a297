"""A simulated card's tunnel is mutual TLS with the card's own key."""

import asyncio
import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from devices.errors import CardUnreadable
from devices.events import CardFamily, Insertion
from devices.kit import TlsServer, Tunnel, TunnelFailure
from devices.simulated import SimulatedReaders
from devices.simulated.reader import READER
from kiosk.demo.cards import MARTIN, Deck
from kiosk.demo.pki import Authority
from kiosk.demo.portal.facts import SessionOpened
from kiosk.demo.portal.process import Portal

REQUEST = b"GET /carte HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


@pytest.fixture
def readers(deck: Deck) -> SimulatedReaders:
    return SimulatedReaders(deck)


@pytest.fixture
def server(portal: Portal) -> TlsServer:
    return TlsServer("127.0.0.1", portal.card_port, portal.ca_file)


@asynccontextmanager
async def tunnel(
    readers: SimulatedReaders, name: str, server: TlsServer, pin: bytes = MARTIN.pin.encode()
) -> AsyncIterator[Tunnel]:
    readers.insert(name)
    card = readers.card(Insertion(READER, 1), CardFamily.CPS4)
    async with card.tls(pin, server) as way:
        yield way


async def ask(way: Tunnel) -> bytes:
    """Everything that comes back to one request."""
    reader, writer = await asyncio.open_unix_connection(way.socket)
    writer.write(REQUEST)
    answer = await reader.read()
    writer.close()
    return answer


async def test_it_opens_the_card_door(
    readers: SimulatedReaders, server: TlsServer, portal: Portal
) -> None:
    async with tunnel(readers, "dr-martin", server) as way:
        assert stat.S_IMODE(way.socket.stat().st_mode) == 0o600
        assert stat.S_IMODE(way.socket.parent.stat().st_mode) == 0o700
        assert (await ask(way)).startswith(b"HTTP/1.1 302 ")
        assert way.why() is None
    assert not way.socket.parent.exists()
    fact = await portal.first(SessionOpened)
    assert (fact.name, fact.tls) == ("Dr Camille MARTIN", "TLSv1.3")


async def test_a_cps3_opens_it_with_the_tls_it_can(
    deck: Deck, server: TlsServer, portal: Portal
) -> None:
    old = {"dr-martin": replace(deck["dr-martin"], family=CardFamily.CPS3)}
    async with tunnel(SimulatedReaders(old), "dr-martin", server) as way:
        await ask(way)
    assert (await portal.first(SessionOpened)).tls == "TLSv1.2"


async def test_a_card_of_another_authority_is_refused(
    readers: SimulatedReaders, server: TlsServer, portal: Portal
) -> None:
    async with tunnel(readers, "wrong-issuer", server) as way:
        assert await ask(way) == b""
        assert way.why() is TunnelFailure.CARD_REFUSED
    assert portal.find(SessionOpened) is None


async def test_a_server_of_another_authority_is_not_believed(
    readers: SimulatedReaders, server: TlsServer, tmp_path: Path
) -> None:
    other = tmp_path / "other.pem"
    other.write_text(Authority().pem)
    async with tunnel(readers, "dr-martin", replace(server, ca_file=other)) as way:
        assert await ask(way) == b""
        assert way.why() is TunnelFailure.SERVER_UNTRUSTED


async def test_a_server_of_another_name_is_not_believed(
    readers: SimulatedReaders, server: TlsServer
) -> None:
    async with tunnel(readers, "dr-martin", replace(server, host="localhost")) as way:
        assert await ask(way) == b""
        assert way.why() is TunnelFailure.SERVER_UNTRUSTED


async def test_an_absent_server_is_said_to_be_absent(
    readers: SimulatedReaders, server: TlsServer, portal: Portal
) -> None:
    async with tunnel(readers, "dr-martin", server) as way:
        await portal.end()
        assert await ask(way) == b""
        assert way.why() is TunnelFailure.SERVER_UNREACHABLE
        assert await ask(way) == b""


async def test_a_card_that_is_pulled_cuts_the_tunnel(
    readers: SimulatedReaders, server: TlsServer
) -> None:
    async with tunnel(readers, "dr-martin", server) as way:
        reader, writer = await asyncio.open_unix_connection(way.socket)
        writer.write(REQUEST[:10])
        await writer.drain()
        await asyncio.to_thread(readers.pull)
        assert await reader.read() == b""
        assert way.why() is TunnelFailure.CARD_TROUBLE
        writer.close()


async def test_the_end_of_the_context_ends_every_connection(
    readers: SimulatedReaders, server: TlsServer
) -> None:
    async with tunnel(readers, "dr-martin", server) as way:
        reader, writer = await asyncio.open_unix_connection(way.socket)
        await ask(way)  # connections are accepted in their order: the first one has been
    assert await reader.read() == b""
    writer.close()


async def test_a_wrong_code_opens_no_tunnel(readers: SimulatedReaders, server: TlsServer) -> None:
    with pytest.raises(CardUnreadable):
        async with tunnel(readers, "dr-martin", server, b"0000"):
            pytest.fail("the card gave its key away")


async def test_a_card_without_a_key_opens_no_tunnel(
    readers: SimulatedReaders, server: TlsServer
) -> None:
    with pytest.raises(CardUnreadable):
        async with tunnel(readers, "no-certificate", server):
            pytest.fail("there is no key")
