"""Why a tunnel does not open or does not reach the portal, told apart on a real card stack."""

import logging
import ssl
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from devices.card_tls.config import configuration
from devices.card_tls.tunnel import TlsVersion, TokenKey, card_tls
from devices.errors import CardTlsUnavailable, CardUnreadable, ModuleHung
from devices.kit import TlsServer, TunnelFailure
from tests.support.card_desk import CardDesk
from tests.support.card_tunnel import KEY, Tunnels, log_in
from tests.support.cps3_cards import PIN, cps3_card
from tests.support.https_site import Authority, serve
from tests.support.portal import Gate
from tests.support.vpcd import VirtualReader

VERIFY, SIGN = 0x20, 0x88


def presented(reader: VirtualReader) -> int:
    """How often a PIN was sent to the card."""
    return len([e for e in reader.exchanges if e.apdu[1] == VERIFY and len(e.apdu) > 5])


async def why_not(tunnels: Tunnels, gate: Gate) -> TunnelFailure | None:
    """Why the card login cannot be reached."""
    async with tunnels.open(gate) as tunnel:
        with pytest.raises(httpx.TransportError):
            await log_in(tunnel)
        return tunnel.why()


@pytest.mark.parametrize(
    ("gate", "failure"),
    [
        (Gate.IMPOSTOR, TunnelFailure.SERVER_UNTRUSTED),
        (Gate.OTHER_NAME, TunnelFailure.SERVER_UNTRUSTED),
        (Gate.ONLY_TLS_1_3, TunnelFailure.NO_COMMON_TLS),
    ],
)
async def test_a_server_that_cannot_be_used_is_told_apart(
    desk: CardDesk, tunnels: Tunnels, gate: Gate, failure: TunnelFailure
) -> None:
    desk.insert(cps3_card())
    assert await why_not(tunnels, gate) is failure
    assert not tunnels.portal.site.visits
    assert tunnels.left() == []


async def test_a_server_that_is_not_there_is_unreachable(desk: CardDesk, tunnels: Tunnels) -> None:
    desk.insert(cps3_card())
    tunnels.portal.vanish()
    assert await why_not(tunnels, Gate.ORDINARY) is TunnelFailure.SERVER_UNREACHABLE


async def test_the_reason_is_that_of_the_latest_connection(
    desk: CardDesk, tunnels: Tunnels
) -> None:
    desk.insert(cps3_card())
    tunnels.portal.vanish()
    async with tunnels.open() as tunnel:
        with pytest.raises(httpx.TransportError):
            await log_in(tunnel)
        assert tunnel.why() is TunnelFailure.SERVER_UNREACHABLE
        tunnels.portal.come_back()
        assert await log_in(tunnel) == 302
        assert tunnel.why() is None


async def test_a_wrong_pin_costs_one_try_and_is_written_nowhere(
    desk: CardDesk, tunnels: Tunnels, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    desk.insert(card := cps3_card())
    with pytest.raises(CardUnreadable) as caught:
        async with tunnels.open(pin=b"8305"):
            pass
    assert presented(desk.left) == 1
    assert card.security.tries == 2
    assert "8305" not in f"{caught.value!r}{caplog.text}"
    assert tunnels.left() == []


@pytest.mark.parametrize(
    "key", [replace(KEY, serial="0000012800262495"), replace(KEY, label="CPS3v3-2800262495")]
)
async def test_the_pin_is_not_presented_to_another_card(
    desk: CardDesk, tunnels: Tunnels, key: TokenKey
) -> None:
    desk.insert(cps3_card())
    with pytest.raises(CardUnreadable):
        async with tunnels.open(key=key):
            pass
    assert presented(desk.left) == 0
    assert tunnels.left() == []


async def test_a_key_that_is_not_there_is_trouble_with_the_card(
    desk: CardDesk, tunnels: Tunnels
) -> None:
    desk.insert(cps3_card())
    with pytest.raises(CardUnreadable):
        async with tunnels.open(key=replace(KEY, key_id=b"\x07")):
            pass


@pytest.mark.parametrize("forced", [None, "1.2"])
async def test_a_server_that_ends_tls_because_of_the_card_is_told_apart(
    desk: CardDesk, tunnels: Tunnels, tmp_path: Path, forced: TlsVersion | None
) -> None:
    desk.insert(cps3_card())
    authority = Authority(tmp_path)
    context = authority.server_context("localhost")
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_verify_locations(authority.file)
    with serve({}, context) as site:
        server = TlsServer("localhost", site.port, authority.file)
        async with card_tls(KEY, server, PIN, tls_max=forced) as tunnel:
            with pytest.raises(httpx.TransportError):
                await log_in(tunnel)
            assert tunnel.why() is TunnelFailure.CARD_REFUSED
    assert not site.requests
    assert tunnels.left() == []


async def test_tls_1_3_can_be_forced_though_the_card_does_not_master_it(
    desk: CardDesk, tunnels: Tunnels
) -> None:
    desk.insert(cps3_card())
    async with tunnels.open(Gate.ONLY_TLS_1_3, tls_max="1.3") as tunnel:
        with pytest.raises(httpx.TransportError):
            await log_in(tunnel)
        assert tunnel.why() is TunnelFailure.CARD_TROUBLE


@pytest.mark.parametrize("instruction", [VERIFY, SIGN])
async def test_a_card_pulled_meanwhile_is_trouble_with_the_card(
    desk: CardDesk, tunnels: Tunnels, instruction: int
) -> None:
    desk.insert(cps3_card())
    desk.left.remove_at = lambda apdu: apdu[1] == instruction and len(apdu) > 5
    if instruction == VERIFY:
        with pytest.raises(CardUnreadable):
            async with tunnels.open():
                pass
    else:
        assert await why_not(tunnels, Gate.ORDINARY) is TunnelFailure.CARD_TROUBLE
    assert tunnels.left() == []


async def test_without_stunnel_there_is_no_tunnel(desk: CardDesk, tunnels: Tunnels) -> None:
    desk.insert(cps3_card())
    with pytest.raises(CardTlsUnavailable):
        async with tunnels.open(command="stunnel-that-is-not-there"):
            pass


async def test_without_the_engine_there_is_no_tunnel_and_no_pin_is_presented(
    desk: CardDesk, tunnels: Tunnels, tmp_path: Path
) -> None:
    desk.insert(cps3_card())
    command = tmp_path / "stunnel"
    command.write_text(f'#!/bin/sh\nOPENSSL_ENGINES={tmp_path} exec stunnel "$@"\n')
    command.chmod(0o755)
    with pytest.raises(CardTlsUnavailable):
        async with tunnels.open(command=str(command)):
            pass
    assert presented(desk.left) == 0


async def test_a_module_that_never_answers_is_given_up(desk: CardDesk, tunnels: Tunnels) -> None:
    desk.insert(cps3_card())
    desk.service.suspend()
    try:
        with pytest.raises(ModuleHung):
            async with tunnels.open(start_seconds=0.5):
                pass
        assert tunnels.left() == []
    finally:
        desk.service.resume()


@pytest.mark.parametrize(
    "make",
    [
        lambda: configuration(KEY, TlsServer("a\nb", 443, None), PIN, Path("/s"), None),
        lambda: configuration(KEY, TlsServer("a", 443, Path("/a\nb")), PIN, Path("/s"), None),
        lambda: configuration(
            replace(KEY, module=Path("/m\nexec = /bin/sh")),
            TlsServer("a", 443, None),
            PIN,
            Path("/s"),
            None,
        ),
        lambda: configuration(KEY, TlsServer("a", 443, None), b"12\n4", Path("/s"), None),
        lambda: configuration(KEY, TlsServer("a", 443, None), b"123", Path("/s"), None),
    ],
)
def test_no_value_can_bring_a_line_of_its_own(make: Callable[[], bytearray]) -> None:
    with pytest.raises(ValueError, match=r"line|four digits"):
        make()
