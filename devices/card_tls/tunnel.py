"""Mutual TLS with the card's authentication key, by stunnel and its PKCS#11 engine.

stunnel is a process of its own for one sign-in: killing it takes the PIN, the session with the card
and the way to the portal away at once.
"""

import asyncio
import os
import shutil
import signal
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from devices.card_tls.config import TlsVersion, TokenKey, configuration
from devices.card_tls.environment import SEARCH_PATH, tunnel_environment
from devices.card_tls.log import StunnelLog
from devices.errors import CardTlsUnavailable, CardUnreadable, ModuleHung
from devices.kit import Pin, TlsServer, Tunnel, TunnelFailure
from devices.private_dir import Purpose, private_directory

__all__ = ["TlsVersion", "TokenKey", "card_tls"]

_CHAINED = ("prlimit", "--core=0:0", "--fsize=0:0", "setpriv", "--pdeathsig", "KILL")
"""Run before stunnel in the same process: no core dump, no byte of the card in any file
(hardening.forbid_files), and it dies with the kiosk."""


@dataclass(frozen=True, slots=True)
class _StunnelTunnel:
    socket: Path
    _log: StunnelLog

    def why(self) -> TunnelFailure | None:
        return self._log.failure


@asynccontextmanager
async def card_tls(
    key: TokenKey,
    server: TlsServer,
    pin: Pin,
    *,
    tls_max: TlsVersion | None = None,
    command: str = "stunnel",
    start_seconds: float = 20,
) -> AsyncIterator[Tunnel]:
    """Opens a tunnel to the server for the time of the context, whatever ends it.

    The PIN is presented to the card once, at the start.

    Raises CardTlsUnavailable when stunnel or its engine is missing or does not start,
    CardUnreadable when the card does not let it use the key, ModuleHung when it is not ready in
    time, and ValueError when PIN, host or path would not stay on its line.
    """
    with ExitStack() as stack:
        # In memory: making and removing take half a millisecond (measured), worth no thread.
        socket = stack.enter_context(private_directory(Purpose.TLS)) / "card.sock"
        log = stack.enter_context(closing(StunnelLog()))
        text = configuration(key, server, pin, socket, tls_max)
        source = stack.enter_context(_readable(text))
        async with _stunnel(command, source, log):
            await _ready(log, start_seconds)
            yield _StunnelTunnel(socket, log)


@contextmanager
def _readable(text: bytearray) -> Iterator[int]:
    """A pipe that holds the whole text already: it passes through no file and no stream buffer."""
    read, write = os.pipe()
    try:
        os.write(write, text)
    finally:
        os.close(write)
        text[:] = bytes(len(text))
    try:
        yield read
    finally:
        os.close(read)


@asynccontextmanager
async def _stunnel(command: str, source: int, log: StunnelLog) -> AsyncIterator[None]:
    program = await asyncio.to_thread(shutil.which, command, path=SEARCH_PATH)
    if program is None:
        raise CardTlsUnavailable(f"no command {command!r}")
    try:
        process = await asyncio.create_subprocess_exec(
            *_CHAINED,
            program,
            "-fd",
            "0",
            stdin=source,
            stdout=DEVNULL,
            stderr=log.writing_end,
            env=tunnel_environment(),
            restore_signals=False,  # SIGXFSZ stays ignored
            umask=0o177,  # stunnel leaves its socket's mode to it
            start_new_session=True,  # without a terminal the engine cannot ask for a PIN on it
        )
    except OSError as error:
        raise CardTlsUnavailable(str(error)) from error
    log.stunnel_has_its_end()
    try:
        yield
    finally:
        await _kill(process)


async def _kill(process: Process) -> None:
    with suppress(ProcessLookupError):
        if process.returncode is None:
            os.killpg(process.pid, signal.SIGKILL)
    await asyncio.shield(process.wait())


async def _ready(log: StunnelLog, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            ready = await log.ready()
    except TimeoutError:
        raise ModuleHung(f"no tunnel after {seconds:.0f} s") from None
    if ready:
        return
    if log.failure is TunnelFailure.CARD_TROUBLE:
        raise CardUnreadable(log.reason)
    raise CardTlsUnavailable(log.reason)
