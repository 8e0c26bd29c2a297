"""What may be said about an unexpected error: where, and of which kind; never with which values.

The text of an exception and the local variables of its frames may hold what a doctor typed.
"""

import asyncio
import logging
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import Any

logger = logging.getLogger(__name__)

LINES = 200


def describe(error: BaseException) -> str:
    """The chain of exceptions as types and positions, outermost frame first; several lines."""
    lines: list[str] = []
    current: BaseException | None = error
    while current is not None and len(lines) < LINES:
        lines.append(f"{type(current).__module__}.{type(current).__qualname__}")
        lines.extend(
            f"  {frame.f_code.co_filename}:{number} in {frame.f_code.co_name}"
            for frame, number in traceback.walk_tb(current.__traceback__)
        )
        current = current.__cause__ or current.__context__
    return "\n".join(lines)


def guard(abort: Callable[[], None] = lambda: None) -> None:
    """From now on, whatever nobody caught is described; Python's own report shows its text.

    A thread that ends that way leaves the rest without it, so `abort` is called.
    """

    def uncaught_in_thread(caught: threading.ExceptHookArgs) -> None:
        name = caught.thread.name if caught.thread else "a thread"
        error = caught.exc_value or caught.exc_type()
        logger.critical("uncaught in %s:\n%s", name, describe(error))
        abort()

    sys.excepthook = _uncaught
    threading.excepthook = uncaught_in_thread


def log_loose_end(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """For the event loop, whose own report shows what a callback was called with."""
    error = context.get("exception")
    if error is not None:
        logger.error("in a callback or a task:\n%s", describe(error))
    else:
        logger.error("%s", str(context.get("message")).partition("(")[0])


def _uncaught(
    _kind: type[BaseException], error: BaseException, _traceback: TracebackType | None
) -> None:
    logger.critical("uncaught:\n%s", describe(error))
