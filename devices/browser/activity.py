"""How a page tells that a person uses it, without the page's own scripts having a say."""

import asyncio
from collections.abc import Callable

WORLD = "kiosk"
"""An isolated world: it shares the page's document, never its script objects."""
BINDING = "kioskTouched"

SCRIPT = """
(() => {
  let told = -Infinity, x = null, y = null;
  const tell = event => {
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
    kioskTouched("");
  };
  for (const type of ["keydown", "pointerdown", "pointermove", "wheel", "touchstart"])
    addEventListener(type, tell, {capture: true, passive: true});
})();
"""
"""Runs before any script of the page, so that none can hide an event from it. What a script makes
(dispatchEvent, click()) is not trusted by the browser; a playing video makes none of these."""


class Activity:
    """Passes on the doctor's activity in all pages together, at most once a second."""

    def __init__(self, touched: Callable[[], None]) -> None:
        self._touched = touched
        self._next = 0.0

    def seen(self) -> None:
        """A page saw a person's input."""
        now = asyncio.get_running_loop().time()
        if now >= self._next:
            self._next = now + 1.0
            self._touched()
