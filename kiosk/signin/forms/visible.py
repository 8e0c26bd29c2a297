"""The text of a page, or of parts of it, that a person would see."""

from collections.abc import Iterable, Iterator
from itertools import islice

from kiosk.signin.forms.place import Gathered, Place
from kiosk.signin.forms.tree import Node


class VisibleText:
    """On its way from the nodes of a page, no more of it than there is room for."""

    def __init__(self, longest: int) -> None:
        self._text = Gathered(longest)
        self._block = 0
        self._spaced = True
        """It ends in white space, or has not begun: more of it takes no room."""

    @property
    def full(self) -> bool:
        return self._text.full

    @property
    def text(self) -> str:
        """White space collapsed."""
        return " ".join(self._text.raw.split())

    def end_line(self) -> None:
        """As "br" does."""
        self._block = 0

    def add(self, text: str, place: Place) -> None:
        """The text of one node, unless it is hidden there."""
        if place.unseen:
            return
        words = " ".join(text.split())
        begins = place.block != self._block or text[0].isspace()
        self._block = place.block
        if begins and not self._spaced:
            self._text.add(" ")
            self._spaced = True
        if words:
            self._spaced = text[-1].isspace()
            self._text.add(words + " " * self._spaced)


def texts_of(parts: Iterable[Iterator[Node]], *, longest: int, most_nodes: int) -> Iterator[str]:
    """What each part of a page shows, where it shows anything.

    A part is an element and what is below it, after its ancestors. No more than `most_nodes` are
    looked at in all, and of no part more than it takes to find `longest` characters.
    """
    left = most_nodes
    for nodes in parts:
        if left <= 0:
            return
        visible = VisibleText(longest)
        left -= _read(islice(nodes, left), visible)
        if text := visible.text:
            yield text


def _read(nodes: Iterable[Node], visible: VisibleText) -> int:
    """How many nodes that took."""
    places: dict[int, Place] = {}
    taken = 0
    for node in nodes:
        taken += 1
        place = places.get(node.parent, Place())
        if node.tag:
            places[node.id] = place.within(node)
            if node.tag == "br" and not place.foreign:
                visible.end_line()
        elif node.text:
            visible.add(node.text, place)
        if visible.full:
            break
    return taken
