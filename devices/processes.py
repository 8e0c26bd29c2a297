"""Finding and ending the processes that work on one directory (Linux).

A browser's processes leave its process group (the crash handler does), but each of them names its
profile in its arguments or has it as its home.
"""

import os
import select
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def processes_of(directory: Path) -> list[int]:
    """Living processes of this user that name the directory; zombies are none."""
    mark = os.fsencode(directory)
    numbers = (int(entry.name) for entry in os.scandir("/proc") if entry.name.isdigit())
    return [number for number in numbers if number != os.getpid() and _names(number, mark)]


def end_processes_of(directory: Path, seconds: float) -> int:
    """Kills them, and those they start meanwhile; blocks. Returns how many are left."""
    mark = os.fsencode(directory)
    deadline = time.monotonic() + seconds
    while numbers := processes_of(directory):
        left = deadline - time.monotonic()
        if left <= 0:
            return len(numbers)
        for number in numbers:
            with suppress(ProcessLookupError, PermissionError), _handle(number) as handle:
                # The number may have gone to a stranger since it was listed; the handle cannot.
                if _names(number, mark):
                    signal.pidfd_send_signal(handle, signal.SIGKILL)
                    select.select([handle], [], [], left)
    return 0


def _names(number: int, mark: bytes) -> bool:
    for file in ("cmdline", "environ"):
        with suppress(OSError):
            if mark in Path(f"/proc/{number}/{file}").read_bytes():
                return True
    return False


@contextmanager
def _handle(number: int) -> Iterator[int]:
    handle = os.pidfd_open(number)
    try:
        yield handle
    finally:
        os.close(handle)
