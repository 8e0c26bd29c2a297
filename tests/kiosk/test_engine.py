"""One loop: order, time, faults, and an end that waits for everything."""

import asyncio
import itertools
import logging
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from devices.events import CardFamily, CardInserted, Insertion, ReaderAttached, ServiceFound
from kiosk.engine import Engine, next_deadline, next_glance
from kiosk.flow.desk import Desk, Rules
from kiosk.flow.effects import Effect, EndReason, EndVisit, ReadCard, Record
from kiosk.flow.events import PinSubmitted, Recorded, StopRequested, Tick, Touched, VisitEnded
from kiosk.flow.state import Notice, PinEntry, State, Stopped, Welcome
from kiosk.secret import Secret
from tests.flow.world import STALE
from tests.support.waiting import eventually

READER = "R"
INSERTED = CardInserted(Insertion(READER, 1), CardFamily.CPS3)
WALL = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


class Bench:
    """An engine with a clock that the test moves, and everything it showed and asked for."""

    def __init__(self, rules: Rules | None = None, time: Callable[[], float] | None = None) -> None:
        self.now = 100.0
        self.time = time or (lambda: self.now)
        self.ticks = 0
        self.shown: list[State] = []
        self.effects: list[Effect] = []
        self.perform: Callable[[Effect], None] = self.effects.append
        self.show: Callable[[State], None] = self.shown.append
        desk = Desk(rules or Rules(idle=600, longest=14400), self.now, WALL)
        self.engine = Engine(
            Welcome(desk),
            self._perform,
            self._show,
            self.clock,
        )

    def clock(self) -> Tick:
        self.ticks += 1
        return Tick(self.time(), WALL)

    def _perform(self, effect: Effect) -> None:
        self.perform(effect)

    def _show(self, state: State) -> None:
        self.show(state)

    async def settle(self) -> None:
        """Lets what was posted be taken."""
        taken = asyncio.Event()
        self.engine._loop.call_soon_threadsafe(taken.set)
        await taken.wait()


@pytest.fixture
async def bench() -> Bench:
    return Bench()


def fails(*_: object) -> None:
    raise RuntimeError("code 4321")


async def test_a_step_shows_its_state_before_its_effects_are_performed(bench: Bench) -> None:
    order: list[object] = []
    bench.show = order.append
    bench.perform = order.append
    bench.engine.post(INSERTED)
    await bench.settle()
    assert isinstance(order[0], PinEntry)
    assert isinstance(order[1], ReadCard)
    assert bench.engine.state is order[0]


async def test_events_of_a_thread_are_taken_in_their_order(bench: Bench) -> None:
    def insert_many() -> None:
        for number in range(1, 501):
            bench.engine.post(CardInserted(Insertion(READER, number), CardFamily.CPS3))

    thread = threading.Thread(target=insert_many)
    thread.start()
    await asyncio.to_thread(thread.join)
    await bench.settle()
    numbers = [effect.visit.card for effect in bench.effects if isinstance(effect, ReadCard)]
    assert numbers == [Insertion(READER, number) for number in range(1, 501)]


async def test_an_event_posted_by_an_effect_is_taken_after_the_step(bench: Bench) -> None:
    depth = itertools.count()

    def perform(effect: Effect) -> None:
        bench.effects.append(effect)
        if next(depth) == 0:
            bench.engine.post(StopRequested())
            assert isinstance(bench.engine.state, PinEntry)

    bench.perform = perform
    bench.engine.post(INSERTED)
    await bench.settle()
    await bench.settle()
    assert isinstance(bench.engine.state, Stopped)


async def test_a_closed_engine_takes_nothing(bench: Bench) -> None:
    bench.engine.start()
    bench.engine.post(INSERTED)
    bench.engine.close()
    bench.engine.post(INSERTED)
    await bench.settle()
    assert bench.effects == []


def test_posting_after_the_loop_has_closed_is_harmless() -> None:
    async def make() -> Engine:
        return Bench().engine

    engine = asyncio.run(make())
    engine.post(Touched())


async def test_starting_shows_the_first_state_with_the_time_of_now(bench: Bench) -> None:
    bench.now = 250.0
    bench.engine.start()
    assert bench.shown[0].desk.now == 250.0


async def test_the_clock_goes_on_without_any_event(bench: Bench) -> None:
    bench.engine.start()
    bench.engine.post(INSERTED)
    await bench.settle()
    bench.now += 1
    await eventually(lambda: bench.engine.state.desk.now == bench.now)


def test_where_nobody_is_the_clock_is_looked_at_once_a_minute() -> None:
    desk = Desk(Rules(idle=600, longest=14400), 100.0, WALL.replace(second=48, microsecond=500_000))
    assert next_glance(Welcome(desk)) == 111.5


async def test_a_deadline_counts_from_its_event_though_nobody_looked_at_the_clock() -> None:
    bench = Bench(Rules(idle=600, longest=14400, typing=60))
    bench.engine.start()
    bench.now += 59
    bench.engine.post(INSERTED)
    await bench.settle()
    assert isinstance(bench.engine.state, PinEntry)
    assert bench.engine.state.deadline == bench.now + 60


async def test_a_deadline_before_the_next_second_is_kept_exactly() -> None:
    loop = asyncio.get_running_loop()
    bench = Bench(Rules(idle=600, longest=14400, typing=0.05), time=loop.time)
    bench.engine.start()
    began = loop.time()
    bench.engine.post(INSERTED)
    await eventually(lambda: isinstance(bench.engine.state, Welcome) and bench.effects)
    assert bench.engine.state.desk.now - began < 1
    assert isinstance(bench.engine.state, Welcome)
    assert bench.engine.state.notice is not None
    assert bench.engine.state.notice.about is EndReason.IDLE


async def test_an_event_costs_one_look_at_the_clock() -> None:
    bench = Bench()
    bench.engine.start()
    bench.engine.post(ServiceFound())
    bench.engine.post(ReaderAttached(READER))
    await bench.settle()
    looks = bench.ticks
    for _ in range(50):
        bench.engine.post(Touched())
    await bench.settle()
    assert bench.ticks == looks + 50


def test_a_deadline_that_was_seen_asks_for_no_other_tick() -> None:
    desk = Desk(Rules(idle=600, longest=14400), now=100.0)
    assert next_deadline(Welcome(desk, Notice(EndReason.IDLE, 130.0))) == 130.0
    late = replace(desk, now=130.0)
    assert next_deadline(Welcome(late, Notice(EndReason.IDLE, 130.0))) == float("inf")


async def test_the_end_waits_for_clearing_and_recording(bench: Bench) -> None:
    bench.engine.post(INSERTED)
    bench.engine.post(StopRequested())
    await bench.settle()
    [ending] = [effect for effect in bench.effects if isinstance(effect, EndVisit)]
    records = [effect for effect in bench.effects if isinstance(effect, Record)]
    drained = asyncio.create_task(bench.engine.drained())

    bench.engine.post(VisitEnded(ending.visit, wiped=True, card_reset=True, logged_out=None))
    for _ in records:
        await bench.settle()
        assert not drained.done()
        bench.engine.post(Recorded())
    await drained


async def test_an_engine_with_nothing_to_end_is_drained_at_once(bench: Bench) -> None:
    bench.perform = fails  # so that not even a row of the journal is owed
    bench.engine.post(StopRequested())
    await asyncio.wait_for(bench.engine.drained(), 10)


@pytest.mark.parametrize("part", ["step", "show", "perform"])
async def test_a_fault_stops_the_kiosk_and_says_nothing_of_values(
    part: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    bench = Bench()
    bench.engine.start()
    bench.engine.post(INSERTED)
    await bench.settle()
    match part:
        case "step":
            monkeypatch.setattr("kiosk.engine.step", fails)
        case "show":
            bench.show = fails
        case "perform":
            bench.perform = fails
    with caplog.at_level(logging.DEBUG):
        bench.engine.post(PinSubmitted(STALE, Secret.typed("12")))
        if part == "perform":
            bench.engine.post(CardInserted(Insertion(READER, 2), CardFamily.CPS3))
        await eventually(lambda: isinstance(bench.engine.state, Stopped))
    assert bench.engine.failed
    assert "RuntimeError" in caplog.text
    assert "4321" not in caplog.text
    if part != "perform":
        assert any(isinstance(effect, EndVisit) for effect in bench.effects)
