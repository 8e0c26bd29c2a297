"""How the test portal may misbehave."""

from enum import Enum, auto


class Manner(Enum):
    """How the card login treats a doctor whose certificate was accepted."""

    GOOD = auto()
    """Opens a session and redirects to the doctor's space."""
    FORBIDDEN = auto()
    """403: the card is valid, but unknown here."""
    BROKEN = auto()
    """500."""
    SILENT = auto()
    """Never answers."""
    SILENT_LATER = auto()
    """Opens a session, redirects, and never answers again."""
    BROKEN_LATER = auto()
    """Opens a session, and fails on the next page."""
    OFF_LIMITS = auto()
    """Redirects to a host that nobody has allowed."""
    INSECURE = auto()
    """Redirects to plain HTTP."""
    ENDLESS = auto()
    """Redirects to itself."""
    HUGE = auto()
    """A page of 20 million bytes."""
    NO_COOKIE = auto()
    """A page, but no session."""
    IN_PLACE = auto()
    """Opens a session and shows a page at the login itself."""
    IN_A_CIRCLE = auto()
    """Opens a session, then redirects to the login itself, which shows a page."""
    RENEWING = auto()
    """Gives the session another number with every page; the former one is nobody's."""
    NO_WAY_OUT = auto()
    """Opens a session, and refuses to end it."""
    FOREIGN_COOKIES = auto()
    """Opens a session and also sets cookies for other hosts."""
    GIBBERISH = auto()
    """Something that is no HTTP."""
