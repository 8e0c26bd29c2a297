"""A verified PIN must not outlive its use, and taking it back must not look like a removal."""

import pytest
from smartcard import scard

from devices.events import CardFamily, CardInserted, CardRemoved, Insertion, ReaderDetached
from devices.reader.atr import family_of
from devices.reader.pcsc import PcscCode, PcscError
from devices.reader.reset import reset_card
from tests.support.cps3 import Cps3Card
from tests.support.cps3_cards import PIN, cps3_card
from tests.support.cps3_pkcs15 import PIN_REFERENCE
from tests.support.pcsc import PcscService
from tests.support.vpcd import MuteCard
from tests.support.watching import Watch, Watching

READY_EVENTS = 4


@pytest.fixture
def card(pcsc: PcscService) -> Cps3Card:
    """Lies in the left reader."""
    made = cps3_card()
    pcsc.readers[0].insert(made)
    return made


@pytest.fixture
def watch(pcsc: PcscService, card: Cps3Card, watching: Watching) -> Watch:
    """Has seen the card."""
    started = watching()
    inserted = started.take(READY_EVENTS)[-1]
    assert inserted == CardInserted(Insertion(pcsc.readers[0].name, 1), family_of(card.atr))
    return started


class Program:
    """Another program that uses the card."""

    def __init__(self, reader: str, sharing: int = scard.SCARD_SHARE_SHARED) -> None:
        _, self.context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
        code, self.card, _ = scard.SCardConnect(
            self.context, reader, sharing, scard.SCARD_PROTOCOL_T0
        )
        assert code == scard.SCARD_S_SUCCESS

    def verify(self, pin: bytes = PIN) -> list[int]:
        apdu = [0x00, 0x20, 0x00, PIN_REFERENCE, len(pin), *pin]
        code, answer = scard.SCardTransmit(self.card, scard.SCARD_PCI_T0, apdu)
        assert code == scard.SCARD_S_SUCCESS
        return list(answer)

    def end(self) -> None:
        scard.SCardReleaseContext(self.context)


def test_a_reset_takes_the_verified_pin_back_and_is_no_removal(
    pcsc: PcscService, card: Cps3Card, watch: Watch
) -> None:
    reader = pcsc.readers[0]
    program = Program(reader.name)
    assert program.verify() == [0x90, 0x00]
    program.end()
    still_verified = card.security.verified
    reset_card(reader.name)
    assert (still_verified, card.security.verified) == (True, False)
    reader.remove()
    watch.posts(CardRemoved(Insertion(reader.name, 1)))


def test_the_use_of_a_card_by_another_program_is_no_event(pcsc: PcscService, watch: Watch) -> None:
    reader = pcsc.readers[0]
    for sharing in (scard.SCARD_SHARE_SHARED, scard.SCARD_SHARE_EXCLUSIVE):
        program = Program(reader.name, sharing)
        program.verify()
        program.end()
    reader.remove()
    watch.posts(CardRemoved(Insertion(reader.name, 1)))


def test_a_card_pulled_or_a_reader_unplugged_needs_no_reset(
    pcsc: PcscService, watch: Watch
) -> None:
    reader, other = pcsc.readers
    reader.remove()
    reset_card(reader.name)
    watch.posts(CardRemoved(Insertion(reader.name, 1)))
    reset_card(reader.name)
    pcsc.detach_reader(0)
    watch.posts(ReaderDetached(reader.name))
    reset_card(reader.name)
    pcsc.detach_reader(1)
    watch.posts(ReaderDetached(other.name))
    reset_card(other.name)


def test_a_mute_card_needs_no_reset(pcsc: PcscService, watching: Watching) -> None:
    reader = pcsc.readers[0]
    reader.insert(MuteCard())
    watch = watching()
    inserted = watch.take(READY_EVENTS)[-1]
    assert inserted == CardInserted(Insertion(reader.name, 1), CardFamily.MUTE)
    reset_card(reader.name)


def test_a_card_held_by_another_program_is_said_not_to_be_reset(
    pcsc: PcscService, watch: Watch
) -> None:
    assert watch.is_quiet()
    program = Program(pcsc.readers[0].name, scard.SCARD_SHARE_EXCLUSIVE)
    with pytest.raises(PcscError) as refusal:
        reset_card(pcsc.readers[0].name)
    assert refusal.value.code == PcscCode.SHARING_VIOLATION
    program.end()


def test_without_a_service_the_failure_is_said(pcsc: PcscService) -> None:
    pcsc.stop()
    with pytest.raises(PcscError, match="NO_SERVICE"):
        reset_card(pcsc.readers[0].name)
