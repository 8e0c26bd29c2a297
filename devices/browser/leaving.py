"""How the windows go at the end of a session, and a page that works on without any."""

import asyncio
import re
from contextlib import suppress

from devices.browser.cdp import Cdp, CdpError
from devices.browser.preparing import attempt

OPENS_NOTHING = (
    "Page.addScriptToEvaluateOnNewDocument",
    {"source": "window.open = () => null"},
)
"""For a hidden page, as where pop-ups are blocked: it can have none, and Chromium 156 lets it wait
for ever for the window that it opens."""

_SILENCED = 0.1
"""Seconds for a page to stop its scripts; it takes a few milliseconds."""


KNOWS_HIDDEN = 140
"""Chromium's version from which a hidden page is none that anybody sees; seen with 156."""

_VERSION = re.compile(r"/(\d+)\.")


async def hidden_page(cdp: Cdp, url: str) -> str:
    """A page of the same profile in no window; its target's number. Raises CdpError.

    Chromium 156 keeps it, and itself, when the last window closes. One that does not know the
    word "hidden" yet makes a tab behind the others: with them closed, it is all that is shown.
    """
    # Without "background", a hidden page is refused.
    answer = await cdp.send("Target.createTarget", {"url": url, "hidden": True, "background": True})
    return str(answer["targetId"])


async def outlive_windows(cdp: Cdp) -> None:
    """Keeps the browser from ending with its last window: whoever closes that one is still to be
    signed off, and only the browser has the cookies for it.
    """
    with suppress(CdpError):  # it has gone already
        version = await cdp.send("Browser.getVersion")
        found = _VERSION.search(str(version["product"]))
        if found is not None and int(found[1]) >= KNOWS_HIDDEN:
            await hidden_page(cdp, "about:blank")


async def shut(cdp: Cdp, target: str, session: str | None) -> None:
    """Closes a window or tab at once, through its session where there is one.

    A page that is busy, or that has something to do when it is left, would hold it for half a
    second. What it asks is answered with no: the doctor has not agreed to anything.
    """
    steps: list[tuple[str, dict[str, object]]] = [
        ("Page.handleJavaScriptDialog", {"accept": False}),
        ("Runtime.terminateExecution", {}),
        ("Emulation.setScriptExecutionDisabled", {"value": True}),
    ]
    if session is not None:
        # Closing overtakes them, and waits longer than this for a page that goes on.
        with suppress(TimeoutError):
            async with asyncio.timeout(_SILENCED):
                await asyncio.gather(*(attempt(cdp, session, *step) for step in steps))
    await attempt(cdp, None, "Target.closeTarget", {"targetId": target})
