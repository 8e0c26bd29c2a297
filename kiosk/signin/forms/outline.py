"""One walk down a document's tree: the elements that matter to forms, and the visible text."""

from collections.abc import Iterable
from typing import NamedTuple

from kiosk.http_errors import TooLarge
from kiosk.signin.forms.place import LONGEST_LABEL, Gathered, Place
from kiosk.signin.forms.tree import Node

CONTROLS = frozenset({"input", "button", "select", "textarea"})
_NOTED = CONTROLS | {"form", "a", "area", "base", "meta", "label", "option"}
_LONGEST_OPTION = 1000
MOST_NODES = 1_000_000
"""Elements and texts of one page; a page of 2 MB can have more only where the parser repeats
elements that were not closed."""
_LONGEST_VALUE = 2_000_000


class Element(NamedTuple):
    """One that matters."""

    node: Node
    place: Place
    """Around it."""
    said: Gathered
    """Its own text, complete once the walk is over."""


class Outline:
    """What the walk has found, in tree order."""

    def __init__(self, nodes: Iterable[Node], longest_text: int) -> None:
        self.elements: list[Element] = []
        self.ids: dict[str, int] = {}
        """The first node of each id."""
        self._text = Gathered(longest_text)
        self._block = 0
        self._places: dict[int, Place] = {}
        self._legends: dict[int, bool] = {}
        """Disabled fieldsets whose first legend is still to come: whether there it is disabled."""
        for number, node in enumerate(nodes):
            if number > MOST_NODES:
                raise TooLarge("too many elements")
            place = self._places.get(node.parent, Place())
            if node.tag:
                self._places[node.id] = self._enter(node, place)
            elif node.text:
                self._read(node.text, place)

    @property
    def text(self) -> str:
        """White space collapsed."""
        return " ".join(self._text.raw.split())

    def _enter(self, node: Node, place: Place) -> Place:
        if node_id := node.attributes.get("id"):
            self.ids.setdefault(node_id, node.id)
        below = place.within(node)
        if place.foreign:
            return below
        if node.tag == "br":
            self._block = 0
        if node.tag == "fieldset" and "disabled" in node.attributes:
            self._legends[node.id] = place.disabled
        elif node.tag == "legend" and node.parent in self._legends:
            below = below._replace(disabled=self._legends.pop(node.parent))
        return self._note(node, place, below) if node.tag in _NOTED else below

    def _note(self, node: Node, place: Place, below: Place) -> Place:
        match node.tag:
            case "textarea":
                said = Gathered(_LONGEST_VALUE)
                below = below._replace(said=said, label=None)
            case "option":
                said = Gathered(_LONGEST_OPTION)
                below = below._replace(said=said)
            case "label":
                said = Gathered(LONGEST_LABEL * 4)
                below = below._replace(label=said)
            case _:
                said = Gathered(LONGEST_LABEL * 4)
                below = below._replace(said=said) if node.tag in {"a", "button"} else below
        self.elements.append(Element(node, place, said))
        return below

    def _read(self, text: str, place: Place) -> None:
        for gathered in (place.said, place.label):
            if gathered is not None:
                gathered.add(text)
        if not place.unseen:
            if place.block != self._block:
                self._text.add(" ")
                self._block = place.block
            self._text.add(_collapsed(text))


def _collapsed(text: str) -> str:
    """White space becomes one space, at the ends too."""
    words = " ".join(text.split())
    before = " " if text[0].isspace() else ""
    return before + words + (" " if words and text[-1].isspace() else "")
