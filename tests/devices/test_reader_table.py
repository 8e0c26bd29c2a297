"""Looks in, events out: the watcher's judgement without a reader."""

from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from devices.events import (
    CardFamily,
    CardInserted,
    CardRemoved,
    Insertion,
    Loss,
    ReaderAttached,
    ReaderDetached,
    ReaderEvent,
    ServiceFound,
    ServiceLost,
)
from devices.reader.look import ReaderLook, ReaderState
from devices.reader.table import ReaderTable
from tests.devices.test_atr import CPS3, CPS4

READERS = ("left", "right")
FIRST = Insertion("left", 1)


def empty(counter: int = 0) -> ReaderLook:
    return ReaderLook("left", counter << 16 | ReaderState.EMPTY, b"")


def holding(atr: bytes = CPS3, counter: int = 1) -> ReaderLook:
    return ReaderLook("left", counter << 16 | ReaderState.PRESENT, atr)


def mute(counter: int = 1) -> ReaderLook:
    return ReaderLook("left", counter << 16 | ReaderState.PRESENT | ReaderState.MUTE, b"")


def table_with_card() -> ReaderTable:
    table = ReaderTable()
    assert table.see([holding()]) == [
        ServiceFound(),
        ReaderAttached("left"),
        CardInserted(FIRST, CardFamily.CPS3),
    ]
    return table


def test_the_same_look_twice_is_no_event() -> None:
    assert table_with_card().see([holding()]) == []


def test_the_same_counter_is_the_same_card_whatever_a_reset_made_it_answer() -> None:
    assert table_with_card().see([holding(CPS4)]) == []


def test_the_counter_going_round_is_a_swap_like_any_other() -> None:
    table = ReaderTable()
    table.see([holding(counter=0xFFFF)])
    assert table.see([holding(counter=1)]) == [
        CardRemoved(FIRST),
        CardInserted(Insertion("left", 2), CardFamily.CPS3),
    ]


def test_a_reader_that_cannot_be_spoken_to_is_gone_with_its_card() -> None:
    unavailable = ReaderLook("left", ReaderState.UNAVAILABLE, b"")
    table = table_with_card()
    assert table.see([unavailable]) == [
        CardRemoved(FIRST, Loss.READER),
        ReaderDetached("left"),
    ]
    assert table.see([unavailable]) == []
    assert table.see([empty()]) == [ReaderAttached("left")]


def test_a_reader_that_does_not_know_yet_holds_no_card() -> None:
    assert table_with_card().see([ReaderLook("left", 0, b"")]) == [CardRemoved(FIRST)]


def test_a_card_that_falls_mute_is_gone_until_it_answers_again() -> None:
    table = table_with_card()
    assert table.see([mute()]) == [CardRemoved(FIRST)]
    assert table.see([mute()]) == []
    assert table.see([holding()]) == [CardInserted(Insertion("left", 2), CardFamily.CPS3)]


def test_a_mute_card_that_answers_at_last_is_inserted_anew() -> None:
    table = ReaderTable()
    assert table.see([mute()])[-1] == CardInserted(FIRST, CardFamily.MUTE)
    assert table.see([holding()]) == [
        CardRemoved(FIRST),
        CardInserted(Insertion("left", 2), CardFamily.CPS3),
    ]


def test_a_service_lost_is_said_once() -> None:
    table = ReaderTable()
    assert table.lose() == [ServiceLost()]
    assert table.lose() == []


looks = st.lists(
    st.builds(
        ReaderLook,
        st.sampled_from(READERS),
        st.builds(
            lambda counter, flags: counter << 16 | flags,
            st.integers(0, 3),
            st.integers(0, 0x3FF).map(lambda flags: flags & ~ReaderState.CHANGED),
        ),
        st.sampled_from([CPS3, CPS4, b""]),
    ),
    unique_by=lambda look: look.reader,
)


@dataclass
class Witness:
    """Believes the events, as the kiosk does, and objects to what cannot be."""

    service: bool | None = None
    readers: set[str] = field(default_factory=set)
    cards: dict[str, Insertion] = field(default_factory=dict)
    numbers: int = 0

    def hear(self, event: ReaderEvent) -> None:
        match event:
            case ServiceFound():
                assert not self.service
                self.service = True
            case ServiceLost():
                assert self.service is not False
                assert not self.readers
                self.service = False
            case ReaderAttached(reader):
                assert self.service
                assert reader not in self.readers
                self.readers.add(reader)
            case ReaderDetached(reader):
                assert reader not in self.cards
                self.readers.remove(reader)
            case CardInserted(insertion, _):
                assert insertion.reader in self.readers
                assert insertion.reader not in self.cards
                assert insertion.number == self.numbers + 1
                self.numbers = insertion.number
                self.cards[insertion.reader] = insertion
            case CardRemoved(insertion):
                assert self.cards.pop(insertion.reader) == insertion


@settings(deadline=None)
@given(st.lists(st.none() | looks, max_size=30))
def test_no_history_of_looks_makes_the_events_contradict_themselves_or_the_looks(
    history: list[list[ReaderLook] | None],
) -> None:
    table, witness = ReaderTable(), Witness()
    for sight in history:
        for event in table.lose() if sight is None else table.see(sight):
            witness.hear(event)
        seen = {look.reader: look for look in sight or []}
        assert witness.service is (sight is not None)
        assert witness.readers == {name for name, look in seen.items() if look.available}
        for name in witness.cards:
            assert seen[name].present
