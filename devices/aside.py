"""Blocking calls that may never return, kept away from the event loop and from its end."""

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TypeVar

T = TypeVar("T")


async def aside(call: Callable[[], T], seconds: float) -> T:
    """Runs `call` in a thread of its own; raises TimeoutError when it takes longer.

    The thread is then left behind. One of asyncio.to_thread would hold up the end of the program:
    a call into a hung PC/SC service blocks for ever.
    """
    loop = asyncio.get_running_loop()
    result: asyncio.Future[T] = loop.create_future()

    def work() -> None:
        settle: Callable[[], None]
        try:
            settle = partial(_succeed, result, call())
        except Exception as error:
            settle = partial(_fail, result, error)
        # The loop may have closed meanwhile: then nobody waits any more.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(settle)

    threading.Thread(target=work, name="aside", daemon=True).start()
    return await asyncio.wait_for(result, seconds)


def _succeed(result: asyncio.Future[T], value: T) -> None:
    if not result.done():
        result.set_result(value)


def _fail(result: asyncio.Future[T], error: Exception) -> None:
    if not result.done():
        result.set_exception(error)
