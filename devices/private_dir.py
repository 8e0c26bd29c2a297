"""A directory for one purpose that only this user can enter, in memory where there is memory."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def private_directory(prefix: str) -> Iterator[Path]:
    """Makes it (mode 0700) and removes it with all that is in it, whatever happened meanwhile."""
    path = Path(tempfile.mkdtemp(prefix=prefix, dir=_memory()))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def _memory() -> str | None:
    """The user's runtime directory, else shared memory, else wherever temporary files go."""
    for candidate in (os.environ.get("XDG_RUNTIME_DIR"), "/dev/shm"):  # noqa: S108  # mkdtemp is safe there
        if candidate and os.access(candidate, os.W_OK | os.X_OK):
            return candidate
    return None
