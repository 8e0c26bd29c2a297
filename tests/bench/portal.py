"""The tests' portal, whose page says when a browser has loaded it."""

import time
from pathlib import Path
from queue import Empty, SimpleQueue

from tests.support.portal import PortalService
from tests.support.portal_site import Visit

LOADED = "/page-loaded"
SECONDS = 60


class _Visits(list[Visit]):
    """Takes the time of the visits that say so."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded: SimpleQueue[float] = SimpleQueue()

    def append(self, visit: Visit) -> None:
        if visit.path == LOADED:
            self.loaded.put(time.monotonic())
        super().append(visit)


class LoadingPortal(PortalService):
    """Whoever loads the page, kiosk or floor, is timed by the same signal."""

    def __init__(self, directory: Path) -> None:
        super().__init__(directory)
        visits = _Visits()
        self._loaded = visits.loaded
        self.site.visits = visits
        self.site.script = f'addEventListener("load", () => fetch("{LOADED}"))'

    def forget(self) -> None:
        """What was loaded before counts no more."""
        try:
            while True:
                self._loaded.get_nowait()
        except Empty:
            return

    def page_loaded(self) -> float:
        """Waits for the page's load event; when it was heard of, by the monotonic clock."""
        return self._loaded.get(timeout=SECONDS)
