"""How a page tells what a person does in it, without the page's own scripts having a say."""

import asyncio
from collections.abc import Callable

WORLD = "kiosk"
"""An isolated world: it shares the page's document, never its script objects."""
BINDING = "kioskTell"
END_KEY = "end-key"

SCRIPT = """
(() => {
  let told = -Infinity, x = null, y = null;
  const touch = event => {
    if (!event.isTrusted) return;
    if (event.type === "pointermove") {
      // A page that moves below a resting pointer makes such events too.
      const moved = x !== null && (event.screenX !== x || event.screenY !== y);
      x = event.screenX;
      y = event.screenY;
      if (!moved) return;
    }
    if (event.timeStamp - told < 1000) return;
    told = event.timeStamp;
    kioskTell("touched");
  };
  const end = event => {
    if (!event.isTrusted || event.key !== "F10") return;
    if (event.ctrlKey || event.altKey || event.shiftKey || event.metaKey) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    kioskTell("end-key");
  };
  const listen = () => {
    addEventListener("keydown", end, {capture: true});
    for (const type of ["keydown", "pointerdown", "pointermove", "wheel", "touchstart"])
      addEventListener(type, touch, {capture: true, passive: true});
  };
  listen();
  // A page that writes itself anew (document.open) has dropped all that listened.
  new MutationObserver(listen).observe(document, {childList: true});
})();
"""
"""Runs before any script of the page, so that none can hide an event from it. What a script makes
(dispatchEvent, click()) is not trusted by the browser; a playing video makes none of these."""


class Activity:
    """What the doctor does in all pages together."""

    def __init__(self, touched: Callable[[], None]) -> None:
        """Her activity is passed on at most once a second."""
        self.end_key = asyncio.Event()
        """She pressed it."""
        self._touched = touched
        self._next = 0.0

    def heard(self, said: str) -> None:
        """A page saw a person's input."""
        if said == END_KEY:
            self.end_key.set()
        now = asyncio.get_running_loop().time()
        if now >= self._next:
            self._next = now + 1.0
            self._touched()
