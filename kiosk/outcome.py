"""What a row of the journal tells: the flow asks for it, the journal keeps it."""

from enum import StrEnum


class Outcome(StrEnum):
    """How far a visit came, or what became of the kiosk."""

    STARTED = "started"
    STOPPED = "stopped"
    SIGNED_IN = "signed-in"
    REFUSED = "refused"
    REJECTED = "rejected"
    """A password or a mailed code was wrong; she may try again."""
    ABANDONED = "abandoned"
    """The doctor left, or was made to, before she was signed in."""
    ENDED = "ended"
    CLEARED = "cleared"
    """Browser gone, profile wiped and card reset, all verified; the portal answered the logout."""
    NOT_CLEARED = "not-cleared"
