"""Tries that another program used up since the card was read: no PIN meets them unawares."""

import asyncio
import os
import signal

import pytest

from devices.errors import LastTryAhead, PinIncorrect, PinLocked
from devices.pin import PinTries
from tests.support.card_desk import CardDesk, workers
from tests.support.cps3_cards import PIN, WRONG_PIN, cps3_card
from tests.support.raw_card import EXCLUSIVE, raw_card
from tests.support.waiting import eventually

_VERIFY = bytes.fromhex("0020000104")


def use_tries(desk: CardDesk, count: int) -> None:
    """As another program does, past the kiosk."""
    with raw_card(desk.left.name) as other:
        for _ in range(count):
            other.send(_VERIFY + WRONG_PIN)


def presentations(desk: CardDesk) -> int:
    """How often any PIN reached the card."""
    return sum(exchange.apdu[:5] == _VERIFY for exchange in desk.left.exchanges)


async def test_a_last_try_that_came_about_meanwhile_is_not_spent(desk: CardDesk) -> None:
    desk.insert(card := cps3_card())
    async with desk.card() as kiosk_card:
        assert (await kiosk_card.read()).tries is PinTries.ALL
        use_tries(desk, 2)
        with pytest.raises(LastTryAhead):
            await kiosk_card.verify(WRONG_PIN, last_try_allowed=False)
        assert card.security.tries == 1
        assert (await kiosk_card.read()).tries is PinTries.LAST
        await kiosk_card.verify(PIN, last_try_allowed=True)
        assert card.security.verified


async def test_two_tries_are_no_last_one(desk: CardDesk) -> None:
    desk.insert(card := cps3_card())
    async with desk.card() as kiosk_card:
        await kiosk_card.read()
        use_tries(desk, 1)
        with pytest.raises(PinIncorrect) as refusal:
            await kiosk_card.verify(WRONG_PIN, last_try_allowed=False)
        assert refusal.value.tries is PinTries.LAST
        with pytest.raises(LastTryAhead):
            await kiosk_card.verify(PIN, last_try_allowed=False)
    assert card.security.tries == 1


async def test_a_new_worker_does_not_spend_it_either(desk: CardDesk) -> None:
    desk.insert(card := cps3_card())
    async with desk.card() as kiosk_card:
        await kiosk_card.read()
        desk.left.delay, before = 0.01, len(desk.left.exchanges)
        cancelled = asyncio.create_task(kiosk_card.read())
        await eventually(lambda: len(desk.left.exchanges) > before)
        cancelled.cancel()
        await asyncio.wait([cancelled])
        assert workers() == []
        desk.left.delay = 0
        use_tries(desk, 2)
        with pytest.raises(LastTryAhead):
            await kiosk_card.verify(WRONG_PIN, last_try_allowed=False)
    assert card.security.tries == 1


@pytest.mark.parametrize("allowed", [False, True])
async def test_a_card_locked_meanwhile_is_shown_no_pin(desk: CardDesk, allowed: bool) -> None:
    desk.insert(cps3_card())
    async with desk.card() as kiosk_card:
        await kiosk_card.read()
        use_tries(desk, 3)
        before = presentations(desk)
        with pytest.raises(PinLocked):
            await kiosk_card.verify(PIN, last_try_allowed=allowed)
    assert presentations(desk) == before


async def test_a_pin_that_was_held_back_leaves_a_harmless_card(desk: CardDesk) -> None:
    desk.insert(cps3_card(tries=1))
    async with desk.card() as kiosk_card:
        await kiosk_card.read()
        with pytest.raises(LastTryAhead):
            await kiosk_card.verify(PIN, last_try_allowed=False)
        os.kill(workers()[0], signal.SIGKILL)
        await eventually(lambda: workers() == [])
        with raw_card(desk.left.name, EXCLUSIVE):
            assert await kiosk_card.close()


@pytest.mark.parametrize("opened", ["before it is read", "before the PIN"])
async def test_a_card_that_only_seems_locked_takes_its_pin(desk: CardDesk, opened: str) -> None:
    desk.insert(card := cps3_card(seems_locked_when_verified=True))
    async with desk.card() as kiosk_card:
        if opened == "before the PIN":
            await kiosk_card.read()
        with raw_card(desk.left.name) as other:
            other.send(_VERIFY + PIN)
        if opened == "before it is read":
            assert (await kiosk_card.read()).tries is PinTries.ALL
        before = presentations(desk)
        await kiosk_card.verify(PIN, last_try_allowed=False)
        assert card.security.verified
    assert presentations(desk) == before + 1
