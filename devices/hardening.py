"""What a process that holds a secret does first (Linux)."""

import ctypes
import os
import resource
import signal

_PR_SET_PDEATHSIG = 1
_PR_GET_DUMPABLE = 3
_PR_SET_DUMPABLE = 4


def forbid_dumps() -> None:
    """No core dump, and no other process of this user may read this one's memory."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _prctl(_PR_SET_DUMPABLE, 0)


def dumpable() -> bool:
    """Whether this process may be dumped or read by others of its user."""
    return _prctl(_PR_GET_DUMPABLE, 0) == 1


def die_with(parent: int) -> None:
    """Has the kernel kill this process when its parent dies; exits when that has happened already.

    The kernel's signal comes at the death of the parent's *thread* that started this process.
    """
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        raise SystemExit("the parent has gone")


def _prctl(option: int, value: int) -> int:
    libc = ctypes.CDLL(None, use_errno=True)
    result: int = libc.prctl(option, value, 0, 0, 0)
    if result < 0:
        raise OSError(ctypes.get_errno(), "prctl")
    return result
