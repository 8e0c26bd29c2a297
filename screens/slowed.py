"""What is said while the kiosk waits, after too many wrong passwords or codes."""

from kiosk.flow.desk import Desk
from kiosk.i18n import _, n_
from screens.countdown import Countdown
from screens.said import Said
from screens.ways import instead
from screens.words import Words

WAIT = Countdown(
    n_(
        "Too many wrong attempts: try again in {n} minute.",
        "Too many wrong attempts: try again in {n} minutes.",
    ),
    n_(
        "Too many wrong attempts: try again in {n} second.",
        "Too many wrong attempts: try again in {n} seconds.",
    ),
)
AGAIN = _("You can try again now.")


def slowed(words: Words, desk: Desk, until: float) -> Said:
    """For how long, and what other way in there is meanwhile."""
    left = until - desk.now
    if left <= 0:
        return Said(words.text(AGAIN), "notice")
    return Said(" ".join((words.waits(WAIT, left), *instead(words, desk))), "warning")
