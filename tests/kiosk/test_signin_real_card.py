"""The way in by CPS on the real stack: pcscd, OpenSC, stunnel and nginx, with a virtual CPS3."""

import asyncio
import ssl
from pathlib import Path

import pytest

from devices.errors import CardError
from devices.kit import Card, UserAgent
from kiosk import http_errors
from kiosk.identity import holder_from
from kiosk.signin.card import CardWay, sign_in_with_card
from kiosk.signin.portal import PortalSession, logout
from tests.support.card_desk import CardDesk
from tests.support.card_tunnel import Tunnels
from tests.support.cps3_cards import PIN, cps3_card
from tests.support.https_site import Authority, serve
from tests.support.portal import Gate
from tests.support.portal_site import Manner
from tests.support.waiting import eventually

AGENT = UserAgent("Navigateur/1.0 (essai)", "fr-FR,fr;q=0.9")
SIGN = 0x88


async def sign_in(
    card: Card, way: CardWay, kept: list[PortalSession] | None = None
) -> PortalSession:
    """As the kiosk does it."""
    facts = await card.read()
    holder = holder_from(facts.certificate.holder)
    return await sign_in_with_card(
        card,
        PIN,
        holder=holder,
        way=way,
        agent=AGENT,
        last_try_allowed=True,
        announce=lambda _: None,
        keep=(kept if kept is not None else []).append,
    )


async def test_the_portal_and_the_kiosk_name_the_same_doctor(
    desk: CardDesk, tunnels: Tunnels
) -> None:
    desk.insert(cps3_card())
    async with desk.card() as card:
        session = await sign_in(card, tunnels.portal.card_way())
    assert session.holder.display_name == "Dr Agathe VALBRUNE-ESSAI"
    assert tunnels.portal.site.signed_in == ["Agathe VALBRUNE-ESSAI"]
    assert {cookie.name for cookie in session.cookies} == {"session", "langue"}
    assert tunnels.left() == []


async def test_a_portal_that_wants_more_than_the_card_can_is_said_to_be_so(
    desk: CardDesk, tunnels: Tunnels
) -> None:
    desk.insert(cps3_card())
    async with desk.card() as card:
        with pytest.raises(http_errors.NoCommonTls):
            await sign_in(card, tunnels.portal.card_way(Gate.ONLY_TLS_1_3))


async def test_a_portal_that_does_not_trust_the_card_is_said_to_be_so(
    desk: CardDesk, tunnels: Tunnels, tmp_path: Path
) -> None:
    desk.insert(cps3_card())
    authority = Authority(tmp_path)
    context = authority.server_context("localhost")
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_verify_locations(authority.file)
    with serve({}, context) as site:
        way = CardWay(
            login_url=site.url("/connexion/carte"),
            ca_file=authority.file,
            allowed_hosts=("localhost",),
            home_url=site.url("/espace"),
            logout_url=None,
            timeout=10,
        )
        async with desk.card() as card:
            with pytest.raises(http_errors.ClientCertificateRefused):
                await sign_in(card, way)
    assert tunnels.left() == []


async def test_a_card_pulled_while_it_signs_is_trouble_with_the_card(
    desk: CardDesk, tunnels: Tunnels
) -> None:
    desk.insert(cps3_card())
    desk.left.remove_at = lambda apdu: apdu[1] == SIGN
    async with desk.card() as card:
        with pytest.raises(CardError):
            await sign_in(card, tunnels.portal.card_way())
    assert not tunnels.portal.site.visits
    assert tunnels.left() == []


async def test_a_sign_in_that_is_cancelled_leaves_nothing_here_or_at_the_portal(
    desk: CardDesk, tunnels: Tunnels
) -> None:
    desk.insert(cps3_card())
    portal = tunnels.portal
    portal.site.manner = Manner.SILENT_LATER
    kept: list[PortalSession] = []
    async with desk.card() as card:
        task = asyncio.create_task(sign_in(card, portal.card_way(), kept))
        await eventually(lambda: portal.site.visited("/espace"))
        assert portal.site.signed_in
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert tunnels.left() == []
    assert await logout(kept[0], portal.card_way())
    assert portal.site.signed_in == []
