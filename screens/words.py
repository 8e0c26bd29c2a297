"""The words of the screens: translated, with the names of this practice in them, and bounded."""

from dataclasses import dataclass
from datetime import timedelta
from math import ceil, floor

from rich.cells import cell_len, chop_cells

from devices.text import ELLIPSIS, plain
from kiosk.flow.desk import Desk
from kiosk.i18n import NO_BREAK, Plural, Translator, _
from screens.countdown import Countdown
from screens.view import View

FACT_CELLS = 40
NAME_CELLS = 68
"""One line of the narrowest column."""
QUOTE_CELLS = 150
"""With the words around it, four lines of the narrowest column."""
SECONDS_BELOW = 120
"""A duration is told in seconds only where minutes would be too coarse."""
JUST_BEGUN_SECONDS = 5
"""Ten minutes that began a moment ago are still called ten."""

QUOTE = _("{portal} says: “{words}”")


@dataclass(frozen=True, slots=True)
class Words:
    """Says every message in the language of the screen."""

    translator: Translator
    view: View

    def text(self, message: str, **facts: object) -> str:
        """The message with its `{named}` facts; `{portal}` is known."""
        return self.translator.text(message, portal=brief(self.view.portal, FACT_CELLS), **facts)

    def count(self, message: Plural, n: int) -> str:
        """The form of the message that suits `n`."""
        return self.translator.ntext(message, n)

    def lasts(self, countdown: Countdown, left: float) -> str:
        """For how long something is still so: rounded down, but not as soon as it has begun."""
        whole = max(0, floor(left))
        if whole < SECONDS_BELOW:
            return self.count(countdown.seconds, whole)
        return self.count(countdown.minutes, (whole + JUST_BEGUN_SECONDS) // 60)

    def waits(self, countdown: Countdown, left: float) -> str:
        """How long something has to be waited for: never less than it is, so rounded up."""
        whole = max(0, ceil(left))
        if whole < SECONDS_BELOW:
            return self.count(countdown.seconds, whole)
        return self.count(countdown.minutes, ceil(whole / 60))

    def moment(self, desk: Desk) -> str:
        """Date and time of day, local."""
        return self.translator.moment(desk.wall.astimezone())

    def clock(self, desk: Desk, ago: float = 0.0) -> str:
        """Time of day, local, that many seconds ago."""
        return self.translator.clock((desk.wall - timedelta(seconds=ago)).astimezone())


def quoted(words: Words, said: str) -> str:
    """What the portal says, as its own words and never as the kiosk's; empty when it says none."""
    short = heard(said)
    return words.text(QUOTE, words=short) if short else ""


def heard(said: str) -> str:
    """As much of what the portal says as is shown."""
    return brief(said, QUOTE_CELLS)


def duration(seconds: float) -> str:
    """ "4 h", "1 h 30 min", "45 s", the same in every language; only whole minutes are counted."""
    if seconds < SECONDS_BELOW and seconds % 60:
        return f"{floor(seconds)}{NO_BREAK}s"
    hours, minutes = divmod(floor(seconds / 60), 60)
    parts = [f"{hours}{NO_BREAK}h"] * bool(hours) + [f"{minutes}{NO_BREAK}min"] * bool(minutes)
    return NO_BREAK.join(parts)


def brief(text: str, cells: int) -> str:
    """One harmless line of at most `cells` terminal cells."""
    line = plain(text, cells)
    if cell_len(line) <= cells:
        return line
    return chop_cells(line, cells - 1)[0].rstrip() + ELLIPSIS
