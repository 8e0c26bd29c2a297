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


def forbid_files() -> None:
    """No byte can be written to a file any more; pipes, sockets and terminals are none.

    PKCS#11 modules keep what they read from cards: ANS's own under a card number cut to eight
    digits, so that another card of the same hundred got that holder's name (measured, 5.2.2). Some
    keep traces. Their files are still made but stay empty, which that module takes for no file.
    Python ignores SIGXFSZ, which would kill this process for trying.
    """
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


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
