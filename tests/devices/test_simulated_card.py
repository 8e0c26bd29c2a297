"""A simulated card behaves as a CPS does: tries, lock, faults, and gone when it is pulled."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from devices.certificate import CardCertificate, CardHolder
from devices.errors import (
    CardGone,
    CardUnreadable,
    CertificateMissing,
    DeviceError,
    LastTryAhead,
    ModuleCrashed,
    ModuleHung,
    PinIncorrect,
    PinLocked,
)
from devices.events import CardFamily, CardInserted, Insertion, ReaderEvent
from devices.kit import TlsServer
from devices.pin import PinTries
from devices.simulated import Chip, Fault, Pace, SimulatedCard, SimulatedReaders
from devices.simulated.reader import READER
from kiosk.demo.cards import MARTIN
from kiosk.demo.pki import Validity
from tests.support.waiting import eventually

PIN, WRONG = b"1234", b"4321"
SERVER = TlsServer("127.0.0.1", 1, None)
SLOW = Pace(read=3600, verify=3600, hang=3600)

usual = Validity.usual()
CERTIFICATE = CardCertificate(MARTIN.holder, "AC", usual.start, usual.end, b"", b"")


def chip(fault: Fault | None = None, certificate: CardCertificate | None = CERTIFICATE) -> Chip:
    return Chip(CardFamily.CPS4, "2800262487", PIN, certificate=certificate, fault=fault)


def inserted(chip: Chip, pace: Pace = Pace()) -> tuple[SimulatedReaders, SimulatedCard]:  # noqa: B008
    """The card in a reader, found as the kiosk finds it."""
    readers = SimulatedReaders({"it": chip}, pace=pace)
    readers.insert("it")
    return readers, readers.card(Insertion(READER, 1), CardFamily.CPS4)


async def test_it_tells_who_it_belongs_to_without_a_pin() -> None:
    _, card = inserted(chip())
    facts = await card.read()
    assert facts.serial == "2800262487"
    assert facts.certificate.holder == CardHolder("MARTIN", "Camille", "Médecin", MARTIN.number)
    assert facts.tries is PinTries.ALL


async def test_three_wrong_codes_lock_it_for_good() -> None:
    readers, card = inserted(chip())
    for left in (PinTries.TWO, PinTries.LAST):
        with pytest.raises(PinIncorrect) as refused:
            await card.verify(WRONG, last_try_allowed=True)
        assert refused.value.tries is left
    with pytest.raises(PinLocked):
        await card.verify(WRONG, last_try_allowed=True)
    with pytest.raises(PinLocked):
        await card.verify(PIN, last_try_allowed=True)
    assert (await card.read()).tries is PinTries.LOCKED
    readers.pull()


async def test_a_last_try_is_not_spent_unless_allowed() -> None:
    it = chip()
    _, card = inserted(it)
    it.tries = PinTries.LAST
    with pytest.raises(LastTryAhead):
        await card.verify(WRONG, last_try_allowed=False)
    assert (await card.read()).tries is PinTries.LAST
    await card.verify(PIN, last_try_allowed=True)
    assert (await card.read()).tries is PinTries.ALL


async def test_its_tries_survive_a_pull() -> None:
    readers, card = inserted(chip())
    with pytest.raises(PinIncorrect):
        await card.verify(WRONG, last_try_allowed=True)
    readers.pull()
    readers.insert("it")
    again = readers.card(Insertion(READER, 2), CardFamily.CPS4)
    assert (await again.read()).tries is PinTries.TWO


async def test_a_right_code_gives_all_tries_back() -> None:
    _, card = inserted(chip())
    with pytest.raises(PinIncorrect):
        await card.verify(WRONG, last_try_allowed=True)
    await card.verify(bytearray(PIN), last_try_allowed=True)
    assert (await card.read()).tries is PinTries.ALL


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Fault.MODULE_HANGS, ModuleHung),
        (Fault.MODULE_CRASHES, ModuleCrashed),
        (Fault.UNREADABLE, CardUnreadable),
    ],
)
async def test_its_middleware_fails_as_told(fault: Fault, error: type[DeviceError]) -> None:
    _, card = inserted(chip(fault))
    with pytest.raises(error):
        await card.read()


async def test_a_card_without_a_certificate_says_so() -> None:
    _, card = inserted(chip(certificate=None))
    with pytest.raises(CertificateMissing):
        await card.read()


async def _tls(card: SimulatedCard) -> None:
    async with card.tls(PIN, SERVER):
        pytest.fail("there is no card")


STEPS: list[Callable[[SimulatedCard], Awaitable[object]]] = [
    SimulatedCard.read,
    lambda card: card.verify(PIN, last_try_allowed=True),
    _tls,
]


@pytest.mark.parametrize("step", STEPS)
async def test_a_card_that_was_pulled_is_gone(
    step: Callable[[SimulatedCard], Awaitable[object]],
) -> None:
    readers, card = inserted(chip())
    readers.pull()
    with pytest.raises(CardGone):
        await step(card)
    await card.close()


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(
    "lose", [SimulatedReaders.pull, SimulatedReaders.unplug, SimulatedReaders.stop_service]
)
async def test_a_card_that_leaves_in_the_middle_is_gone_at_once(
    step: Callable[[SimulatedCard], Awaitable[object]], lose: Callable[[SimulatedReaders], None]
) -> None:
    readers, card = inserted(chip(), SLOW)
    under_way = asyncio.ensure_future(step(card))
    await asyncio.sleep(0)
    await asyncio.to_thread(lose, readers)
    with pytest.raises(CardGone):
        await under_way


async def test_another_card_in_the_same_reader_is_not_this_one() -> None:
    readers, card = inserted(chip())
    readers.insert("it")
    with pytest.raises(CardGone):
        await card.read()
    with pytest.raises(CardGone):
        await readers.card(Insertion(READER, 1), CardFamily.CPS4).read()


async def test_neither_pin_nor_key_shows() -> None:
    it = chip()
    assert PIN.decode() not in repr(it)
    with pytest.raises(PinIncorrect) as refused:
        it.present(b"9876")
    assert "9876" not in str(refused.value)


async def test_the_watcher_tells_the_insertion_that_finds_the_card() -> None:
    readers = SimulatedReaders({"it": chip()})
    posted: list[ReaderEvent] = []
    watcher = readers.watcher(posted.append)
    watcher.start()
    readers.insert("it")
    await eventually(lambda: any(isinstance(event, CardInserted) for event in posted))
    event = posted[-1]
    assert isinstance(event, CardInserted)
    assert (await readers.card(event.insertion, event.family).read()).serial == "2800262487"
    watcher.stop()
