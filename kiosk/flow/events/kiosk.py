"""What the clock says, and what becomes of the kiosk itself."""

from dataclasses import dataclass
from datetime import datetime

from devices.kit import Wiped


@dataclass(frozen=True, slots=True)
class Tick:
    """The clock: monotonic seconds, and the wall clock for people."""

    now: float
    wall: datetime


@dataclass(frozen=True, slots=True)
class KioskStarted:
    """The kiosk is up, with nobody signed in."""

    leftovers: tuple[Wiped, ...] = ()
    """The sessions of a kiosk that died, as wiped now; their portal was told nothing."""


@dataclass(frozen=True, slots=True)
class StopRequested:
    """The kiosk itself is told to stop."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """The journal has the row."""


@dataclass(frozen=True, slots=True)
class RecordFailed:
    """The journal could not be written."""
