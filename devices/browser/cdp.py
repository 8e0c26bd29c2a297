"""The Chrome DevTools Protocol over a pair of pipes: NUL-separated JSON, no TCP port, no thread.

What goes through here holds cookies: neither messages nor answers appear in any exception.
"""

import asyncio
import itertools
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from devices.errors import BrowserFailed

MESSAGE_LIMIT = 1024 * 1024
"""Bytes of one message; the stream that is read from must be made with this limit."""

Answer = dict[str, Any]


class CdpError(BrowserFailed):
    """A command was not carried out."""


class CdpRefused(CdpError):
    """The browser answered with an error."""


class CdpSilent(CdpError):
    """The browser did not answer within the time limit."""


class CdpEnded(CdpError):
    """The pipe is closed, or what came through it was no protocol."""


@dataclass(frozen=True, slots=True)
class CdpEvent:
    """Something happened in the browser (session None) or in one attached target."""

    method: str
    params: Mapping[str, Any] = field(repr=False)
    session: str | None


class Cdp:
    """One connection. Must be made inside a running event loop; ends when the pipe does."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._numbers = itertools.count(1)
        self._waiting: dict[int, tuple[str | None, asyncio.Future[Answer]]] = {}
        self._listeners: list[Callable[[CdpEvent], None]] = []
        self._end_reason: str | None = None
        self._pump = asyncio.create_task(self._read(), name="cdp")

    def subscribe(self, listener: Callable[[CdpEvent], None]) -> Callable[[], None]:
        """Calls the listener with every event, in order, until the returned function is called."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    async def send(
        self,
        method: str,
        params: Mapping[str, object] | None = None,
        *,
        session: str | None = None,
        patience: float = 5.0,
    ) -> Answer:
        """Returns the command's result. Raises CdpRefused, CdpSilent (after seconds), CdpEnded."""
        if self._end_reason is not None:
            raise CdpEnded(f"{method}: {self._end_reason}")
        number = next(self._numbers)
        message: dict[str, object] = {"id": number, "method": method, "params": params or {}}
        if session is not None:
            message["sessionId"] = session
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting[number] = (session, answer)
        try:
            async with asyncio.timeout(patience):
                self._writer.write(json.dumps(message).encode() + b"\0")
                await self._writer.drain()
                result = await answer
        except TimeoutError:
            raise CdpSilent(f"{method}: no answer within {patience:g} s") from None
        except OSError:
            raise CdpEnded(f"{method}: the pipe is closed") from None
        finally:
            del self._waiting[number]
        if "error" in result:
            raise CdpRefused(f"{method}: {str(result['error'].get('message', ''))[:200]}")
        return dict(result.get("result", {}))

    async def ended(self) -> None:
        """Returns when the connection is over, whoever ended it."""
        await asyncio.wait([self._pump])

    def close(self) -> None:
        """Closes our side of the pipe: a Chromium at its other end exits."""
        self._pump.cancel()
        self._end("the pipe is closed")
        self._writer.close()

    async def _read(self) -> None:
        reason = "the pipe is closed"
        try:
            while True:
                self._take(json.loads(await self._frame()))
                # A page that floods us with events must not starve the rest of the loop.
                await asyncio.sleep(0)
        except (asyncio.IncompleteReadError, OSError):
            pass
        except (ValueError, TypeError, KeyError, AttributeError):
            reason = "a message made no sense"
        finally:
            self._end(reason)

    async def _frame(self) -> bytes:
        """The next message. One that is too long is passed over: any page can cause one."""
        whole = True
        while True:
            try:
                frame = await self._reader.readuntil(b"\0")
            except asyncio.LimitOverrunError as error:
                await self._reader.readexactly(error.consumed)
                whole = False
            else:
                if whole:
                    return frame[:-1]
                whole = True

    def _take(self, message: Answer) -> None:
        if "id" in message:
            _, answer = self._waiting.get(message["id"], (None, None))
            if answer is not None and not answer.done():
                answer.set_result(message)
            return
        event = CdpEvent(message["method"], message.get("params", {}), message.get("sessionId"))
        if event.method == "Target.detachedFromTarget":
            self._fail("its target is gone", session=event.params["sessionId"])
        for listener in tuple(self._listeners):
            listener(event)

    def _end(self, reason: str) -> None:
        if self._end_reason is None:
            self._end_reason = reason
            self._fail(reason, session=None)

    def _fail(self, reason: str, *, session: str | None) -> None:
        for of_session, answer in self._waiting.values():
            if not answer.done() and session in {None, of_session}:
                answer.set_exception(CdpEnded(reason))
