"""Watches readers and cards through PC/SC. Fails closed: what cannot be seen is reported gone.

pyscard's own CardMonitor is not used: when pcscd dies it ends without a removal (measured).
"""

import logging
import re
import threading
from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue

from devices.events import ReaderEvent
from devices.reader.looker import Looker, Sight
from devices.reader.table import ReaderTable

HUNG_SECONDS = 6.0
"""Three times as long as a healthy service lets pass between two sights (LOOK_SECONDS)."""

STOP_SECONDS = 2.0
_CANCEL_AGAIN_SECONDS = 0.01

log = logging.getLogger(__name__)


class ScardWatcher:
    """Posts ReaderEvents from a thread of its own: ServiceFound or ServiceLost first.

    A second thread, the Looker, makes the calls that block. A service that accepts calls but
    answers none holds that thread inside the PC/SC library, where nothing reaches it; the first one
    then reports the service lost after HUNG_SECONDS, and found again when it answers. A reader
    driver that hangs alone cannot be told from a reader where nothing happens.
    """

    def __init__(
        self, post: Callable[[ReaderEvent], None], allow: Sequence[re.Pattern[str]] = ()
    ) -> None:
        """Readers in whose name no `allow` pattern is found do not exist; without any, all do."""
        self._post = post
        self._table = ReaderTable()
        self._sights: SimpleQueue[Sight] = SimpleQueue()
        self._stopping = threading.Event()
        self._looker = Looker(self._sights.put, self._stopping, tuple(allow))
        self._thread = threading.Thread(target=self._watch, name="reader-watcher", daemon=True)

    def start(self) -> None:
        """Returns at once. A watcher starts once in its life."""
        self._looker.start()
        self._thread.start()

    def stop(self) -> None:
        """Ends both threads; harmless when not started, or stopped before.

        Takes a few milliseconds; STOP_SECONDS while the service is hung, and then the threads end
        when it does.
        """
        self._stopping.set()
        self._sights.put(None)
        if self._thread.is_alive():
            self._thread.join(STOP_SECONDS)

    def _watch(self) -> None:
        while True:
            sight = self._next_sight()
            if self._stopping.is_set():
                break
            self._tell(self._table.lose() if sight is None else self._table.see(sight))
        while self._looker.is_alive():
            self._looker.cancel()
            self._looker.join(_CANCEL_AGAIN_SECONDS)

    def _next_sight(self) -> Sight:
        try:
            return self._sights.get(timeout=HUNG_SECONDS)
        except Empty:
            log.warning("the PC/SC service has not answered for %s s", HUNG_SECONDS)
            self._tell(self._table.lose())
            return self._sights.get()

    def _tell(self, events: Sequence[ReaderEvent]) -> None:
        for event in events:
            try:
                self._post(event)
            except Exception:
                log.exception("%s was not delivered", type(event).__name__)
