"""What must not be broken off in the middle, even when nobody waits for it any more."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


async def finished(work: Coroutine[Any, Any, T], seconds: float) -> T:
    """What the work comes to.

    Cancelled, this lets it go on for so many seconds, then ends it, and goes on being cancelled.
    Nothing of it is left afterwards.
    """
    task = asyncio.create_task(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        try:
            await asyncio.wait([task], timeout=seconds)
        finally:
            task.cancel()
            # Its error, if it has one, is nobody's business any more.
            await asyncio.gather(task, return_exceptions=True)
        raise
