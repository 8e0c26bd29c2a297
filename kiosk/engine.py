"""The one loop: events come in from anywhere, the flow decides, the screen shows, effects run.

Threads and tasks only post; only `step` changes the state. Nothing here knows a screen or a device.
"""

import asyncio
import contextlib
import contextvars
import logging
import math
import time
from collections.abc import Callable
from datetime import UTC, datetime

from kiosk.crash import describe
from kiosk.flow.effects import Effect, EndVisit, Record
from kiosk.flow.events import Event, Recorded, RecordFailed, StopRequested, Tick, VisitEnded
from kiosk.flow.moves import Step, stop
from kiosk.flow.state import State, Stopped, Welcome
from kiosk.flow.step import step

logger = logging.getLogger(__name__)

TICK_SECONDS = 1.0
"""How often a countdown moves, and how far behind the clock an event may be taken."""


def system_clock() -> Tick:
    """The time, as the flow wants it."""
    return Tick(time.monotonic(), datetime.now(UTC))


class Engine:
    """Runs the flow on the event loop it is made in.

    Whatever fails unexpectedly, here or in what it calls, stops the kiosk: nothing of a doctor's
    may outlive a fault.
    """

    def __init__(
        self,
        state: State,
        perform: Callable[[Effect], None],
        show: Callable[[State], None],
        clock: Callable[[], Tick] = system_clock,
    ) -> None:
        self.state = state
        self.failed = False
        self._perform = perform
        self._show = show
        self._clock = clock
        self._loop = asyncio.get_running_loop()
        # A callback posted by a thread would run in the thread's context, where there is no app.
        self._context = contextvars.copy_context()
        self._closed = False
        self._owed: list[EndVisit | Record] = []
        self._over = asyncio.Event()
        self._timer: asyncio.TimerHandle | None = None
        self._due = math.inf

    def start(self) -> None:
        """Shows the first state and lets the clock run."""
        self._tick()

    def post(self, event: Event) -> None:
        """May be called from any thread, at any time; events are taken in the order they came."""
        # The loop may be closed before the last thread has noticed.
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._take, event, context=self._context)

    def abort(self) -> None:
        """Stops the kiosk as after a fault; may be called from any thread."""
        self.failed = True
        self.post(StopRequested())

    async def drained(self) -> None:
        """Returns when the kiosk has stopped and everything it had to clear and record is done."""
        await self._over.wait()

    def close(self) -> None:
        """Takes no event any more."""
        self._closed = True
        if self._timer is not None:
            self._timer.cancel()

    def _take(self, event: Event) -> None:
        if self._closed:
            return
        if not isinstance(event, Tick) and self._is_behind():
            # A deadline counts from its event, however long nobody looked at the clock.
            self._tick()
        self._owed = _still_owed(self._owed, event)
        try:
            following = step(self.state, event)
        except Exception as error:
            self._fail(error)
        else:
            self._follow(following)
        self._plan()
        if isinstance(self.state, Stopped) and not self._owed:
            self._over.set()

    def _follow(self, following: Step) -> None:
        """A screen that cannot show must not keep what has to be ended from ending."""
        self.state, effects = following
        try:
            self._show(self.state)
        except Exception as error:
            self._fail(error)
        for effect in effects:
            try:
                self._perform(effect)
            except Exception as error:
                self._fail(error)
            else:
                # Clearing and recording always come to an end; the rest may be cancelled.
                if isinstance(effect, EndVisit | Record):
                    self._owed.append(effect)

    def _fail(self, error: Exception) -> None:
        logger.critical("the kiosk stops after a fault:\n%s", describe(error))
        if not self.failed:
            self.abort()
        elif not isinstance(self.state, Stopped):
            self._follow(stop(self.state))

    def _is_behind(self) -> bool:
        return self._clock().now - self.state.desk.now > TICK_SECONDS

    def _tick(self) -> None:
        self._due = math.inf
        self._take(self._clock())

    def _plan(self) -> None:
        """Sets the timer to what the state shows next, or to its deadline when that is sooner."""
        due = min(next_glance(self.state), next_deadline(self.state))
        if due != self._due:
            self._due = due
            if self._timer is not None:
                self._timer.cancel()
            wait = max(0.0, due - self._clock().now)
            self._timer = self._loop.call_later(wait, self._tick, context=self._context)


def _still_owed(owed: list[EndVisit | Record], event: Event) -> list[EndVisit | Record]:
    """Without the one that this event is the end of."""
    for effect in owed:
        match effect, event:
            case (EndVisit(), VisitEnded()) if effect.visit == event.visit:
                return [each for each in owed if each is not effect]
            case (Record(), Recorded() | RecordFailed()):
                return [each for each in owed if each is not effect]
    return owed


def next_glance(state: State) -> float:
    """When the clock on the screen moves on: with the minute, or with the second of a countdown."""
    desk = state.desk
    if isinstance(state, Welcome):
        return desk.now + 60 - desk.wall.second - desk.wall.microsecond / 1e6
    return desk.now + TICK_SECONDS


def next_deadline(state: State) -> float:
    """When the clock alone will change the state; infinite when it will not.

    A deadline that a Tick has already seen asks for no other one.
    """
    match state:
        case Stopped():
            return math.inf
        case Welcome(notice=notice):
            deadline = notice.until if notice is not None else math.inf
        case _:
            deadline = state.deadline
    return deadline if deadline > state.desk.now else math.inf
