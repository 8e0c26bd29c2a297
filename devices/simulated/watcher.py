"""Who is told what happens at the simulated readers."""

import threading
from collections.abc import Callable, Iterable
from queue import SimpleQueue

from devices.events import ReaderEvent


class Audience:
    """The watchers that are watching."""

    def __init__(self) -> None:
        self._watchers: list[SimulatedWatcher] = []

    def tell(self, event: ReaderEvent) -> None:
        for watcher in self._watchers:
            watcher.tell(event)

    def join(self, watcher: "SimulatedWatcher") -> None:
        self._watchers.append(watcher)

    def leave(self, watcher: "SimulatedWatcher") -> None:
        if watcher in self._watchers:
            self._watchers.remove(watcher)


class SimulatedWatcher:
    """Posts from a thread of its own, as the real one does."""

    def __init__(
        self,
        audience: Audience,
        lock: threading.RLock,
        present: Callable[[], Iterable[ReaderEvent]],
        post: Callable[[ReaderEvent], None],
    ) -> None:
        """`lock` guards the audience and what `present` tells: the events up to now."""
        self._audience = audience
        self._lock = lock
        self._present = present
        self._post = post
        self._told: SimpleQueue[ReaderEvent | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="simulated-readers", daemon=True)

    def start(self) -> None:
        """Begins with what is there already."""
        with self._lock:
            for event in self._present():
                self.tell(event)
            self._audience.join(self)
        self._thread.start()

    def stop(self) -> None:
        """Nothing is posted any more once this returns."""
        with self._lock:
            self._audience.leave(self)
        self._told.put(None)
        if self._thread.is_alive():
            self._thread.join()

    def tell(self, event: ReaderEvent) -> None:
        self._told.put(event)

    def _run(self) -> None:
        while (event := self._told.get()) is not None:
            self._post(event)
