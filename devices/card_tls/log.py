"""What stunnel says, read as it comes: that it is ready, and what went wrong.

Nothing but one error line is kept. When its start fails, stunnel prints every step it made, and
among them "Executing engine control command PIN:" with the PIN (measured, 5.68).
"""

import asyncio
import os
import re

from devices.kit import TunnelFailure

_READY = "Accepting new connections"
_STARTS_A_CONNECTION = "accepted connection from"
_ERROR = re.compile(r"^(?:\[!\] |[\d. :]+LOG[0-4]\[\w+\]: )(?P<text>.*)")
_LINE_LENGTH = 300

# The first that matches a line names the failure. Seen with stunnel 5.68 on OpenSSL 3.0, but for
# most alerts, which are OpenSSL's names for those of RFC 8446 §6.2.
_SIGNS = (
    (TunnelFailure.CARD_TROUBLE, r":PKCS#11 module:|:pkcs11 engine:"),
    (
        TunnelFailure.SERVER_UNTRUSTED,
        r"certificate verify failed|Subject checks failed|Rejected by",
    ),
    (
        TunnelFailure.SERVER_UNREACHABLE,
        r"Error resolving|No remote host resolved|s_connect: |No more addresses|TIMEOUTconnect",
    ),
    (
        TunnelFailure.NO_COMMON_TLS,
        r"alert protocol version|unsupported protocol|no suitable signature algorithm"
        r"|no protocols available|alert insufficient security",
    ),
    (
        TunnelFailure.CARD_REFUSED,
        r"alert (?:\w+ certificate|certificate \w+|handshake failure|unknown ca|access denied"
        r"|decrypt error)",
    ),
)


class StunnelLog:
    """The reading end of the pipe that is stunnel's standard error.

    Reading is synchronous where it matters: stunnel writes why a connection failed before it
    closes it, so once the connection is seen to be closed, the reason is in the pipe.
    """

    def __init__(self) -> None:
        self._read, self.writing_end = os.pipe()
        os.set_blocking(self._read, False)
        self._rest = b""
        self._reason = "stunnel gave no reason"
        self._failure: TunnelFailure | None = None
        self._loop = asyncio.get_running_loop()
        self._ready: asyncio.Future[bool] = self._loop.create_future()
        self._loop.add_reader(self._read, self._drain)

    async def ready(self) -> bool:
        """Returns True when stunnel accepts connections, False when it ended before."""
        return await self._ready

    @property
    def failure(self) -> TunnelFailure | None:
        """Why the latest connection, or the start, failed."""
        self._drain()
        return self._failure

    @property
    def reason(self) -> str:
        """The error line that named the failure, or else the last one; for the log, no secret."""
        self._drain()
        return self._reason

    def stunnel_has_its_end(self) -> None:
        """Gives the writing end up here, so that stunnel's end is seen as the end of the log."""
        if self.writing_end >= 0:
            os.close(self.writing_end)
            self.writing_end = -1

    def close(self) -> None:
        self.stunnel_has_its_end()
        if self._read >= 0:
            self._loop.remove_reader(self._read)
            os.close(self._read)
            self._read = -1

    def _drain(self) -> None:
        while self._read >= 0:
            try:
                data = os.read(self._read, 65536)
            except BlockingIOError:
                return
            if not data:
                self._rest = b""
                self._loop.remove_reader(self._read)
                self._settle(ready=False)
                return
            *lines, rest = (self._rest + data).split(b"\n")
            self._rest = rest[-4 * _LINE_LENGTH :]
            for line in lines:
                self._understand(line.decode(errors="replace"))

    def _understand(self, line: str) -> None:
        if _STARTS_A_CONNECTION in line:
            self._failure = None
        elif _READY in line:
            self._settle(ready=True)
        elif error := _ERROR.match(line):
            text = error["text"][:_LINE_LENGTH]
            if self._failure is None:
                self._failure = failure_in(text)
                self._reason = text

    def _settle(self, *, ready: bool) -> None:
        if not self._ready.done():
            self._ready.set_result(ready)


def failure_in(text: str) -> TunnelFailure | None:
    """What one error line of stunnel means for the doctor; None when it adds nothing."""
    return next((failure for failure, sign in _SIGNS if re.search(sign, text)), None)
