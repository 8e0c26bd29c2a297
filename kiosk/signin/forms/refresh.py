"""Pages that send their visitor on by themselves (HTML §4.2.5.3, "shared declarative refresh")."""

import re
from dataclasses import dataclass, field

LONGEST_DELAY = 5
"""Seconds after which a page is one to be read, and the refresh its time limit."""

_REFRESH = re.compile(
    r"""[\t\n\f\r ]*(?P<seconds>\d{0,9})(?P<rest>[\d.]*)
        (?:[\t\n\f\r ]*(?:[;,][\t\n\f\r ]*)?
           (?:(?<=[;,\t\n\f\r ])(?P<target>.*))?)?""",
    re.ASCII | re.DOTALL | re.VERBOSE,
)
_URL = re.compile(r"url[\t\n\f\r ]*=[\t\n\f\r ]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Refresh:
    """Where a page leads by itself; `reference` is empty for the page itself."""

    seconds: int
    reference: str = field(repr=False)


def parse_refresh(said: str) -> Refresh | None:
    """The content of the `meta` element, or the value of the header."""
    found = _REFRESH.fullmatch(said)
    if found is None or not (found["seconds"] or found["rest"]):
        return None
    target = found["target"] or ""
    if named := _URL.match(target):
        target = target[named.end() :]
    if target[:1] in {"'", '"'}:
        target = target[1:].partition(target[0])[0]
    return Refresh(int(found["seconds"] or 0), target.strip())
