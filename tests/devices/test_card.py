"""A real card stack: virtual CPS3, pcscd, OpenSC's module in the worker, the card on top."""

import pytest

from devices.certificate import is_authentication
from devices.errors import CertificateMissing, PinIncorrect, PinLocked
from devices.pin import PinTries
from tests.support.card_desk import CardDesk
from tests.support.cps3_cards import PIN, VITALE_ATR, WRONG_PIN, cps3_card
from tests.support.pki import (
    CARD_NUMBER,
    COLLEAGUE,
    COLLEAGUE_NUMBER,
    DOCTOR,
    authority,
    credentials,
    expired,
)
from tests.support.vpcd import SilentCard


async def test_the_holder_is_read_without_a_pin(desk: CardDesk) -> None:
    desk.insert(card := cps3_card())
    async with desk.card() as kiosk_card:
        facts = await kiosk_card.read()
    assert facts.certificate.holder == DOCTOR
    assert facts.serial == CARD_NUMBER
    assert facts.tries is PinTries.ALL
    assert card.security.tries == 3
    assert not [e for e in desk.left.exchanges if e.apdu[1] == 0x20 and len(e.apdu) > 5]


async def test_the_authentication_pair_is_chosen_though_the_other_comes_first(
    desk: CardDesk,
) -> None:
    desk.insert(cps3_card())
    async with desk.card() as card:
        certificate = (await card.read()).certificate
    assert certificate.der == credentials().authentication.der
    assert is_authentication(certificate.der)
    assert certificate.key_id.endswith(b"\x02")


async def test_dates_and_issuer_are_told_for_the_kiosk_to_judge(desk: CardDesk) -> None:
    validity = expired()
    other = authority("TEST AC IGC-SANTE STANDARD PERSONNES")
    desk.insert(cps3_card(validity=validity, issuer=other))
    async with desk.card() as card:
        certificate = (await card.read()).certificate
    assert certificate.not_after == validity.end
    assert certificate.issuer == "TEST AC IGC-SANTE STANDARD PERSONNES"


async def test_a_card_that_can_only_sign_documents_is_refused(desk: CardDesk) -> None:
    desk.insert(cps3_card(authentication_pair=False))
    async with desk.card() as card:
        with pytest.raises(CertificateMissing):
            await card.read()


async def test_the_right_pin_is_accepted(desk: CardDesk) -> None:
    desk.insert(card := cps3_card())
    async with desk.card() as kiosk_card:
        await kiosk_card.read()
        await kiosk_card.verify(PIN, last_try_allowed=True)
        assert card.security.verified


async def test_each_wrong_pin_says_how_many_tries_are_left_until_the_card_is_locked(
    desk: CardDesk,
) -> None:
    desk.insert(card := cps3_card())
    async with desk.card() as kiosk_card:
        await kiosk_card.read()
        for left in (PinTries.TWO, PinTries.LAST):
            with pytest.raises(PinIncorrect) as refusal:
                await kiosk_card.verify(WRONG_PIN, last_try_allowed=True)
            assert refusal.value.tries is left
            assert card.security.tries == left
        with pytest.raises(PinLocked):
            await kiosk_card.verify(WRONG_PIN, last_try_allowed=True)
        with pytest.raises(PinLocked):
            await kiosk_card.verify(PIN, last_try_allowed=True)
        assert (await kiosk_card.read()).tries is PinTries.LOCKED
    assert not card.security.verified


async def test_the_last_try_can_still_be_the_right_one(desk: CardDesk) -> None:
    desk.insert(card := cps3_card(tries=1))
    async with desk.card() as kiosk_card:
        assert (await kiosk_card.read()).tries is PinTries.LAST
        await kiosk_card.verify(PIN, last_try_allowed=True)
        assert (await kiosk_card.read()).tries is PinTries.ALL
    assert card.security.tries == 3


@pytest.mark.parametrize(("tries", "told"), [(2, PinTries.TWO), (0, PinTries.LOCKED)])
async def test_earlier_mistakes_are_known_before_a_pin_is_asked(
    desk: CardDesk, tries: int, told: PinTries
) -> None:
    desk.insert(cps3_card(tries=tries))
    async with desk.card() as card:
        assert (await card.read()).tries is told


async def test_a_wrong_pin_is_refused_even_after_the_right_one(desk: CardDesk) -> None:
    desk.insert(cps3_card())
    async with desk.card() as card:
        await card.read()
        await card.verify(PIN, last_try_allowed=True)
        with pytest.raises(PinIncorrect):
            await card.verify(WRONG_PIN, last_try_allowed=True)


@pytest.mark.parametrize("typed", [b"", b"123", b"12345", b"12a4", "１２３４".encode()])
async def test_anything_but_four_digits_never_reaches_the_card(
    desk: CardDesk, typed: bytes
) -> None:
    desk.insert(card := cps3_card())
    async with desk.card() as kiosk_card:
        await kiosk_card.read()
        with pytest.raises(ValueError, match="four digits"):
            await kiosk_card.verify(typed, last_try_allowed=True)
    assert card.security.tries == 3


async def test_a_patients_card_in_the_other_reader_is_left_alone(desk: CardDesk) -> None:
    desk.insert(SilentCard(VITALE_ATR), desk.right)
    desk.insert(cps3_card())
    async with desk.card() as card:
        assert (await card.read()).certificate.holder == DOCTOR
        await card.verify(PIN, last_try_allowed=True)


async def test_of_two_cards_each_reader_shows_its_own(desk: CardDesk) -> None:
    desk.insert(cps3_card())
    desk.insert(cps3_card(COLLEAGUE, COLLEAGUE_NUMBER, pin=b"9876"), desk.right)
    async with desk.card(desk.right) as right, desk.card(desk.left) as left:
        assert (await right.read()).certificate.holder == COLLEAGUE
        assert (await left.read()).certificate.holder == DOCTOR
        await right.verify(b"9876", last_try_allowed=True)
        await left.verify(PIN, last_try_allowed=True)


async def test_a_slow_card_is_waited_for(desk: CardDesk) -> None:
    desk.insert(card := cps3_card())
    desk.left.delay = 0.02
    async with desk.card() as kiosk_card:
        assert (await kiosk_card.read()).certificate.holder == DOCTOR
        await kiosk_card.verify(PIN, last_try_allowed=True)
        assert card.security.verified
