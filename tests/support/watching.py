"""A running reader watcher, and what it has posted."""

import re
import threading
from collections.abc import Iterator
from typing import Protocol

import pytest

from devices.events import ReaderEvent
from devices.reader import ScardWatcher
from tests.support.waiting import wait_for


class Watch:
    """Started when made."""

    def __init__(self, allow: str = "") -> None:
        self.events: list[ReaderEvent] = []
        self.watcher = ScardWatcher(self.events.append, [re.compile(allow)] if allow else [])
        self.watcher.start()

    def posts(self, *expected: ReaderEvent) -> None:
        """Waits for exactly these events, and takes them off."""
        wait_for(lambda: len(self.events) >= len(expected))
        assert self.events == list(expected)
        self.events.clear()


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
