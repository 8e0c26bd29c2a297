"""How long a mailed code is good for, as far as the page of the code says it."""

import re
from collections.abc import Iterator

from kiosk.signin.forms.folding import fold

LONGEST_SECONDS = 24 * 3600.0
"""What is longer is no countdown."""

_UNITS = {"h": 3600.0, "m": 60.0, "s": 1.0}
_SMALL = r"\d{1,5} ?(?:m|mn|mins?|minutes?|s|secs?|secondes?|seconds?)\b"
_DURATION = re.compile(
    r"(?<![\d:])(?:(?P<hours>\d{1,2}):)?(?P<minutes>\d{1,2}):(?P<seconds>[0-5]\d)(?![\d:])"
    rf"|(?<![\d:,.])(?P<amounts>(?:\d{{1,2}} ?(?:h|heures?|hours?)\b|{_SMALL})"
    rf"(?:(?:,? | et | and )?{_SMALL})*)"
)
_COLONS = ("hours", "minutes", "seconds")
_AMOUNT = re.compile(r"(\d{1,5}) ?([hms])")
_TIME_OF_DAY = re.compile(r"(?:\ba|\bat|jusqu'a|until|avant|before)\s*$")
_FROM_SENDING = re.compile(r"\b(?:valable|valide|validite|valid)\b[^.!?\d]{0,40}$")
_STILL = re.compile(r"\b(?:encore|toujours|rest\w*|still|remain\w*)\b[^.!?\d]{0,40}$")
_FROM_NOW = re.compile(r"\b(?:expir\w*|rest\w*|remain\w*|temps|delai|time left)\b[^.!?\d]{0,30}$")
_LEFT = re.compile(r" ?(?:restant|left|remaining)")


def end_of_code(text: str, *, now: float, sent: float) -> float | None:
    """When the code of such a page ends, on the clock of `now` and `sent`; None: it does not say.

    "Valable 10 minutes" counts from when the code was sent, "encore valable 5 minutes" and "expire
    dans 05:00" from now. A time of day says nothing: nobody knows whose clock it is.
    """
    text = fold(text)
    for found, seconds in _durations(text):
        before = text[max(0, found.start() - 60) : found.start()]
        if _FROM_SENDING.search(before):
            return (now if _STILL.search(before) else sent) + seconds
        if _FROM_NOW.search(before) or _LEFT.match(text, found.end()):
            return now + seconds
    return None


def end_as_pointed_at(text: str, *, now: float, sent: float) -> float | None:
    """The same of a text that is known to tell of the end: "05:00", "10 min", "300" seconds."""
    if (end := end_of_code(text, now=now, sent=sent)) is not None:
        return end
    text = fold(text)
    for _, seconds in _durations(text):
        return now + seconds
    if text.isdecimal() and int(text[:6]) <= LONGEST_SECONDS:
        return now + int(text[:6])
    return None


def _durations(text: str) -> Iterator[tuple[re.Match[str], float]]:
    for found in _DURATION.finditer(text):
        if _TIME_OF_DAY.search(text[max(0, found.start() - 15) : found.start()]):
            continue
        if found["amounts"]:
            parts = _AMOUNT.findall(found["amounts"])
            seconds = sum(int(amount) * _UNITS[unit] for amount, unit in parts)
        else:
            hours, minutes, seconds = (int(found[name] or 0) for name in _COLONS)
            seconds = hours * 3600 + minutes * 60 + seconds
        if seconds <= LONGEST_SECONDS:
            yield found, float(seconds)
