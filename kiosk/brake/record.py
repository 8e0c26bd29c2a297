"""What the brake keeps: refusals, and a clock of its own that only ever goes on."""

import hmac
import secrets
from dataclasses import dataclass, field, replace

from kiosk.brake.moment import Moment
from kiosk.brake.policy import Tally
from kiosk.identity import Identifier


@dataclass(frozen=True, slots=True)
class Record:
    """Refusals by mark, on the brake's own clock."""

    key: bytes = field(repr=False)
    """What marks are made with, 32 bytes."""
    time: float
    """The brake's clock, in seconds, as it was at `at`."""
    at: Moment
    tally: Tally

    @classmethod
    def new(cls, now: Moment) -> "Record":
        return cls(secrets.token_bytes(32), 0.0, now, Tally())

    def mark(self, number: Identifier | None) -> str | None:
        """Stands for an identifier in the file: HMAC-SHA256, in hexadecimal.

        Whoever sees marks alone learns nothing from them. Whoever has the whole file has the key as
        well, and can try all numbers within hours; but the journal beside it has them as they are.
        """
        if number is None:
            return None
        return hmac.digest(self.key, str(number).encode(), "sha256").hex()

    def on(self, now: Moment) -> "Record":
        """The same, now. Where nobody can tell how much time has passed, none has: nobody is freed
        by a clock that was set, and nobody waits longer than one whole pause from now."""
        return replace(self, time=self.time + (now.follows(self.at) or 0.0), at=now)

    def follows(self, other: "Record") -> bool:
        """Whether the other's clock leads to this one's by itself, without this being written."""
        return self.at.boot == other.at.boot and self.at.follows(other.at) is not None
