"""A program on a pseudo-terminal of its own: what whoever types at it and reads it shares."""

import fcntl
import os
import pty
import re
import signal
import struct
import subprocess
import termios
from collections.abc import Mapping, Sequence

KITTY = re.compile(rb"\x1b\[[<>=][0-9;]*u")
"""The kitty keyboard protocol, which pyte would show as a letter."""


def started(
    command: Sequence[str], environ: Mapping[str, str], *, columns: int, rows: int
) -> tuple[subprocess.Popen[bytes], int]:
    """The program, in a session of its own, and our end of its terminal."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    process = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=environ, start_new_session=True
    )
    os.close(theirs)
    return process, ours


def killed(process: subprocess.Popen[bytes]) -> None:
    """Ends it with all of its session's first group, if it still lives."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
