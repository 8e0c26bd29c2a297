"""A key that was pressed, told from one that was not let go properly."""

import time
from collections.abc import Callable

BOUNCE_SECONDS = 0.5
"""Nobody has read what a key brought up in so short a time."""


class Bounce:
    """Remembers when its key came last."""

    clock: Callable[[], float] = staticmethod(time.monotonic)

    def __init__(self) -> None:
        self._came = -BOUNCE_SECONDS

    def held(self) -> bool:
        """Notes that the key has come; whether it is still the same press."""
        came, self._came = self._came, self.clock()
        return self._came - came < BOUNCE_SECONDS
