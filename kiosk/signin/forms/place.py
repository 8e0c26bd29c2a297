"""What an element inherits from those around it, on the way down a document's tree."""

import re
from typing import NamedTuple

from devices.text import plain
from kiosk.signin.forms.tree import Node

LONGEST_LABEL = 200
_INTEGRATION = frozenset({"foreignObject", "desc", "title", "mi", "mo", "mn", "ms", "mtext"})
"""Elements of SVG and MathML whose contents are HTML again (HTML §13.2.6)."""
_NOT_SHOWN = """
head script style template noscript textarea select datalist iframe object video audio canvas title
svg math
"""
_UNSEEN = frozenset(_NOT_SHOWN.split())
_IN_A_LINE = """
a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q s samp small
span strike strong sub sup time tt u var wbr
"""
_INLINE = frozenset(_IN_A_LINE.split())

_STYLED_AWAY = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


class Gathered:
    """Text on its way from the nodes below an element, no more of it than there is room for."""

    def __init__(self, room: int) -> None:
        self._pieces: list[str] = []
        self._room = room

    def add(self, text: str) -> None:
        if self._room > 0:
            self._pieces.append(text[: self._room])
            self._room -= len(text)

    @property
    def full(self) -> bool:
        return self._room <= 0

    @property
    def raw(self) -> str:
        return "".join(self._pieces)

    @property
    def line(self) -> str:
        """Harmless and short."""
        return plain(self.raw, LONGEST_LABEL)


class Place(NamedTuple):
    """Immutable: elements side by side share it."""

    form: int = 0
    """Node of the form around; 0 outside forms."""
    disabled: bool = False
    foreign: bool = False
    """SVG or MathML, where an "input" is no input."""
    unseen: bool = False
    noscript: bool = False
    datalist: bool = False
    direction: str = "ltr"
    block: int = 0
    """Node of the nearest element that begins a line."""
    select: int = 0
    optgroup_disabled: bool = False
    label: Gathered | None = None
    said: Gathered | None = None
    """What the button, link, option or text area around says itself."""

    def within(self, node: Node) -> "Place":
        """Below an element, as far as the element itself tells."""
        tag, attributes = node.tag, node.attributes
        place = self
        if self.foreign:
            return self._replace(foreign=tag not in _INTEGRATION)
        if tag not in _INLINE:
            place = place._replace(block=node.id)
        if not self.unseen and hides(node):
            place = place._replace(unseen=True)
        if attributes.get("dir", "").lower() in {"ltr", "rtl"}:
            place = place._replace(direction=attributes["dir"].lower())
        match tag:
            case "svg" | "math":
                return place._replace(foreign=True)
            case "form":
                return place._replace(form=node.id)
            case "noscript":
                return place._replace(noscript=True)
            case "datalist":
                return place._replace(datalist=True)
            case "fieldset" if "disabled" in attributes:
                return place._replace(disabled=True)
            case "select":
                return place._replace(select=node.id, optgroup_disabled=False, label=None)
            case "optgroup":
                return place._replace(optgroup_disabled="disabled" in attributes)
            case _:
                return place


def hides(node: Node) -> bool:
    """Whether text below is not to be seen, scripts or no scripts."""
    return node.tag in _UNSEEN or is_hidden(node)


def is_hidden(node: Node) -> bool:
    """Whether the document itself hides the element; what style sheets do is not known."""
    attributes = node.attributes
    return (
        "hidden" in attributes
        or (node.tag == "dialog" and "open" not in attributes)
        or bool(_STYLED_AWAY.search(attributes.get("style", "")))
    )
