"""What a step of the tour works with: the real app, real keys, and eyes on everything around."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from textual.pilot import Pilot

from kiosk.demo.demo_app import DemoApp
from kiosk.demo.moments import Moments
from kiosk.demo.portal.facts import Fact
from kiosk.demo.world import World
from kiosk.flow.state import Refusal, State, Stopped
from screens.widgets.line import Line

S = TypeVar("S", bound=State)
F = TypeVar("F", bound=Fact)


class StepFailed(Exception):
    """What was to be seen was not; the text says what was seen instead."""


@dataclass
class Stage:
    """One tour's. `typing` and `reading` are pauses for those who watch, in seconds."""

    app: DemoApp
    moments: Moments
    pilot: Pilot[Any]
    typing: float = 0
    reading: float = 0
    facts: dict[str, str] = field(default_factory=dict)
    """What the steps found out, by name."""
    began: float = 0
    ended: float = 0
    """What is measured: from the last key to what was seen then; time.monotonic()."""
    _pressing: "asyncio.Task[None] | None" = None

    @property
    def around(self) -> World:
        return self.app.around

    async def press(self, *keys: str) -> None:
        """Presses keys; what is measured begins with the last one."""
        *first, last = keys
        for key in first:
            await self.pilot.press(key)
            await asyncio.sleep(self.typing)
        self.began = time.monotonic()
        # The pilot waits until nothing moves any more: too long for what is measured.
        self._pressing = asyncio.create_task(self.pilot.press(last))

    async def settle(self) -> None:
        """After a step: the last key is done with."""
        if self._pressing is not None:
            await self._pressing
            self._pressing = None

    async def until(self, holds: Callable[[State], object]) -> State:
        """Waits until the screen shows such a state, or has shown one since the last key."""
        async for moment, state in self.moments.since(self.began):
            if holds(state):
                self.ended = moment
                return state
            if isinstance(state, Refusal):
                raise StepFailed(f"the kiosk refused: {state.trouble.code} {state.trouble.name}")
            if isinstance(state, Stopped):
                break
        raise StepFailed("the kiosk has stopped")

    async def state(self, kind: type[S], holds: Callable[[S], object] = lambda _: True) -> S:
        """Waits for a state of this kind in the same way."""
        state = await self.until(lambda state: isinstance(state, kind) and holds(state))
        return cast("S", state)

    def see(self, text: str) -> None:
        """The text must be on the screen."""
        lines = [str(line.content) for line in self.app.screen.query(Line) if line.display]
        if not any(text in line for line in lines):
            raise StepFailed(f"not on the screen: {text}")

    async def hear(self, kind: type[F], holds: Callable[[F], bool] = lambda _: True) -> F:
        """Waits until the portal tells such a fact, or has told one."""
        fact = self.around.portal.find(kind, holds)
        if fact is None:
            fact = await self.around.portal.first(kind, holds)
            self.ended = time.monotonic()
        return fact

    async def pause(self) -> None:
        """For those who read."""
        await asyncio.sleep(self.reading)
