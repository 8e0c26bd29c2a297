"""Mutual TLS with a real card stack: virtual CPS3, pcscd, OpenSC, engine, stunnel, nginx."""

import asyncio
import os
import signal
import socket
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.card_desk import CardDesk
from tests.support.card_tunnel import KEY, Tunnels, log_in, running
from tests.support.cps3_cards import cps3_card
from tests.support.portal import Gate
from tests.support.waiting import eventually

VERIFY = 0x20


def presented_pins(desk: CardDesk) -> int:
    """How often a PIN was sent to the card."""
    return len([e for e in desk.left.exchanges if e.apdu[1] == VERIFY and len(e.apdu) > 5])


@pytest.mark.parametrize("gate", [Gate.ORDINARY, Gate.ONLY_TLS_1_2])
async def test_the_portal_knows_the_doctor_by_the_cards_certificate(
    desk: CardDesk, tunnels: Tunnels, gate: Gate
) -> None:
    desk.insert(cps3_card())
    async with tunnels.open(gate) as tunnel:
        assert await log_in(tunnel) == 302
        assert tunnel.why() is None
    assert tunnels.portal.site.signed_in == ["Agathe VALBRUNE-ESSAI"]
    assert presented_pins(desk) == 1


@pytest.mark.parametrize("pkcs1_only", [True, False])
async def test_a_portal_that_prefers_other_signatures_gets_one_that_the_card_makes(
    desk: CardDesk, tunnels: Tunnels, pkcs1_only: bool
) -> None:
    desk.insert(cps3_card())
    key = replace(KEY, pkcs1_only=pkcs1_only)
    async with tunnels.open(Gate.OTHER_SIGNATURES, key=key) as tunnel:
        assert await log_in(tunnel) == 302


async def test_nothing_is_left_when_it_ends(desk: CardDesk, tunnels: Tunnels) -> None:
    desk.insert(cps3_card())
    async with tunnels.open() as tunnel:
        assert set(tunnels.left()) == {*running(), tunnel.socket.parent}
        assert running()
    assert tunnels.left() == []


async def test_nothing_is_left_when_it_ends_by_an_error(desk: CardDesk, tunnels: Tunnels) -> None:
    desk.insert(cps3_card())

    async def fail() -> None:
        async with tunnels.open():
            raise KeyError

    with pytest.raises(KeyError):
        await fail()
    assert tunnels.left() == []


async def test_nothing_is_left_when_it_is_cancelled_while_open(
    desk: CardDesk, tunnels: Tunnels
) -> None:
    desk.insert(cps3_card())
    opened = asyncio.Event()

    async def hold() -> None:
        async with tunnels.open():
            opened.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(hold())
    await opened.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert tunnels.left() == []


async def test_nothing_is_left_when_it_is_cancelled_while_starting(
    desk: CardDesk, tunnels: Tunnels
) -> None:
    desk.insert(cps3_card())
    before = len(desk.left.exchanges)
    desk.left.delay = 0.02

    async def hold() -> None:
        async with tunnels.open():
            raise AssertionError("too late to be cancelled")

    task = asyncio.create_task(hold())
    await eventually(lambda: len(desk.left.exchanges) > before + 5)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert tunnels.left() == []


async def test_nothing_is_left_when_it_is_cancelled_at_the_first_moment(
    desk: CardDesk, tunnels: Tunnels
) -> None:
    desk.insert(cps3_card())
    for steps in range(12):

        async def hold() -> None:
            async with tunnels.open():
                await asyncio.Event().wait()

        task = asyncio.create_task(hold())
        for _ in range(steps):
            await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert tunnels.left() == []


async def test_the_tunnel_dies_with_the_kiosk(desk: CardDesk, tunnels: Tunnels) -> None:
    desk.insert(cps3_card())
    port = str(tunnels.server().port)
    kiosk = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.support.card_tunnel", port, stdout=subprocess.PIPE
    )
    assert kiosk.stdout is not None
    path = (await kiosk.stdout.readline()).decode().strip()
    assert not refuses(path)
    kiosk.kill()
    await kiosk.wait()
    await eventually(lambda: refuses(path))


async def test_nobody_else_can_use_it(desk: CardDesk, tunnels: Tunnels) -> None:
    desk.insert(cps3_card())
    async with tunnels.open() as tunnel:
        assert stat.S_IMODE(tunnel.socket.stat().st_mode) == 0o600
        assert stat.S_IMODE(tunnel.socket.parent.stat().st_mode) == 0o700
        if os.getuid() == 0:
            assert "Permission denied" in await knock_as_nobody(tunnel.socket)


async def test_the_pin_is_in_no_command_line_and_no_environment(
    desk: CardDesk, tunnels: Tunnels
) -> None:
    pin = b"8305"
    desk.insert(cps3_card(pin=pin))
    async with tunnels.open(pin=pin):
        (process,) = running()
        seen = of_process(process, "cmdline") + of_process(process, "environ")
        assert b"stunnel" in seen
        assert pin not in seen


async def test_it_inherits_nothing_but_the_way_to_the_readers(
    desk: CardDesk, tunnels: Tunnels, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SSLKEYLOGFILE", "OPENSSL_CONF", "OPENSSL_ENGINES", "OPENSC_DEBUG", "PATH"):
        monkeypatch.setenv(name, str(tmp_path / name))
    desk.insert(cps3_card())
    async with tunnels.open() as tunnel:
        (process,) = running()
        environment = of_process(process, "environ")
        assert await log_in(tunnel) == 302
    names = {line.partition(b"=")[0] for line in environment.rstrip(b"\0").split(b"\0")}
    assert names - {b"LANG"} == {b"PATH", b"PCSCLITE_CSOCK_NAME", b"XDG_CACHE_HOME"}
    assert bytes(tmp_path) not in environment


@pytest.mark.parametrize("what", ["Max core file size", "Max file size"])
async def test_stunnel_writes_no_file_not_even_when_it_crashes(
    desk: CardDesk, tunnels: Tunnels, what: str
) -> None:
    desk.insert(cps3_card())
    async with tunnels.open():
        (process,) = running()
        limits = of_process(process, "limits").decode().splitlines()
        status = of_process(process, "status").decode()
    (limit,) = [line.removeprefix(what).split() for line in limits if line.startswith(what)]
    assert limit[:2] == ["0", "0"]
    # Else it would be killed for trying.
    ignored = int(status.partition("SigIgn:")[2].split()[0], 16)
    assert ignored & 1 << signal.SIGXFSZ - 1


async def knock_as_nobody(path: Path) -> str:
    """What another user is told when he connects."""
    code = "import socket, sys; socket.socket(socket.AF_UNIX).connect(sys.argv[1])"
    other = ("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups")
    process = await asyncio.create_subprocess_exec(
        *other, "/usr/bin/python3", "-c", code, str(path), stderr=subprocess.PIPE
    )
    _, complaint = await process.communicate()
    return complaint.decode()


def of_process(process: int, name: str) -> bytes:
    """A file of /proc."""
    return Path(f"/proc/{process}/{name}").read_bytes()


def refuses(path: str) -> bool:
    """Whether nobody answers at a unix socket."""
    with socket.socket(socket.AF_UNIX) as client:
        return client.connect_ex(path) != 0
