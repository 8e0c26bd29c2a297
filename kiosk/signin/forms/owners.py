"""Which form owns a control (HTML §4.10.18.3), also where the markup is not well nested.

Of "<table><form><tr><td><input></table>" the parser makes an empty form, and the input stands
beside it; yet it belongs to it, as the parser had seen no "</form>" before it ("form element
pointer"). The tree does not tell, so such a document is parsed once more with marks in it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from kiosk.signin.forms.outline import CONTROLS, Element
from kiosk.signin.forms.tags import tags
from kiosk.signin.forms.tree import Node, Tree

_MARK = "kiosk-mark"
_COMMENT = re.compile(rf"{_MARK}=(\d+)")


def owners(text: str, elements: Sequence[Element], ids: Mapping[str, int]) -> dict[int, int]:
    """The node of its form for each control that has one."""
    forms = {element.node.id for element in elements if element.node.tag == "form"}
    controls = [element for element in elements if element.node.tag in CONTROLS]
    if not forms:
        return {}
    strays = {
        element.node.id
        for element in controls
        if not element.place.form and "form" not in element.node.attributes
    }
    pointed = _pointed(text, elements) if strays else {}
    owned = {}
    for element in controls:
        named = element.node.attributes.get("form")
        if named is None:
            form = pointed.get(element.node.id, 0) or element.place.form
        else:
            form = ids.get(named, 0)
        if form in forms:
            owned[element.node.id] = form
    return owned


def _pointed(text: str, elements: Iterable[Element]) -> dict[int, int]:
    """The form that was open in the source where each control came, if one was."""
    mine = [e.node for e in elements if e.node.tag == "form" or e.node.tag in CONTROLS]
    marked = [node for node in Tree(_marked(text)).nodes() if _mark(node) >= 0]
    theirs = [node for node in marked if node.tag]
    if [node.tag for node in mine] != [node.tag for node in theirs]:
        # The marks have changed how the document is read: nothing is known.
        return {}
    ids = {node.id: own.id for node, own in zip(theirs, mine, strict=True)}
    pointer = 0
    pointed = {}
    for node in sorted(marked, key=_mark):
        if node.tag == "form":
            pointer = ids[node.id]
        elif not node.tag:
            pointer = 0
        elif pointer:
            pointed[ids[node.id]] = pointer
    return pointed


def _marked(text: str) -> str:
    """Numbers, in the order of the source, on all forms and controls and before each "</form>"."""
    pieces = []
    done = 0
    for number, tag in enumerate(tags(text)):
        if tag.closing and tag.name == "form":
            pieces += [text[done : tag.start], f"<!{_MARK}={number}>"]
            done = tag.start
        elif not tag.closing and (tag.name == "form" or tag.name in CONTROLS):
            name_end = tag.start + 1 + len(tag.name)
            pieces += [text[done:name_end], f" {_MARK}={number} "]
            done = name_end
    return "".join([*pieces, text[done:]])


def _mark(node: Node) -> int:
    """-1 if it has none."""
    written = node.attributes.get(_MARK, "")
    if found := _COMMENT.fullmatch(node.comment):
        written = found[1]
    return int(written) if written.isascii() and written.isdigit() else -1
