"""The document's tree, parsed by the HTML standard's own algorithm (HTML §13.2).

The one place that knows the parser. It is told to raise no mutation events: they cost time, and
only serve documents that are changed. Nothing here recurses, however deep the tree.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Self

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from kiosk.signin.forms.tags import weigh

_WITHOUT_EVENTS = 1
LONGEST_SELECTOR = 1000


class Node(NamedTuple):
    """An element, a text or a comment, in tree order. Templates' contents are no part of it."""

    id: int
    """No other node of this tree has it."""
    parent: int
    tag: str
    """Of an element, as the parser writes it; else empty."""
    attributes: dict[str, str]
    text: str
    comment: str


class Tree:
    """A document that is never changed."""

    def __init__(self, text: str) -> None:
        """Raises TooLarge if it is too deeply nested. `text` has no lone surrogates."""
        weigh(text)
        self._parser = LexborHTMLParser(text, options=_WITHOUT_EVENTS)

    @classmethod
    def of_start(cls, start: bytes) -> Self:
        """Of the first bytes of a document in an encoding that is still to be found."""
        return cls(start.decode("latin-1"))

    def nodes(self) -> Iterator[Node]:
        """All of them."""
        root = self._parser.root
        return iter(()) if root is None else _below(root)

    def matches(self, selectors: Sequence[str]) -> Iterator[Iterator[Node]]:
        """For each element that a CSS selector matches, what `nodes` gives of it and below.

        Each is preceded by its ancestors' own nodes, from the root. They come in tree order, or
        where one of several selectors is invalid, in the order of the others.
        """
        together = self._select(", ".join(selectors))
        apart = (element for selector in selectors for element in self._select(selector))
        seen: set[int] = set()
        for element in together or apart:
            if element.mem_id not in seen:
                seen.add(element.mem_id)
                yield _with_ancestors(element)

    def _select(self, selector: str) -> list[LexborNode]:
        if len(selector) > LONGEST_SELECTOR:
            return []
        try:
            return self._parser.css(selector)
        except (SelectolaxError, ValueError):
            # ValueError: what is no UTF-8, as lone surrogates.
            return []


def _below(top: LexborNode) -> Iterator[Node]:
    for node in top.traverse(include_text=True):
        if (seen := _seen(node)) is not None:
            yield seen


def _with_ancestors(element: LexborNode) -> Iterator[Node]:
    ancestors = []
    above = element.parent
    while above is not None:
        if (seen := _seen(above)) is not None:
            ancestors.append(seen)
        above = above.parent
    yield from reversed(ancestors)
    yield from _below(element)


def _seen(node: LexborNode) -> Node | None:
    parent = node.parent
    above = 0 if parent is None else parent.mem_id
    if node.is_text_node:
        return Node(node.mem_id, above, "", {}, node.text_content or "", "")
    if node.is_comment_node:
        return Node(node.mem_id, above, "", {}, "", node.comment_content or "")
    if not node.is_element_node:
        return None
    attributes = {name: value or "" for name, value in node.attributes.items()}
    return Node(node.mem_id, above, node.tag or "", attributes, "", "")
