"""Chromium as a child: its pipes, its last words, its end."""

import asyncio
import os
import shutil
import signal
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import cast

from devices.browser.cdp import MESSAGE_LIMIT, Cdp
from devices.browser.switches import SEARCH_PATH
from devices.errors import BrowserMissing

# A shell moves the pipes to where Chromium expects them (3 in, 4 out) and forbids core dumps;
# setpriv asks the kernel to kill Chromium when the kiosk dies. Python's own preexec_fn would do
# both, but is not safe in a process with threads.
_SHIM = 'ulimit -c 0; exec 3<&0 4>&1 </dev/null >/dev/null; exec setpriv --pdeathsig KILL -- "$@"'
_LAST_WORDS = 4000
_DBUS = ":dbus/"
"""Complaints of a Chromium without a session bus: it has none by intention."""


class BrowserProcess:
    """A running browser. Start it from the thread that lives as long as the kiosk does."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._said = b""
        self.cdp = Cdp(
            cast("asyncio.StreamReader", process.stdout),
            cast("asyncio.StreamWriter", process.stdin),
        )
        self._listening = asyncio.create_task(self._listen(), name="browser's last words")

    @classmethod
    async def spawn(
        cls, command: str, arguments: Sequence[str], environment: Mapping[str, str]
    ) -> "BrowserProcess":
        """Starts it in a session of its own, away from the terminal. Raises BrowserMissing."""
        path = await asyncio.to_thread(shutil.which, command, path=SEARCH_PATH)
        if path is None:
            raise BrowserMissing(f"no command {command}")
        process = await asyncio.create_subprocess_exec(
            *("/bin/sh", "-c", _SHIM, "sh", path, *arguments),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            limit=MESSAGE_LIMIT,
            env=environment,
            start_new_session=True,
            umask=0o077,
        )
        return cls(process)

    @property
    def pid(self) -> int:
        return self._process.pid

    async def ended(self) -> None:
        """Returns when the browser's main process is dead."""
        await self._process.wait()

    async def last_words(self) -> str:
        """Why it ended, for the log. It has seen no cookie if it ended while starting."""
        status = await self._process.wait()
        if status == 0:
            # So ends a Chromium (156) that may neither be debugged nor show a window.
            return "it ended at once: does a policy (RemoteDebuggingAllowed) forbid debugging?"
        lines = self._said.decode(errors="replace").splitlines()
        said = next((line for line in reversed(lines) if line.strip() and _DBUS not in line), "")
        return f"it ended with status {status}: {said[:300]}"

    def kill(self) -> None:
        """Ends the whole process group at once and closes the pipe."""
        if self._process.returncode is None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self.cdp.close()

    async def bury(self) -> None:
        """After kill: returns when the main process and its last pipe are gone."""
        await self._process.wait()
        # Its end comes with the last process that holds it; one that cannot die is not waited for.
        await asyncio.wait([self._listening], timeout=1)
        self._listening.cancel()

    async def _listen(self) -> None:
        """Keeps the end of what it writes; a full pipe would make it wait for us."""
        stream = cast("asyncio.StreamReader", self._process.stderr)
        while chunk := await stream.read(4096):
            self._said = (self._said + chunk)[-_LAST_WORDS:]
