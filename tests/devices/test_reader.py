"""The watcher on a real PC/SC daemon: cards and readers that come and go."""

import pytest

from devices.events import (
    CardFamily,
    CardInserted,
    CardRemoved,
    Insertion,
    Loss,
    ReaderAttached,
    ReaderDetached,
    ServiceFound,
)
from devices.reader.pcsc import PcscContext
from devices.reader.table import ReaderTable
from tests.devices.test_atr import BANK_CARD, CPS3, CPS4, VITALE
from tests.support.pcsc import PcscService
from tests.support.vpcd import MuteCard, SilentCard
from tests.support.waiting import wait_for
from tests.support.watching import Watch, Watching


@pytest.fixture
def watch(pcsc: PcscService, watching: Watching) -> Watch:
    """Has seen the two empty readers."""
    started = watching()
    left, right = pcsc.readers
    started.posts(ServiceFound(), ReaderAttached(left.name), ReaderAttached(right.name))
    return started


def test_a_card_already_in_at_the_start_is_seen(pcsc: PcscService, watching: Watching) -> None:
    left, right = pcsc.readers
    left.insert(SilentCard(CPS3))
    watching().posts(
        ServiceFound(),
        ReaderAttached(left.name),
        ReaderAttached(right.name),
        CardInserted(Insertion(left.name, 1), CardFamily.CPS3),
    )


@pytest.mark.parametrize(
    ("card", "family"),
    [
        (SilentCard(CPS3), CardFamily.CPS3),
        (SilentCard(CPS4), CardFamily.CPS4),
        (SilentCard(VITALE), CardFamily.VITALE),
        (SilentCard(BANK_CARD), CardFamily.UNKNOWN),
        (MuteCard(), CardFamily.MUTE),
    ],
    ids=lambda value: value if isinstance(value, CardFamily) else "",
)
def test_a_card_is_told_by_its_family_when_put_in_and_when_pulled_out(
    pcsc: PcscService, watch: Watch, card: SilentCard, family: CardFamily
) -> None:
    reader = pcsc.readers[0]
    for number in (1, 2):
        reader.insert(card)
        watch.posts(CardInserted(Insertion(reader.name, number), family))
        reader.remove()
        watch.posts(CardRemoved(Insertion(reader.name, number)))


def test_of_a_thousand_cards_none_is_missed(pcsc: PcscService, watch: Watch) -> None:
    reader = pcsc.readers[0]
    for number in range(1, 1001):
        reader.insert(SilentCard(CPS3))
        watch.posts(CardInserted(Insertion(reader.name, number), CardFamily.CPS3))
        reader.remove()
        watch.posts(CardRemoved(Insertion(reader.name, number)))


def test_a_card_swapped_for_another_of_its_kind_is_another_card(
    pcsc: PcscService, watch: Watch
) -> None:
    reader = pcsc.readers[0]
    reader.insert(SilentCard(CPS3))
    watch.posts(CardInserted(Insertion(reader.name, 1), CardFamily.CPS3))
    reader.swap(SilentCard(CPS3))
    watch.posts(
        CardRemoved(Insertion(reader.name, 1)),
        CardInserted(Insertion(reader.name, 2), CardFamily.CPS3),
    )


def test_a_swap_between_two_looks_is_seen_by_the_counter(pcsc: PcscService) -> None:
    reader = pcsc.readers[0]
    context = PcscContext()
    table = ReaderTable()
    reader.insert(SilentCard(CPS3))
    wait_for(lambda: context.look([reader.name])[0].present)
    table.see(context.look([reader.name]))
    before = context.look([reader.name])[0].counter
    reader.swap(SilentCard(CPS3))
    wait_for(lambda: context.look([reader.name])[0].counter == before + 2)
    assert table.see(context.look([reader.name])) == [
        CardRemoved(Insertion(reader.name, 1)),
        CardInserted(Insertion(reader.name, 2), CardFamily.CPS3),
    ]
    context.release()


def test_cards_in_two_readers_are_told_apart(pcsc: PcscService, watch: Watch) -> None:
    left, right = pcsc.readers
    left.insert(SilentCard(CPS3))
    watch.posts(CardInserted(Insertion(left.name, 1), CardFamily.CPS3))
    right.insert(SilentCard(VITALE))
    watch.posts(CardInserted(Insertion(right.name, 2), CardFamily.VITALE))
    left.remove()
    watch.posts(CardRemoved(Insertion(left.name, 1)))
    right.remove()
    watch.posts(CardRemoved(Insertion(right.name, 2)))


def test_a_reader_unplugged_takes_its_card_along(pcsc: PcscService, watch: Watch) -> None:
    left, right = pcsc.readers
    left.insert(SilentCard(CPS3))
    watch.posts(CardInserted(Insertion(left.name, 1), CardFamily.CPS3))
    pcsc.detach_reader(0)
    watch.posts(CardRemoved(Insertion(left.name, 1), Loss.READER), ReaderDetached(left.name))
    right.insert(SilentCard(CPS4))
    watch.posts(CardInserted(Insertion(right.name, 2), CardFamily.CPS4))
    pcsc.attach_reader(0)
    watch.posts(ReaderAttached(left.name), CardInserted(Insertion(left.name, 3), CardFamily.CPS3))


def test_the_last_reader_may_go_and_come_back(pcsc: PcscService, watch: Watch) -> None:
    left, right = pcsc.readers
    pcsc.detach_reader(1)
    watch.posts(ReaderDetached(right.name))
    pcsc.detach_reader(0)
    watch.posts(ReaderDetached(left.name))
    pcsc.attach_reader(0)
    watch.posts(ReaderAttached(left.name))


def test_readers_that_are_not_allowed_do_not_exist(pcsc: PcscService, watching: Watching) -> None:
    left, right = pcsc.readers
    left.insert(SilentCard(CPS3))
    watch = watching(allow=r"^Virtual .*\(right\)")
    watch.posts(ServiceFound(), ReaderAttached(right.name))
    left.remove()
    right.insert(SilentCard(CPS3))
    watch.posts(CardInserted(Insertion(right.name, 1), CardFamily.CPS3))
