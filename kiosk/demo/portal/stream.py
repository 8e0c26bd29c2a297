"""The server's side of one TLS connection, with the alert that says why when it fails.

asyncio's own TLS drops the connection without one when a client's certificate is refused.
"""

import asyncio
import ssl
from asyncio import StreamReader, StreamWriter
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

CHUNK = 16 * 1024
LINGER_SECONDS = 1

T = TypeVar("T")


class TlsStream:
    """TLS over a pair of streams. Every step raises ssl.SSLError when TLS ends badly."""

    def __init__(self, context: ssl.SSLContext, reader: StreamReader, writer: StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._incoming = ssl.MemoryBIO()
        self._outgoing = ssl.MemoryBIO()
        self.connection = context.wrap_bio(self._incoming, self._outgoing, server_side=True)

    async def handshake(self) -> None:
        await self._drive(self.connection.do_handshake)

    async def read(self) -> bytes:
        """Some bytes; none when the other side is done."""
        return await self._drive(lambda: self.connection.read(CHUNK))

    async def write(self, data: bytes) -> None:
        await self._drive(lambda: self.connection.write(data))

    async def close(self) -> None:
        """Says goodbye, and waits a little for the other side to have read everything."""
        with suppress(ssl.SSLError):
            self.connection.unwrap()
        with suppress(OSError):
            await self._flush()
            self._writer.write_eof()
            # Closing over unread bytes resets the connection, and the last answer may get lost.
            async with asyncio.timeout(LINGER_SECONDS):
                while await self._reader.read(CHUNK):
                    pass
        self._writer.close()

    async def _drive(self, step: Callable[[], T]) -> T:
        while True:
            try:
                result = step()
            except ssl.SSLWantReadError:
                await self._flush()
                data = await self._reader.read(CHUNK)
                if data:
                    self._incoming.write(data)
                else:
                    self._incoming.write_eof()
            except ssl.SSLError:
                await self._flush()
                raise
            else:
                await self._flush()
                return result

    async def _flush(self) -> None:
        self._writer.write(self._outgoing.read())
        await self._writer.drain()
