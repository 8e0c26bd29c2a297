"""What can be done with the phone and the mail of the demo; the parent says it, one word a line."""

from enum import StrEnum


class Gesture(StrEnum):
    """With what waits for the doctor now."""

    APPROVE = "approve"
    REFUSE = "refuse"
    EXPIRE = "expire"
    """Nobody touches it, and the time it had is over at once."""
