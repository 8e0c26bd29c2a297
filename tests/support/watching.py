"""A running reader watcher, and what it has posted."""

import re
import threading
from collections.abc import Iterator
from queue import SimpleQueue
from typing import Protocol

import pytest

from devices.events import ReaderEvent
from devices.reader.watcher import ScardWatcher

EVENT_SECONDS = 10


class Watch:
    """Started when made."""

    def __init__(self, allow: str = "") -> None:
        self._events: SimpleQueue[ReaderEvent] = SimpleQueue()
        self.watcher = ScardWatcher(self._events.put, [re.compile(allow)] if allow else [])
        self.watcher.start()

    def take(self, count: int) -> list[ReaderEvent]:
        """Waits for the next events, and takes them off."""
        return [self._events.get(timeout=EVENT_SECONDS) for _ in range(count)]

    def posts(self, *expected: ReaderEvent) -> None:
        """Waits for the next events, which must be exactly these, and takes them off."""
        assert self.take(len(expected)) == list(expected)

    def is_quiet(self) -> bool:
        """Nothing is waiting to be taken."""
        return self._events.empty()


class Watching(Protocol):
    """Starts a watcher for the time of the test."""

    def __call__(self, allow: str = "") -> Watch: ...


def watcher_threads() -> list[str]:
    """Names of the threads that watchers have left running."""
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("reader-")]


@pytest.fixture
def watching() -> Iterator[Watching]:
    """Stops its watchers after the test, and looks for threads left."""
    watches: list[Watch] = []

    def start(allow: str = "") -> Watch:
        watches.append(Watch(allow))
        return watches[-1]

    yield start
    for watch in watches:
        watch.watcher.stop()
    assert not watcher_threads()
