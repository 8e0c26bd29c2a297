"""A real Chromium that submits forms, as the standard of comparison."""

import asyncio
import json
from dataclasses import dataclass
from typing import Any

from devices.browser.chromium import Chromium
from tests.support.browsers import page_session, pipe_of
from tests.support.waiting import POLL_SECONDS


@dataclass(frozen=True)
class Tab:
    """One window of it."""

    browser: Chromium
    session: str

    @classmethod
    async def of(cls, browser: Chromium) -> "Tab":
        return cls(browser, await page_session(browser))

    async def go(self, url: str) -> None:
        """Until the page is there as a whole."""
        await self._send("Page.navigate", {"url": url})
        there = f"location.href == {json.dumps(url)} && document.readyState == 'complete'"
        async with asyncio.timeout(30):
            while not await self._value(there):  # noqa: ASYNC110 (the browser is another process)
                await asyncio.sleep(POLL_SECONDS)

    async def press(self) -> None:
        """The button with the id "go", or Enter in the field with the id "here"."""
        if await self._value(
            "document.getElementById('go') ? (go.click(), true) : (here.focus(), 0)"
        ):
            return
        for kind in ("keyDown", "keyUp"):
            key = {"key": "Enter", "windowsVirtualKeyCode": 13, "text": "\r"}
            await self._send("Input.dispatchKeyEvent", {"type": kind, **key})

    async def _value(self, expression: str) -> Any:  # noqa: ANN401 (of JavaScript)
        asked = {"expression": expression, "userGesture": True}
        told = await self._send("Runtime.evaluate", asked)
        return told["result"].get("value")

    async def _send(self, method: str, parameters: dict[str, Any]) -> dict[str, Any]:
        return await pipe_of(self.browser).send(method, parameters, session=self.session)
