"""Mutual TLS with a simulated card's key: a unix socket whose bytes travel over it."""

import asyncio
import ssl
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path

from devices.events import CardFamily
from devices.kit import TlsServer, Tunnel, TunnelFailure
from devices.private_dir import Purpose, private_directory
from devices.simulated.chip import Key
from devices.simulated.stay import Stay

CONNECT_SECONDS = 10
CHUNK = 64 * 1024

_NO_COMMON_TLS = ("PROTOCOL_VERSION", "UNSUPPORTED_PROTOCOL", "HANDSHAKE_FAILURE", "NO_SHARED")


@asynccontextmanager
async def relay(stay: Stay, key: Key, server: TlsServer) -> AsyncIterator[Tunnel]:
    """The way to the server for the time of the context; it is cut when the card leaves."""
    with private_directory(Purpose.TLS) as directory:
        context = await asyncio.to_thread(_client_context, stay.chip.family, key, server, directory)
        tunnel = _Relay(directory / "card.sock", server, context, stay)
        listener = await asyncio.start_unix_server(tunnel.accept, tunnel.socket)
        try:
            tunnel.socket.chmod(0o600)
            yield tunnel
        finally:
            listener.close()
            await tunnel.close()


class _Relay:
    def __init__(
        self, socket: Path, server: TlsServer, context: ssl.SSLContext, stay: Stay
    ) -> None:
        self.socket = socket
        self._server = server
        self._context = context
        self._stay = stay
        self._why: TunnelFailure | None = None
        self._carrying: set[asyncio.Task[None]] = set()

    def why(self) -> TunnelFailure | None:
        return self._why

    def accept(self, reader: StreamReader, writer: StreamWriter) -> None:
        task = asyncio.create_task(self._carry(reader, writer))
        self._carrying.add(task)
        task.add_done_callback(self._carrying.discard)

    async def close(self) -> None:
        for task in self._carrying:
            task.cancel()
        await asyncio.gather(*self._carrying, return_exceptions=True)

    async def _carry(self, reader: StreamReader, writer: StreamWriter) -> None:
        self._why = None
        try:
            await _first_of(self._exchange(reader, writer), self._cut())
        finally:
            writer.close()

    async def _exchange(self, reader: StreamReader, writer: StreamWriter) -> None:
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                far_reader, far_writer = await asyncio.open_connection(
                    self._server.host, self._server.port, ssl=self._context
                )
        except OSError as error:
            self._why = failure_of(error)
            return
        try:
            await _first_of(self._pump(reader, far_writer), self._pump(far_reader, writer))
        finally:
            # Closing in good order would wait for the server, and outlive the tunnel.
            far_writer.transport.abort()

    async def _pump(self, source: StreamReader, target: StreamWriter) -> None:
        try:
            while data := await source.read(CHUNK):
                target.write(data)
                await target.drain()
        except ssl.SSLError as error:
            self._why = failure_of(error)
        except OSError:
            pass  # one side went away: the other is told by being closed

    async def _cut(self) -> None:
        await self._stay.ended()
        self._why = TunnelFailure.CARD_TROUBLE


async def _first_of(*ways: Coroutine[None, None, None]) -> None:
    """Until one of them is done; the others are cancelled."""
    tasks = [asyncio.ensure_future(way) for way in ways]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def failure_of(error: OSError) -> TunnelFailure:
    """What a failed connection says, as far as TLS knows it.

    TLS 1.3 tells a refused client certificate only after the handshake, on the first read.
    """
    if isinstance(error, ssl.SSLCertVerificationError):
        return TunnelFailure.SERVER_UNTRUSTED
    if isinstance(error, ssl.SSLError):
        reason = error.reason or ""
        if any(part in reason for part in _NO_COMMON_TLS):
            return TunnelFailure.NO_COMMON_TLS
        if "ALERT" in reason:
            return TunnelFailure.CARD_REFUSED
    return TunnelFailure.SERVER_UNREACHABLE


def _client_context(
    family: CardFamily, key: Key, server: TlsServer, directory: Path
) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=server.ca_file)
    if family is CardFamily.CPS3:
        context.maximum_version = ssl.TLSVersion.TLSv1_2
    # OpenSSL takes a key only from a file: this one lasts for the time of reading it.
    pair = directory / "key.pem"
    pair.touch(mode=0o600)
    try:
        pair.write_text(key.private + key.certificate)
        context.load_cert_chain(pair)
    finally:
        pair.unlink()
    return context
