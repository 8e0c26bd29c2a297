"""How far a page has come, from what the browser tells of its main frame."""

import asyncio
from collections.abc import Mapping
from typing import Any


class Progress:
    """Fed with a page's events; seen with Chromium 156 in the order that hear expects.

    A navigation starts, then the frame loads (its spinner turns). Either it comes to a new document
    or, with a download or an empty answer, the frame stops and the old document stays. Meanwhile
    the old one may still say that it is ready.
    """

    def __init__(self, frame: str) -> None:
        self.readable = asyncio.Event()
        """Its document is there, and no other one is on its way."""
        self.loaded = asyncio.Event()
        """So is all that belongs to it."""
        self.departures = 0
        """How often it was left for another document, or was about to be."""
        self._frame = frame
        self._leaving = False
        self._spins = False

    def hear(self, method: str, params: Mapping[str, Any]) -> None:
        """Takes an event of the page's own session."""
        match method:
            case "Page.domContentEventFired" if not self._leaving:
                self.readable.set()
            case "Page.loadEventFired" if not self._leaving:
                self.loaded.set()
            case "Page.frameStartedNavigating" if params.get("frameId") == self._frame:
                if "sameDocument" not in str(params.get("navigationType")):
                    self._leave()
            case "Page.frameStartedLoading" if params.get("frameId") == self._frame:
                self._spins = True
            case "Page.frameStoppedLoading" if params.get("frameId") == self._frame:
                if self._spins or not self._leaving:
                    self._stand()
            case "Page.frameNavigated" if params["frame"]["id"] == self._frame:
                self._come(restored=params.get("type") == "BackForwardCacheRestore")

    def _leave(self) -> None:
        self.departures += 1
        self._leaving, self._spins = True, False
        self.readable.clear()
        self.loaded.clear()

    def _come(self, *, restored: bool) -> None:
        self._leaving = False
        self.readable.clear()
        self.loaded.clear()
        if restored:
            # It has been ready before, and does not say so again.
            self._stand()

    def _stand(self) -> None:
        self._leaving = False
        self.readable.set()
        self.loaded.set()
