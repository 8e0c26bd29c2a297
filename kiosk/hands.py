"""Performs effects, also those that are asked for before there are devices."""

from collections.abc import Callable

from kiosk.flow.effects import Effect, Record
from kiosk.flow.events import Event, RecordFailed


class Hands:
    """Whoever stops the kiosk while its devices are being made finds the end in the journal."""

    def __init__(self) -> None:
        self._perform: Callable[[Effect], None] | None = None
        self._early: list[Effect] = []

    def __call__(self, effect: Effect) -> None:
        if self._perform is None:
            self._early.append(effect)
        else:
            self._perform(effect)

    def get(self, perform: Callable[[Effect], None]) -> None:
        """From now on this performs, first of all what has waited."""
        self._perform = perform
        early, self._early = self._early, []
        for effect in early:
            perform(effect)

    def stay_empty(self, post: Callable[[Event], None]) -> None:
        """There will be no devices: nothing waits for the journal."""

        def fail(effect: Effect) -> None:
            # Without a card there is no visit, and nothing else that has to end.
            if isinstance(effect, Record):
                post(RecordFailed())

        self.get(fail)
