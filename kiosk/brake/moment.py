"""Now, in a way that setting the clock does not deceive."""

import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")

PLAUSIBLE = 1_735_689_600.0
"""2025-01-01. A computer without a battery for its clock begins in 1970."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time on this computer."""

    boot: str
    """Which run of the computer it is in; empty when nobody can tell."""
    since_boot: float
    """Seconds, those of sleep included."""
    wall: float
    """Seconds since 1970, as the clock was set."""

    @classmethod
    def now(cls) -> "Moment":
        return cls(_boot_id(), time.clock_gettime(time.CLOCK_BOOTTIME), time.time())

    def follows(self, earlier: "Moment") -> float | None:
        """Seconds that have passed since then; None when nobody can tell.

        Within one run of the computer its clock may be set as one likes. Between two runs there is
        nothing but that clock to go by: it is not believed where it was turned back, or shows a
        year before there was this kiosk.
        """
        if self.boot and self.boot == earlier.boot:
            passed = self.since_boot - earlier.since_boot
        else:
            passed = self.wall - earlier.wall if earlier.wall >= PLAUSIBLE else -1.0
        return passed if passed >= 0 else None


@cache
def _boot_id() -> str:
    try:
        return _BOOT_ID.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""
