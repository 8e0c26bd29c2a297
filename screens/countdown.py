"""Messages about the time that is left."""

from typing import NamedTuple

from kiosk.i18n import Plural, n_


class Countdown(NamedTuple):
    """One message, in minutes and in seconds."""

    minutes: Plural
    seconds: Plural


GOOD_FOR = Countdown(
    n_("Good for {n} minute", "Good for {n} minutes"),
    n_("Good for {n} second", "Good for {n} seconds"),
)
"""A code, or a question on the phone."""
IDLE = Countdown(
    n_(
        "Without activity, everything closes in {n} minute.",
        "Without activity, everything closes in {n} minutes.",
    ),
    n_(
        "Without activity, everything closes in {n} second.",
        "Without activity, everything closes in {n} seconds.",
    ),
)
LIMIT = Countdown(
    n_(
        "Everything closes in {n} minute: the longest time is reached.",
        "Everything closes in {n} minutes: the longest time is reached.",
    ),
    n_(
        "Everything closes in {n} second: the longest time is reached.",
        "Everything closes in {n} seconds: the longest time is reached.",
    ),
)
"""Nothing that anybody does puts it off."""
