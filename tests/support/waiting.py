"""Waiting for a fact of the outside world that gives no signal. Never for a length of time."""

import asyncio
import inspect
import time
from collections.abc import Callable

POLL_SECONDS = 0.005


def wait_for(condition: Callable[[], object], seconds: float = 10) -> None:
    """Returns as soon as the condition holds; AssertionError when it never does."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(_complaint(condition, seconds))
        time.sleep(POLL_SECONDS)


async def eventually(condition: Callable[[], object], seconds: float = 10) -> None:
    """Like wait_for, and lets the event loop run."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(_complaint(condition, seconds))
        await asyncio.sleep(POLL_SECONDS)


def _complaint(condition: Callable[[], object], seconds: float) -> str:
    """Shows the condition as written and what it looked at."""
    try:
        source = " ".join(inspect.getsource(condition).split())
    except (OSError, TypeError):
        source = repr(condition)
    try:
        seen = dict(inspect.getclosurevars(condition).nonlocals)
    except TypeError:
        seen = {}
    return f"did not come true within {seconds} s: {source}; with {seen!r}"
