"""Where the tags of a document are, as the tokenizer of the standard finds them (HTML §13.2.5).

Only to weigh a document and to mark places in it: what its tags mean is the parser's business.
Every character is looked at once, whatever the document.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kiosk.http_errors import TooLarge

MOST_WORK = 5_000_000
"""Open elements, summed over all tags: parsing is quadratic with their depth, and some elements are
opened anew in every other one. A page of 2 MB that is well made has less than half of this; 3000
elements, each in the one before, have as much."""

_NEXT = re.compile(r"<(?:(!--)|[!?]|/[^A-Za-z]|(/?)([A-Za-z][^\s/>]*))")
_COMMENT_END = re.compile(r"--!?>|(?<=<!--)-?>")
_ATTRIBUTES = re.compile(
    r"""(?:[\s/]++|[^\s/>][^\s/>=]*+
        (?:\s*+=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>"'][^\s>]*+)?+)?+)*+""",
    re.VERBOSE,
)
_RAW = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes")
}
_FOREIGN = frozenset({"svg", "math"})
_ENDED_BY_OTHERS = """
area base basefont bgsound br col embed frame hr img image input keygen link meta param source track
wbr p li dd dt option optgroup caption colgroup tbody thead tfoot tr td th
"""
_CLOSED_BY_ITSELF = frozenset(_ENDED_BY_OTHERS.split())
"""Has no end tag, or none that matters: the next of its kind ends it."""


class Tag(NamedTuple):
    """One tag; `name` in lower case."""

    name: str
    closing: bool
    start: int
    """Where its "<" is."""
    closed: bool
    """It ends in "/>"."""


def tags(text: str) -> Iterator[Tag]:
    """All tags outside comments and raw text."""
    at = 0
    foreign = 0
    while found := _NEXT.search(text, at):
        comment, slash, name = found.groups()
        if name is None:
            end = _COMMENT_END.search(text, found.end()) if comment else None
            at = end.end() if end else text.find(">", found.start()) + 1
            if at == 0 or (comment and end is None):
                return
            continue
        at = _end_of(text, found.end())
        if at < 0:
            return
        tag = Tag(name.lower(), bool(slash), found.start(), text[at - 2] == "/")
        yield tag
        if tag.name in _FOREIGN and not tag.closed:
            foreign = max(0, foreign + (-1 if tag.closing else 1))
        if tag.name == "plaintext" and not tag.closing:
            return
        if tag.name in _RAW and not (tag.closing or foreign):
            raw_end = _RAW[tag.name].search(text, at)
            if raw_end is None:
                return
            at = raw_end.start()


def _end_of(text: str, at: int) -> int:
    """Behind the ">" of a tag whose name ends at `at`; -1 if the document ends before."""
    attributes = _ATTRIBUTES.match(text, at)
    end = at if attributes is None else attributes.end()
    return end + 1 if end < len(text) else -1


def weigh(text: str) -> None:
    """Raises TooLarge if parsing the document would take too long, or too much memory.

    An element counts as open until its own end tag comes while it is the last open one.
    """
    opened: list[str] = []
    foreign = 0
    work = 0
    for tag in tags(text):
        work += len(opened)
        if work > MOST_WORK:
            raise TooLarge("too deeply nested")
        if tag.closing:
            if opened and opened[-1] == tag.name:
                foreign -= opened.pop() in _FOREIGN
            continue
        within = bool(foreign) or tag.name in _FOREIGN
        if not tag.closed if within else tag.name not in _CLOSED_BY_ITSELF:
            opened.append(tag.name)
            foreign += tag.name in _FOREIGN
