"""The brake's file: JSON, private, replaced as a whole, and read with no trust in what it says."""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kiosk.brake.moment import Moment
from kiosk.brake.policy import MOST, MOST_MOMENTS, Count, Tally
from kiosk.brake.record import Record

LOCK_SECONDS = 2.0
"""Two kiosks on one file hold each other up for milliseconds. Who waits longer goes on without."""
_LOOK_SECONDS = 0.02

_OURS = os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC

LARGEST = 1_000_000
"""Bytes: ten times as much as there is at most."""


FOREVER = 1e12
"""Seconds. No clock gets there, and a float still tells parts of a second apart."""


class BrakeFileInvalid(ValueError):
    """It is there, but not as the brake writes it."""


class BrakeFile:
    """One path. Every method but `locked` is to be called inside of `with locked()`."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Alone with the file. Raises OSError: no permission, or TimeoutError."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # A file of its own: the other one is replaced, and a lock would go with the old one.
        lock = os.open(self.path.with_suffix(".lock"), os.O_RDWR | _OURS, 0o600)
        try:
            _wait_for(lock)
            yield
        finally:
            os.close(lock)

    def read(self) -> Record:
        """Raises OSError and BrakeFileInvalid."""
        with self.path.open("rb") as file:
            content = file.read(LARGEST + 1)
        try:
            if len(content) > LARGEST:
                raise BrakeFileInvalid("too large")
            return _record(json.loads(content))
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
            raise BrakeFileInvalid(f"{self.path}: {type(error).__name__}") from None

    def write(self, record: Record) -> None:
        """It survives a power cut once this returns. Raises OSError."""
        beside = self.path.with_suffix(".new")
        descriptor = os.open(beside, os.O_WRONLY | os.O_TRUNC | _OURS, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            json.dump(_document(record), file)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self.path)
        folder = os.open(self.path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _wait_for(lock: int) -> None:
    until = time.monotonic() + LOCK_SECONDS
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise TimeoutError("another process holds the lock") from None
            time.sleep(_LOOK_SECONDS)
        else:
            return


def _document(record: Record) -> dict[str, object]:
    return {
        "key": record.key.hex(),
        "time": record.time,
        "at": [record.at.boot, record.at.since_boot, record.at.wall],
        "moments": record.tally.moments,
        "counts": {mark: [each.refusals, each.last] for mark, each in record.tally.counts.items()},
    }


def _record(document: dict[str, Any]) -> Record:
    key, now = bytes.fromhex(document["key"]), _seconds(document["time"])
    boot, since_boot, wall = document["at"]
    counts = {mark: Count(_number(n), _past(last, now)) for mark, (n, last) in _some(document)}
    if len(key) != 32 or not isinstance(boot, str):
        raise BrakeFileInvalid("key or boot")
    return Record(
        key,
        now,
        Moment(boot, _seconds(since_boot), _seconds(wall)),
        Tally(
            MappingProxyType(counts),
            tuple(sorted(_past(each, now) for each in document["moments"][-MOST_MOMENTS:])),
        ),
    )


def _some(document: dict[str, Any]) -> list[tuple[str, Any]]:
    return [*document["counts"].items()][-MOST:]


def _number(value: object) -> int:
    if type(value) is not int or value < 1:
        raise BrakeFileInvalid("refusals")
    return value


def _seconds(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < FOREVER:
        raise BrakeFileInvalid("seconds")
    return float(value)


def _past(value: object, now: float) -> float:
    """Nothing was refused in the future: it would be waited for for ever."""
    return min(_seconds(value), now)
