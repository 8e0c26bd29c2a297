"""Simulated readers post what the PC/SC watcher posts, in the same order."""

import threading
from collections.abc import Iterator

import pytest

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
from devices.simulated import Chip, SimulatedReaders
from tests.support.waiting import wait_for

DESK, WALL = "Desk reader", "Wall reader"
FIRST, SECOND, THIRD = (Insertion(DESK, number) for number in (1, 2, 3))


class Witness:
    """Holds what was posted, and from which threads."""

    def __init__(self) -> None:
        self.events: list[ReaderEvent] = []
        self.threads: set[int] = set()

    def __call__(self, event: ReaderEvent) -> None:
        self.threads.add(threading.get_ident())
        self.events.append(event)

    def saw(self, *events: ReaderEvent) -> None:
        """Waits for exactly these, and forgets them."""
        wait_for(lambda: len(self.events) >= len(events))
        assert self.events == list(events)
        self.events.clear()


@pytest.fixture
def readers() -> SimulatedReaders:
    chips = {"cps": Chip(CardFamily.CPS4), "vitale": Chip(CardFamily.VITALE)}
    return SimulatedReaders(chips, readers=[DESK])


@pytest.fixture
def witness(readers: SimulatedReaders) -> Iterator[Witness]:
    """Watches already, and has seen the beginning."""
    witness = Witness()
    watcher = readers.watcher(witness)
    watcher.start()
    witness.saw(ServiceFound(), ReaderAttached(DESK))
    yield witness
    watcher.stop()


def test_a_card_comes_and_goes(readers: SimulatedReaders, witness: Witness) -> None:
    readers.insert("cps")
    witness.saw(CardInserted(FIRST, CardFamily.CPS4))
    readers.pull()
    witness.saw(CardRemoved(FIRST))


def test_the_same_card_again_is_another_insertion(
    readers: SimulatedReaders, witness: Witness
) -> None:
    for insertion in (FIRST, SECOND):
        readers.insert("cps")
        readers.pull()
        witness.saw(CardInserted(insertion, CardFamily.CPS4), CardRemoved(insertion))


def test_a_swapped_card_leaves_before_the_next_one_comes(
    readers: SimulatedReaders, witness: Witness
) -> None:
    readers.insert("cps")
    readers.insert("vitale")
    witness.saw(
        CardInserted(FIRST, CardFamily.CPS4),
        CardRemoved(FIRST),
        CardInserted(SECOND, CardFamily.VITALE),
    )


def test_an_unplugged_reader_takes_its_card_along(
    readers: SimulatedReaders, witness: Witness
) -> None:
    readers.insert("cps")
    readers.unplug()
    readers.plug()
    witness.saw(
        CardInserted(FIRST, CardFamily.CPS4),
        CardRemoved(FIRST, Loss.READER),
        ReaderDetached(DESK),
        ReaderAttached(DESK),
        CardInserted(SECOND, CardFamily.CPS4),
    )


def test_what_is_done_to_an_unplugged_reader_shows_when_it_is_back(
    readers: SimulatedReaders, witness: Witness
) -> None:
    readers.insert("cps")
    readers.unplug()
    readers.insert("vitale")
    readers.pull()
    readers.insert("vitale")
    readers.plug()
    witness.saw(
        CardInserted(FIRST, CardFamily.CPS4),
        CardRemoved(FIRST, Loss.READER),
        ReaderDetached(DESK),
        ReaderAttached(DESK),
        CardInserted(SECOND, CardFamily.VITALE),
    )


def test_a_stopped_service_takes_everything_along(witness: Witness) -> None:
    both = SimulatedReaders({"cps": Chip(CardFamily.CPS4)}, readers=[DESK, WALL])
    watcher = both.watcher(witness)
    watcher.start()
    both.insert("cps", DESK)
    both.insert("cps", WALL)
    both.stop_service()
    both.start_service()
    here, there = Insertion(DESK, 1), Insertion(WALL, 2)
    witness.saw(
        ServiceFound(),
        ReaderAttached(DESK),
        ReaderAttached(WALL),
        CardInserted(here, CardFamily.CPS4),
        CardInserted(there, CardFamily.CPS4),
        CardRemoved(here, Loss.SERVICE),
        CardRemoved(there, Loss.SERVICE),
        ReaderDetached(DESK),
        ReaderDetached(WALL),
        ServiceLost(),
        ServiceFound(),
        ReaderAttached(DESK),
        ReaderAttached(WALL),
        CardInserted(Insertion(DESK, 3), CardFamily.CPS4),
        CardInserted(Insertion(WALL, 4), CardFamily.CPS4),
    )
    watcher.stop()


def test_a_reader_plugged_in_while_the_service_is_down_shows_when_it_is_back(
    readers: SimulatedReaders, witness: Witness
) -> None:
    readers.unplug()
    readers.stop_service()
    readers.plug()
    readers.start_service()
    witness.saw(ReaderDetached(DESK), ServiceLost(), ServiceFound(), ReaderAttached(DESK))


def test_what_is_there_already_is_seen_at_the_start(readers: SimulatedReaders) -> None:
    readers.insert("cps")
    late = Witness()
    watcher = readers.watcher(late)
    watcher.start()
    late.saw(ServiceFound(), ReaderAttached(DESK), CardInserted(FIRST, CardFamily.CPS4))
    watcher.stop()


def test_a_missing_service_is_said_at_the_start(readers: SimulatedReaders) -> None:
    readers.stop_service()
    late = Witness()
    watcher = readers.watcher(late)
    watcher.start()
    late.saw(ServiceLost())
    watcher.stop()


def test_doing_nothing_new_posts_nothing(readers: SimulatedReaders, witness: Witness) -> None:
    readers.pull()
    readers.plug()
    readers.start_service()
    readers.unplug()
    readers.unplug()
    readers.stop_service()
    readers.stop_service()
    witness.saw(ReaderDetached(DESK), ServiceLost())


def test_it_posts_from_a_thread_of_its_own_until_stopped(readers: SimulatedReaders) -> None:
    witness = Witness()
    watcher = readers.watcher(witness)
    watcher.start()
    watcher.stop()
    readers.insert("cps")
    witness.saw(ServiceFound(), ReaderAttached(DESK))
    assert threading.get_ident() not in witness.threads
    assert len(witness.threads) == 1


def test_a_watcher_that_was_never_started_can_be_stopped(readers: SimulatedReaders) -> None:
    readers.watcher(Witness()).stop()
