"""One walk down a document's tree: the elements that matter to forms, and the visible text."""

from collections.abc import Iterable
from typing import NamedTuple

from kiosk.http_errors import TooLarge
from kiosk.signin.forms.place import LONGEST_LABEL, Gathered, Place
from kiosk.signin.forms.tree import Node
from kiosk.signin.forms.visible import VisibleText

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
        self._visible = VisibleText(longest_text)
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
        """What is visible, white space collapsed."""
        return self._visible.text

    def _enter(self, node: Node, place: Place) -> Place:
        if node_id := node.attributes.get("id"):
            self.ids.setdefault(node_id, node.id)
        below = place.within(node)
        if place.foreign:
            return below
        if node.tag == "br":
            self._visible.end_line()
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
        self._visible.add(text, place)
