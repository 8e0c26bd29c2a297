"""Reading a page takes longer than a key should wait, and a mean one may be made to take long."""

import asyncio
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from kiosk.http_errors import TimedOut

P = ParamSpec("P")
T = TypeVar("T")


async def aside(seconds: float, read: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Beside the event loop. Raises TimedOut; whatever is still read then is read for nobody."""
    try:
        async with asyncio.timeout(seconds):
            return await asyncio.to_thread(read, *args, **kwargs)
    except TimeoutError:
        raise TimedOut(f"{seconds} s") from None
