"""Directories that only this kiosk enters, in memory where there is memory, and gone with it.

Each is locked for as long as its kiosk lives: what is found unlocked is a dead kiosk's leftover.
"""

import fcntl
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from devices.kit import Wiped
from devices.processes import end_processes_of

_IN_MEMORY = frozenset({"tmpfs", "ramfs"})


class Purpose(StrEnum):
    """What a directory is for; its name begins with it."""

    BROWSER = "kiosk-browser-"
    TLS = "kiosk-tls-"
    DEMO = "kdemo-"
    """Short: a browser's socket lies deep below it, and its path may have 107 characters only."""


@dataclass(frozen=True, slots=True)
class RuntimeDirectory:
    """Where private directories are made."""

    path: Path
    in_memory: bool
    """False: no tmpfs was found, and what a session writes reaches a disk before it is removed."""


def runtime_directory(environment: Mapping[str, str] = os.environ) -> RuntimeDirectory:
    """The user's runtime directory or shared memory if they are a tmpfs, else the system's /tmp."""
    candidates = list(_candidates(environment))
    for path in candidates:
        if os.access(path, os.W_OK | os.X_OK) and _filesystem(path) in _IN_MEMORY:
            return RuntimeDirectory(path, in_memory=True)
    return RuntimeDirectory(candidates[-1], in_memory=False)


class PrivateDirectory:
    """One directory (0700), locked until it is wiped or released."""

    def __init__(self, path: Path, lock: int) -> None:
        self.path = path
        self._lock: int | None = lock

    @classmethod
    def make(cls, purpose: Purpose, base: Path) -> "PrivateDirectory":
        """An empty one below the base. Raises OSError."""
        while True:
            path = Path(tempfile.mkdtemp(prefix=purpose, dir=base))
            # Another kiosk that starts just now may have taken it for a leftover.
            if (lock := _lock(path)) is not None:
                return cls(path, lock)

    def wipe(self, seconds: float = 2.0) -> Wiped:
        """Ends what still works on it, removes it, and looks whether anything is left; blocks."""
        wiped = _wipe(self.path, seconds)
        self.release()
        return wiped

    def release(self) -> None:
        """Gives the lock up; harmless when it was given up before."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


@contextmanager
def private_directory(purpose: Purpose) -> Iterator[Path]:
    """Makes one and removes it with all that is in it, whatever happened meanwhile."""
    directory = PrivateDirectory.make(purpose, runtime_directory().path)
    try:
        yield directory.path
    finally:
        shutil.rmtree(directory.path, ignore_errors=True)
        directory.release()


def wipe_leftovers(base: Path | None = None, seconds: float = 2.0) -> list[Wiped]:
    """Wipes what this user's kiosks that have died left behind; blocks. One entry for each."""
    results = []
    bases = {base} if base else set(_candidates(os.environ))
    found = (path for each in bases for purpose in Purpose for path in each.glob(f"{purpose}*"))
    for path in sorted(found):
        lock = _lock(path)
        if lock is not None:
            results.append(_wipe(path, seconds))
            os.close(lock)
    return results


def _lock(path: Path) -> int | None:
    """Locks a directory of this user; None when it is a living kiosk's, a stranger's or gone."""
    try:
        lock = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        found = os.fstat(lock)
        if found.st_uid == os.geteuid() and os.path.samestat(found, path.lstat()):
            return lock
    except OSError:
        pass
    os.close(lock)
    return None


def _wipe(path: Path, seconds: float) -> Wiped:
    deadline = time.monotonic() + seconds
    processes_left = end_processes_of(path, seconds)
    while True:
        shutil.rmtree(path, ignore_errors=True)
        files_left = _left(path)
        if not files_left or time.monotonic() > deadline:
            return Wiped(processes_left, files_left)
        # Somebody wrote while it was being removed, or it was closed against its owner.
        processes_left = end_processes_of(path, deadline - time.monotonic())
        time.sleep(0.02)


def _left(path: Path) -> int:
    """Counts what is there, and opens the directories so that the next round gets further."""
    left = int(os.path.lexists(path))
    for folder, folders, files in os.walk(path):
        left += len(folders) + len(files)
        for each in (folder, *(f"{folder}/{name}" for name in folders)):
            with suppress(OSError):
                Path(each).chmod(stat.S_IRWXU, follow_symlinks=False)
    return left


def _candidates(environment: Mapping[str, str]) -> Iterator[Path]:
    if environment.get("XDG_RUNTIME_DIR"):
        yield Path(environment["XDG_RUNTIME_DIR"])
    yield Path("/dev/shm")  # noqa: S108  # mkdtemp is safe there
    yield Path(tempfile.gettempdir())


def _filesystem(path: Path, mounts: Path = Path("/proc/self/mounts")) -> str:
    """The type of file system that a path lies on."""
    found = ("", "")
    path = path.resolve()
    for line in mounts.read_text().splitlines():
        _device, place, kind = line.split()[:3]
        # Spaces in names are written as octal; later lines hide earlier ones.
        place = place.encode().decode("unicode_escape")
        if path.is_relative_to(place) and len(place) >= len(found[0]):
            found = (place, kind)
    return found[1]
