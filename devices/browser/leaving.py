"""How the windows go at the end of a session, and a page that works on without any."""

import asyncio

from devices.browser.cdp import Cdp
from devices.browser.preparing import attempt

OPENS_NOTHING = (
    "Page.addScriptToEvaluateOnNewDocument",
    {"source": "window.open = () => null"},
)
"""For a hidden page, as where pop-ups are blocked: it can have none, and Chromium 156 lets it wait
for ever for the window that it opens."""


async def hidden_page(cdp: Cdp, url: str) -> str:
    """A page of the same profile in no window; its target's number. Raises CdpError.

    Chromium 156 keeps it, and itself, when the last window closes. One that does not know the
    word "hidden" yet makes a tab behind the others: with them closed, it is all that is shown.
    """
    # Without "background", a hidden page is refused.
    answer = await cdp.send("Target.createTarget", {"url": url, "hidden": True, "background": True})
    return str(answer["targetId"])


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
    await asyncio.gather(
        *(attempt(cdp, session, *step) for step in steps if session is not None),
        attempt(cdp, None, "Target.closeTarget", {"targetId": target}),
    )
