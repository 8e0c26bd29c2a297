"""The watcher when the PC/SC service fails, and its own beginning and end."""

import logging
import threading
from collections.abc import Callable

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
from devices.reader import looker, watcher
from devices.reader.watcher import ScardWatcher
from tests.devices.test_atr import CPS3, CPS4
from tests.support.pcsc import PcscService
from tests.support.vpcd import SilentCard
from tests.support.waiting import wait_for
from tests.support.watching import Watch, Watching, watcher_threads


@pytest.fixture
def watch(pcsc: PcscService, watching: Watching) -> Watch:
    """Has seen a card in each of the two readers."""
    left, right = pcsc.readers
    started = watching()
    started.take(3)
    left.insert(SilentCard(CPS3))
    started.posts(CardInserted(Insertion(left.name, 1), CardFamily.CPS3))
    right.insert(SilentCard(CPS4))
    started.posts(CardInserted(Insertion(right.name, 2), CardFamily.CPS4))
    return started


def lost(pcsc: PcscService) -> list[ReaderEvent]:
    left, right = (each.name for each in pcsc.readers)
    return [
        CardRemoved(Insertion(left, 1), Loss.SERVICE),
        CardRemoved(Insertion(right, 2), Loss.SERVICE),
        ReaderDetached(left),
        ReaderDetached(right),
        ServiceLost(),
    ]


@pytest.mark.parametrize("end", [PcscService.kill, PcscService.stop])
def test_cards_are_gone_when_the_service_goes_and_back_when_it_returns(
    pcsc: PcscService, watch: Watch, end: Callable[[PcscService], None]
) -> None:
    left, right = (each.name for each in pcsc.readers)
    end(pcsc)
    watch.posts(*lost(pcsc))
    pcsc.start()
    watch.posts(ServiceFound(), ReaderAttached(left), ReaderAttached(right))
    # Which of the two cards pcscd sees first is chance.
    cards = [event for event in watch.take(2) if isinstance(event, CardInserted)]
    assert [card.insertion.number for card in cards] == [3, 4]
    assert {card.insertion.reader: card.family for card in cards} == {
        left: CardFamily.CPS3,
        right: CardFamily.CPS4,
    }


def test_a_service_that_hangs_counts_as_lost_until_it_answers(
    pcsc: PcscService, watching: Watching, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watcher, "HUNG_SECONDS", 0.5)
    monkeypatch.setattr(looker, "LOOK_SECONDS", 0.1)
    watch = watching()
    watch.take(3)
    names = [each.name for each in pcsc.readers]
    pcsc.suspend()
    watch.posts(*map(ReaderDetached, names), ServiceLost())
    pcsc.resume()
    watch.posts(ServiceFound(), *map(ReaderAttached, names))


def test_stopping_does_not_wait_for_a_service_that_hangs(
    pcsc: PcscService, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watcher, "STOP_SECONDS", 0.1)
    pcsc.suspend()
    watch.watcher.stop()
    assert watcher_threads()
    pcsc.resume()
    wait_for(lambda: not watcher_threads())
    assert watch.is_quiet()


def test_a_service_absent_at_the_start_is_said_and_found_later(
    pcsc: PcscService, watching: Watching
) -> None:
    pcsc.stop()
    watch = watching()
    watch.posts(ServiceLost())
    pcsc.start()
    watch.posts(ServiceFound(), *(ReaderAttached(each.name) for each in pcsc.readers))


def test_two_hundred_starts_and_stops_lose_nothing_and_leave_nothing(
    pcsc: PcscService, watching: Watching
) -> None:
    left, right = pcsc.readers
    left.insert(SilentCard(CPS3))
    for _ in range(100):
        watch = watching()
        watch.posts(
            ServiceFound(),
            ReaderAttached(left.name),
            ReaderAttached(right.name),
            CardInserted(Insertion(left.name, 1), CardFamily.CPS3),
        )
        watch.watcher.stop()
        assert not watcher_threads()
        watching().watcher.stop()
        assert not watcher_threads()


def test_a_failing_receiver_is_logged_and_gets_the_next_event(
    pcsc: PcscService, caplog: pytest.LogCaptureFixture
) -> None:
    posted: list[ReaderEvent] = []
    threads: set[str] = set()

    def post(event: ReaderEvent) -> None:
        posted.append(event)
        threads.add(threading.current_thread().name)
        raise RuntimeError("the screen is gone")

    watcher = ScardWatcher(post)
    with caplog.at_level(logging.ERROR):
        watcher.start()
        wait_for(lambda: len(posted) == 3)
        watcher.stop()
    assert posted[1:] == [ReaderAttached(each.name) for each in pcsc.readers]
    assert "ServiceFound was not delivered" in caplog.text
    assert threads == {"reader-watcher"}


def test_stopping_is_harmless_before_the_start_and_twice(pcsc: PcscService) -> None:
    watcher = ScardWatcher(lambda _: None)
    watcher.stop()
    assert pcsc.readers
