"""The card leaves while something is under way: CardGone whatever the module says, no worker."""

import asyncio
from collections.abc import Callable

import httpx
import pytest

from devices.errors import CardGone, CardUnreadable
from devices.kit import Card, TunnelFailure
from tests.support.card_desk import CardDesk, workers
from tests.support.card_tunnel import Tunnels, log_in
from tests.support.cps3_cards import PIN, cps3_card
from tests.support.pki import COLLEAGUE, COLLEAGUE_NUMBER, DOCTOR
from tests.support.waiting import eventually

VERIFY, SIGN = 0x20, 0x88


def nth(number: int) -> Callable[[bytes], bool]:
    """Holds for the APDU of this number, counted from 0."""
    seen = iter(range(number, -1, -1))
    return lambda _: next(seen) == 0


async def read_until_noticed(desk: CardDesk, card: Card) -> None:
    """The module may have all that it needs a moment before PC/SC sees the card leave."""
    await card.read()
    await eventually(lambda: not desk.sees_card())
    await card.read()


# Reading takes 51 APDUs: capabilities, serial, directories, both certificates, tries left.
@pytest.mark.parametrize("number", [0, 3, 5, 9, 15, 27, 34, 38, 45, 50])
async def test_pulled_while_it_is_read(desk: CardDesk, number: int) -> None:
    desk.insert(cps3_card())
    desk.left.remove_at = nth(number)
    async with desk.card() as card:
        with pytest.raises(CardGone):
            await read_until_noticed(desk, card)
    assert workers() == []


# Verifying takes 27: 14 ask for the tries left, and VERIFY is the last.
@pytest.mark.parametrize("number", [0, 5, 13, 20, 26])
async def test_pulled_while_the_pin_is_verified(desk: CardDesk, number: int) -> None:
    desk.insert(cps3_card())
    async with desk.card() as card:
        await card.read()
        desk.left.remove_at = nth(number)
        with pytest.raises(CardGone):
            await card.verify(PIN, last_try_allowed=True)
    assert workers() == []


async def test_pulled_while_tls_makes_ready(desk: CardDesk, tunnels: Tunnels) -> None:
    desk.insert(cps3_card())
    async with desk.card() as card:
        await card.read()
        desk.left.remove_at = lambda apdu: apdu[1] == VERIFY and len(apdu) > 5
        with pytest.raises(CardGone):
            async with card.tls(PIN, tunnels.server()):
                pass
    assert tunnels.left() == []


async def test_pulled_while_it_signs(desk: CardDesk, tunnels: Tunnels) -> None:
    desk.insert(cps3_card())

    async def sign_in(card: Card) -> None:
        async with card.tls(PIN, tunnels.server()) as tunnel:
            with pytest.raises(httpx.TransportError):
                await log_in(tunnel)
            assert tunnel.why() is TunnelFailure.CARD_TROUBLE
            raise CardUnreadable("as whoever asked the portal concludes")

    async with desk.card() as card:
        await card.read()
        desk.left.remove_at = lambda apdu: apdu[1] == SIGN
        with pytest.raises(CardGone):
            await sign_in(card)
    assert tunnels.left() == []


async def test_pulled_before_it_is_read(desk: CardDesk) -> None:
    async with desk.card() as card:
        with pytest.raises(CardGone):
            await card.read()
    assert workers() == []


async def test_the_reader_is_unplugged_with_the_card_in_it(desk: CardDesk) -> None:
    desk.insert(cps3_card())
    async with desk.card() as card:
        await card.read()
        desk.service.detach_reader(0)
        with pytest.raises(CardGone):
            await card.verify(PIN, last_try_allowed=True)


async def test_the_service_dies_under_it(desk: CardDesk) -> None:
    desk.insert(cps3_card())
    async with desk.card() as card:
        await card.read()
        desk.service.kill()
        with pytest.raises(CardGone):
            await card.verify(PIN, last_try_allowed=True)


async def test_the_next_card_shows_its_own_holder(desk: CardDesk) -> None:
    desk.insert(cps3_card())
    async with desk.card() as card:
        assert (await card.read()).certificate.holder == DOCTOR
        desk.remove()
        desk.insert(cps3_card(COLLEAGUE, COLLEAGUE_NUMBER))
        async with desk.card() as next_card:
            facts = await next_card.read()
    assert facts.certificate.holder == COLLEAGUE
    assert facts.serial == COLLEAGUE_NUMBER


async def test_a_pin_for_one_card_is_never_presented_to_the_next(desk: CardDesk) -> None:
    desk.insert(cps3_card())
    async with desk.card() as card:
        await card.read()
        desk.remove()
        desk.insert(other := cps3_card(COLLEAGUE, COLLEAGUE_NUMBER, pin=b"9999"))
        with pytest.raises(CardGone):
            await card.verify(PIN, last_try_allowed=True)
        with pytest.raises(CardGone):
            await card.verify(PIN, last_try_allowed=True)
    assert other.security.tries == 3


async def test_closing_the_card_that_left_does_not_disturb_the_next(desk: CardDesk) -> None:
    desk.insert(cps3_card())
    async with desk.card() as card, desk.card() as next_card:
        await card.read()
        desk.remove()
        desk.insert(other := cps3_card(COLLEAGUE, COLLEAGUE_NUMBER))
        await next_card.read()
        await next_card.verify(PIN, last_try_allowed=True)
        await card.close()
        assert other.security.verified


@pytest.mark.parametrize("step", ["read", "verify"])
async def test_closed_while_a_slow_card_is_at_work(desk: CardDesk, step: str) -> None:
    desk.insert(cps3_card())
    async with desk.card() as card:
        if step == "verify":
            await card.read()
        desk.left.delay = 0.05
        before = len(desk.left.exchanges)
        task = asyncio.create_task(
            card.read() if step == "read" else card.verify(PIN, last_try_allowed=True)
        )
        await eventually(lambda: len(desk.left.exchanges) > before + 2)
        await card.close()
        assert workers() == []
        with pytest.raises(CardGone):
            await task
        with pytest.raises(CardGone):
            await card.read()


async def test_a_cancelled_question_leaves_no_answer_behind_for_the_next(desk: CardDesk) -> None:
    desk.insert(card := cps3_card())
    desk.left.delay = 0.01
    async with desk.card() as kiosk_card:
        task = asyncio.create_task(kiosk_card.read())
        await eventually(lambda: len(desk.left.exchanges) > 5)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert workers() == []
        assert (await kiosk_card.read()).certificate.holder == DOCTOR
        await kiosk_card.verify(PIN, last_try_allowed=True)
        assert card.security.verified
