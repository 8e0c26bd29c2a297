"""An ordinary user: root may write anywhere."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def unprivileged() -> Iterator[Path]:
    """A directory of an ordinary user, and her rights: root may write anywhere."""
    nobody = 65534
    root = os.geteuid() == 0
    with tempfile.TemporaryDirectory() as directory:
        if root:
            os.chown(directory, nobody, nobody)
            os.seteuid(nobody)
        try:
            yield Path(directory)
        finally:
            if root:
                os.seteuid(0)
            Path(directory).chmod(0o700)
