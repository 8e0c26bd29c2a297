"""A key that was pressed, told from one that was not let go properly."""

import time
from collections.abc import Callable

BOUNCE_SECONDS = 0.8
"""Longer than a key that is held takes to repeat itself at first: X.org leaves it 0.66 seconds."""


class Bounce:
    """Remembers when its key came last."""

    clock: Callable[[], float] = staticmethod(time.monotonic)

    def __init__(self) -> None:
        self._came = -BOUNCE_SECONDS

    def held(self) -> bool:
        """Notes that the key has come; whether it is still the same press."""
        came, self._came = self._came, self.clock()
        return self._came - came < BOUNCE_SECONDS
