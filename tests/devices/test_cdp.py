"""The protocol, against a peer that says what it likes."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest

from devices.browser.cdp import Cdp, CdpEnded, CdpEvent, CdpRefused, CdpSilent
from tests.support.waiting import eventually

LIMIT = 64 * 1024


class Peer:
    """The browser's end of the pipe."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self.writer = writer

    async def hear(self) -> dict[str, Any]:
        heard = json.loads((await self._reader.readuntil(b"\0"))[:-1])
        assert isinstance(heard, dict)
        return heard

    def say(self, **message: object) -> None:
        self.writer.write(json.dumps(message).encode() + b"\0")


@pytest.fixture
def sockets() -> Iterator[tuple[socket.socket, socket.socket]]:
    ours, theirs = socket.socketpair()
    yield ours, theirs
    ours.close()
    theirs.close()


@pytest.fixture
async def peer(sockets: tuple[socket.socket, socket.socket]) -> AsyncIterator[Peer]:
    reader, writer = await asyncio.open_connection(sock=sockets[1])
    yield Peer(reader, writer)
    writer.close()


@pytest.fixture
async def cdp(sockets: tuple[socket.socket, socket.socket]) -> AsyncIterator[Cdp]:
    reader, writer = await asyncio.open_connection(sock=sockets[0], limit=LIMIT)
    connection = Cdp(reader, writer)
    yield connection
    connection.close()


async def test_each_command_gets_its_own_answer_whatever_their_order(cdp: Cdp, peer: Peer) -> None:
    first = asyncio.create_task(cdp.send("A.first", {"x": 1}))
    second = asyncio.create_task(cdp.send("A.second", session="S"))
    heard = [await peer.hear(), await peer.hear()]
    assert heard[0] == {"id": heard[0]["id"], "method": "A.first", "params": {"x": 1}}
    assert heard[1]["sessionId"] == "S"
    peer.say(id=heard[1]["id"], result={"is": "second"}, sessionId="S")
    peer.say(id=heard[0]["id"], result={"is": "first"})
    assert await first == {"is": "first"}
    assert await second == {"is": "second"}


async def test_text_with_a_nul_does_not_break_the_framing(cdp: Cdp, peer: Peer) -> None:
    sending = asyncio.create_task(cdp.send("A.b", {"text": "a\0é\ud800"}))
    heard = await peer.hear()
    assert heard["params"] == {"text": "a\0é\ud800"}
    peer.say(id=heard["id"], result={})
    assert await sending == {}


async def test_a_refusal_says_why_and_nothing_of_what_was_sent(cdp: Cdp, peer: Peer) -> None:
    sending = asyncio.create_task(cdp.send("Storage.setCookies", {"value": "very-secret"}))
    heard = await peer.hear()
    peer.say(id=heard["id"], error={"code": -32602, "message": "Invalid cookie fields"})
    with pytest.raises(CdpRefused, match=r"Storage\.setCookies: Invalid cookie fields") as refusal:
        await sending
    assert "very-secret" not in repr(refusal.value)


async def test_a_silent_browser_is_given_up_and_its_late_answer_harms_nobody(
    cdp: Cdp, peer: Peer
) -> None:
    with pytest.raises(CdpSilent, match=r"within 0\.01 s"):
        await cdp.send("A.slow", patience=0.01)
    late = await peer.hear()
    peer.say(id=late["id"], result={"late": True})
    sending = asyncio.create_task(cdp.send("A.next"))
    heard = await peer.hear()
    peer.say(id=heard["id"], result={"late": False})
    assert await sending == {"late": False}


async def test_events_reach_every_subscriber_in_order_until_it_leaves(cdp: Cdp, peer: Peer) -> None:
    stays: list[CdpEvent] = []
    leaves: list[CdpEvent] = []
    cdp.subscribe(stays.append)
    unsubscribe = cdp.subscribe(leaves.append)
    peer.say(method="Target.targetCreated", params={"n": 1})
    await eventually(lambda: stays)
    unsubscribe()
    peer.say(method="Page.loadEventFired", params={"n": 2}, sessionId="S")
    peer.say(method="Inspector.detached")
    await eventually(lambda: len(stays) == 3)
    assert [(event.method, event.session) for event in stays] == [
        ("Target.targetCreated", None),
        ("Page.loadEventFired", "S"),
        ("Inspector.detached", None),
    ]
    assert len(leaves) == 1
    assert "'n'" not in repr(stays[0])


async def test_commands_to_a_target_that_goes_away_fail_and_others_go_on(
    cdp: Cdp, peer: Peer
) -> None:
    lost = asyncio.create_task(cdp.send("Page.navigate", session="S"))
    kept = asyncio.create_task(cdp.send("Browser.getVersion"))
    await peer.hear()
    number = (await peer.hear())["id"]
    peer.say(method="Target.detachedFromTarget", params={"sessionId": "S"})
    with pytest.raises(CdpEnded, match="target is gone"):
        await lost
    peer.say(id=number, result={"ok": True})
    assert await kept == {"ok": True}


async def test_when_the_browser_dies_every_command_fails_at_once(cdp: Cdp, peer: Peer) -> None:
    waiting = asyncio.create_task(cdp.send("A.b"))
    await peer.hear()
    peer.writer.close()
    await cdp.ended()
    with pytest.raises(CdpEnded):
        await waiting
    with pytest.raises(CdpEnded):
        await cdp.send("A.c")


async def test_closing_our_side_is_seen_by_the_browser(cdp: Cdp, peer: Peer) -> None:
    waiting = asyncio.create_task(cdp.send("A.b"))
    await peer.hear()
    cdp.close()
    with pytest.raises(CdpEnded):
        await waiting
    with pytest.raises(asyncio.IncompleteReadError):
        await peer.hear()


@pytest.mark.parametrize("size", [LIMIT + 1, 3 * LIMIT, 10 * LIMIT])
async def test_a_message_that_is_too_long_is_passed_over(cdp: Cdp, peer: Peer, size: int) -> None:
    heard: list[CdpEvent] = []
    cdp.subscribe(heard.append)
    peer.say(method="Runtime.consoleAPICalled", params={"text": "x" * size})
    peer.say(method="Page.loadEventFired")
    await eventually(lambda: heard)
    assert [event.method for event in heard] == ["Page.loadEventFired"]
    sending = asyncio.create_task(cdp.send("A.b"))
    peer.say(id=(await peer.hear())["id"], result={"ok": True})
    assert await sending == {"ok": True}


@pytest.mark.parametrize(
    "rubbish",
    [
        b"\xff\0",
        b"[]\0",
        b"{}\0",
        b'{"method": "Target.detachedFromTarget"}\0',
    ],
)
async def test_what_is_no_protocol_ends_the_connection(
    cdp: Cdp, peer: Peer, rubbish: bytes
) -> None:
    peer.writer.write(rubbish)
    await cdp.ended()
    with pytest.raises(CdpEnded, match="no sense"):
        await cdp.send("A.b")
