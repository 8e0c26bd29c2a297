"""Asking again until there is an answer: what was opened somewhere has to be ended there."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator

from kiosk.http_errors import ServerBroken, TimedOut, Unreachable

log = logging.getLogger(__name__)

PATIENCE_SECONDS = 60.0
FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 10.0

NOT_NOW = (Unreachable, TimedOut, ServerBroken)
"""Errors after which a server may answer in a while."""


async def patiently(
    what: str,
    ask: Callable[[], Awaitable[bool]],
    *,
    again: tuple[type[Exception], ...] = NOT_NOW,
    patience: float = PATIENCE_SECONDS,
    first_pause: float = FIRST_PAUSE_SECONDS,
) -> bool:
    """What `ask` comes to; False when it has failed by errors of `again` for `patience` seconds.

    Between two attempts the pauses grow. Other errors are raised. `what` is for the log.
    """
    try:
        async with asyncio.timeout(patience):
            for pause in _growing(first_pause):
                try:
                    return await ask()
                except again as error:
                    log.info("%s to be repeated: %r", what, error)
                await asyncio.sleep(pause)
    except TimeoutError:
        log.warning("%s given up after %.0f s", what, patience)
    return False


def _growing(pause: float) -> Iterator[float]:
    while True:
        yield pause
        pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
