"""The kiosk's side of a card worker: one question at a time, and an end to every one of them."""

import asyncio
import json
import os
import signal
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, cast

from devices.errors import ModuleCrashed, ModuleHung
from devices.module_environment import module_environment


class WorkerProcess:
    """A child that answers each line of JSON with another one."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._questions = cast("asyncio.StreamWriter", process.stdin)
        self._answers = cast("asyncio.StreamReader", process.stdout)

    @classmethod
    async def start(cls, command: Sequence[str]) -> "WorkerProcess":
        """What the child says on its standard error is dropped: it must not reach the terminal."""
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env=module_environment(),
        )
        return cls(process)

    @property
    def alive(self) -> bool:
        return self._process.returncode is None

    async def ask(self, question: bytearray, seconds: float) -> dict[str, Any]:
        """Raises ModuleHung or ModuleCrashed; after these, or when cancelled, the child is dead."""
        try:
            async with asyncio.timeout(seconds):
                return await self._exchange(question)
        except TimeoutError:
            raise ModuleHung(f"no answer within {seconds:g} s") from None

    async def kill(self) -> None:
        """Returns when it is dead. Harmless when it is already."""
        if self.alive:
            # Process.kill() would reap a child that has just died, and asyncio then misses its end.
            with suppress(ProcessLookupError):
                os.kill(self._process.pid, signal.SIGKILL)
        self._questions.close()
        await self._process.wait()

    async def _exchange(self, question: bytearray) -> dict[str, Any]:
        """Ends with a whole answer or with the child: a late one would answer the next question."""
        line = b""
        try:
            # The pipe is empty, so this writes at once and keeps no copy.
            self._questions.write(question)
            line = await self._answers.readline()
        finally:
            if not line.endswith(b"\n"):
                await asyncio.shield(self.kill())
        if not line.endswith(b"\n"):
            raise ModuleCrashed(f"the card worker ended with {self._process.returncode}")
        answer: dict[str, Any] = json.loads(line)
        return answer
