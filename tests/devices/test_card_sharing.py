"""Other programs at the same reader: what they could do, what they cannot, what they disturb."""

import asyncio
import os
import signal
from contextlib import ExitStack

import pytest

from devices.errors import CardBusy, CardGone, PinIncorrect
from devices.kit import Card
from tests.support.card_desk import CardDesk, workers
from tests.support.cps3_cards import PIN, WRONG_PIN, cps3_card
from tests.support.pki import DOCTOR
from tests.support.raw_card import (
    EXCLUSIVE,
    SECURITY_STATUS_NOT_SATISFIED,
    SIGN_WITH_AUTHENTICATION_KEY,
    raw_card,
)
from tests.support.waiting import eventually

VERIFY = bytes.fromhex("0020000104") + PIN


async def test_after_closing_nobody_can_use_the_pin_that_was_verified(desk: CardDesk) -> None:
    desk.insert(card := cps3_card())
    async with desk.card() as kiosk_card:
        await kiosk_card.read()
        await kiosk_card.verify(PIN, last_try_allowed=True)
        with raw_card(desk.left.name) as thief:
            # The danger is real: while the card is open, another program signs without a PIN.
            assert thief.send(*SIGN_WITH_AUTHENTICATION_KEY)[:1] == b"\x61"
        await kiosk_card.close()
        assert not card.security.verified
        with raw_card(desk.left.name) as thief:
            answer = thief.send(*SIGN_WITH_AUTHENTICATION_KEY)
    assert answer == SECURITY_STATUS_NOT_SATISFIED
    assert workers() == []


async def test_closing_resets_the_card_even_while_another_program_stays_connected(
    desk: CardDesk,
) -> None:
    desk.insert(card := cps3_card())
    async with desk.card() as kiosk_card:
        await kiosk_card.read()
        with raw_card(desk.left.name):
            await kiosk_card.verify(PIN, last_try_allowed=True)
            assert await kiosk_card.close()
            assert not card.security.verified


async def test_a_pin_on_its_way_to_the_card_when_all_is_closed_is_taken_away_too(
    desk: CardDesk,
) -> None:
    desk.insert(card := cps3_card())
    sent = asyncio.Event()
    loop = asyncio.get_running_loop()

    def watch(apdu: bytes) -> bool:
        if apdu == VERIFY:
            desk.left.delay = 0.3
            loop.call_soon_threadsafe(sent.set)
        return False

    async with desk.card() as kiosk_card:
        await kiosk_card.read()
        desk.left.remove_at = watch
        task = asyncio.create_task(kiosk_card.verify(PIN, last_try_allowed=True))
        await sent.wait()
        await kiosk_card.close()
        with pytest.raises(CardGone):
            await task
    assert desk.left.exchanges[-1].apdu == VERIFY
    assert not card.security.verified


async def verified_and_held(card: Card, reader: str, held: ExitStack) -> None:
    """Leaves the verified card to another program alone, which was quicker than the kiosk."""
    await card.read()
    await card.verify(PIN, last_try_allowed=True)
    (worker,) = workers()
    os.kill(worker, signal.SIGKILL)
    await eventually(lambda: workers() == [])
    held.enter_context(raw_card(reader, EXCLUSIVE))


async def test_closing_says_that_another_program_keeps_the_verified_card_until_it_lets_go(
    desk: CardDesk,
) -> None:
    desk.insert(card := cps3_card())
    async with desk.card() as kiosk_card:
        with ExitStack() as held:
            await verified_and_held(kiosk_card, desk.left.name, held)
            assert not await kiosk_card.close()
            assert not await kiosk_card.close()
            still_verified = card.security.verified
        assert await kiosk_card.close()
        assert (still_verified, card.security.verified) == (True, False)
        assert await kiosk_card.close()


async def test_a_verified_card_that_another_program_kept_is_harmless_once_pulled(
    desk: CardDesk,
) -> None:
    desk.insert(cps3_card())
    async with desk.card() as kiosk_card:
        with ExitStack() as held:
            await verified_and_held(kiosk_card, desk.left.name, held)
            assert not await kiosk_card.close()
            desk.remove()
            assert await kiosk_card.close()


async def test_a_card_that_saw_no_pin_is_harmless_even_held_by_another_program(
    desk: CardDesk,
) -> None:
    desk.insert(cps3_card())
    async with desk.card() as kiosk_card:
        with raw_card(desk.left.name, EXCLUSIVE):
            with pytest.raises(CardBusy):
                await kiosk_card.read()
            assert await kiosk_card.close()


async def test_a_verified_card_is_not_called_harmless_while_pcsc_is_away(desk: CardDesk) -> None:
    desk.insert(card := cps3_card())
    async with desk.card() as kiosk_card:
        await kiosk_card.read()
        await kiosk_card.verify(PIN, last_try_allowed=True)
        desk.service.kill()
        assert not await kiosk_card.close()
        desk.service.start()
        assert await kiosk_card.close()
        # A service that starts powers its cards anew: whoever reaches the card finds it locked.
        await eventually(lambda: not card.security.verified)


async def test_closing_twice_and_before_anything_is_harmless(desk: CardDesk) -> None:
    desk.insert(cps3_card())
    async with desk.card() as card:
        assert await card.close()
        assert await card.close()


async def test_a_card_that_another_program_left_open_still_asks_for_the_right_pin(
    desk: CardDesk,
) -> None:
    desk.insert(card := cps3_card())
    with raw_card(desk.left.name) as other:
        assert other.send(VERIFY) == b"\x90\x00"
        async with desk.card() as kiosk_card:
            await kiosk_card.read()
            with pytest.raises(PinIncorrect):
                await kiosk_card.verify(WRONG_PIN, last_try_allowed=True)
    assert card.security.tries == 2


async def test_a_card_held_by_another_program_alone_is_busy(desk: CardDesk) -> None:
    desk.insert(cps3_card())
    with raw_card(desk.left.name, EXCLUSIVE):
        async with desk.card() as card:
            with pytest.raises(CardBusy):
                await card.read()


async def test_a_reset_by_another_program_is_survived_by_reading_again(desk: CardDesk) -> None:
    desk.insert(cps3_card())
    async with desk.card() as card:
        await card.read()
        with raw_card(desk.left.name) as other:
            other.reset()
        assert (await card.read()).certificate.holder == DOCTOR
        await card.verify(PIN, last_try_allowed=True)
