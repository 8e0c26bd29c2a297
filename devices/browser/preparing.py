"""What is made ready in a page, or a frame of its own process, before it runs anything."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress

from devices.browser.activity import BINDING, SCRIPT, WORLD
from devices.browser.cdp import Cdp, CdpError

PAGES: Sequence[Mapping[str, str]] = ({"type": "page"},)
_FRAMES: Sequence[Mapping[str, str]] = ({"type": "iframe"},)


async def prepare(cdp: Cdp, session: str, user_agent: str | None) -> None:
    """In one go: the browser handles them in this order, and the page starts with the last."""
    steps: list[tuple[str, dict[str, object]]] = [
        ("Page.enable", {}),
        # Without it a binding is lost with the page it was made in.
        ("Runtime.enable", {}),
        ("Runtime.addBinding", {"name": BINDING, "executionContextName": WORLD}),
        (
            "Page.addScriptToEvaluateOnNewDocument",
            {"source": SCRIPT, "worldName": WORLD, "runImmediately": True},
        ),
        attaching(_FRAMES),
    ]
    if user_agent is not None:
        steps.append(("Network.setUserAgentOverride", {"userAgent": user_agent}))
    steps.append(("Runtime.runIfWaitingForDebugger", {}))
    await asyncio.gather(*(attempt(cdp, session, *step) for step in steps))


def attaching(kinds: Sequence[Mapping[str, str]]) -> tuple[str, dict[str, object]]:
    """The command by which every one of these kinds waits, before it runs anything, for us."""
    return "Target.setAutoAttach", {
        "autoAttach": True,
        "waitForDebuggerOnStart": True,
        "flatten": True,
        "filter": kinds,
    }


async def attempt(cdp: Cdp, session: str | None, method: str, params: Mapping[str, object]) -> None:
    """A page that has gone meanwhile, or that is not let in, is no failure of the others."""
    with suppress(CdpError):
        await cdp.send(method, params, session=session)
