"""The dates of cookies, which servers write in many ways."""

import re
from datetime import UTC, datetime

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DELIMITERS = re.compile(r"[\x09\x20-\x2f\x3b-\x40\x5b-\x60\x7b-\x7e]+")
_PARTS = {
    "time": re.compile(r"([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?![0-9])"),
    "day": re.compile(r"([0-9]{1,2})(?![0-9:])"),
    "month": re.compile(rf"({'|'.join(_MONTHS)})", re.IGNORECASE),
    "year": re.compile(r"([0-9]{2,4})(?![0-9])"),
}


def parse_cookie_date(text: str) -> float | None:
    """Seconds since the epoch, by the lenient rules of RFC 6265 §5.1.1; None when it is no date."""
    found: dict[str, re.Match[str]] = {}
    for token in _DELIMITERS.split(text):
        for kind, pattern in _PARTS.items():
            if kind not in found and (match := pattern.match(token)):
                found[kind] = match
                break
    if len(found) < len(_PARTS):
        return None
    year = int(found["year"][1])
    year += 1900 if 70 <= year <= 99 else 2000 if year < 70 else 0
    month = _MONTHS.index(found["month"][1].lower()) + 1
    hour, minute, second = (int(part) for part in found["time"].groups())
    try:
        moment = datetime(year, month, int(found["day"][1]), hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None
    return moment.timestamp()
