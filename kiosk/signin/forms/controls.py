"""Elements become controls, with the values that a browser gives them before anybody types."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from kiosk.signin.forms.form import Control, Option, Override
from kiosk.signin.forms.outline import Element
from kiosk.signin.forms.place import is_hidden

_INPUT_TYPES = """
hidden text search tel url email password date month week time datetime-local number range color
checkbox radio file submit image reset button
"""
_TYPES = frozenset(_INPUT_TYPES.split())
_BY_ITSELF = {
    "checkbox": "on",
    "radio": "on",
    "color": "#000000",
    "range": "50",
    # The standard leaves it empty, but browsers send what they write on the button, in their own
    # language, and portals have never seen it empty: this is Chromium's word.
    "submit": "Envoyer",
}
_BUTTONS = frozenset({"submit", "reset", "button"})
_ONE_LINE = frozenset({"text", "search", "tel", "password", "url", "email"})
_NUMBER = re.compile(r"-?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_MAXLENGTH = re.compile(r"[\t\n\f\r ]*\+?(\d{1,9})", re.ASCII)


def control(
    element: Element, options: Sequence[Element], label: str, resolve: Callable[[str], str]
) -> Control:
    """One control; `resolve` makes the action of a button absolute."""
    node, place = element.node, element.place
    attributes = node.attributes
    kind = _kind(node.tag, attributes.get("type", ""))
    said = _says(element, kind)
    return Control(
        kind=kind,
        name=attributes.get("name", ""),
        id=attributes.get("id", ""),
        value=_value(element, kind),
        checked="checked" in attributes,
        disabled=place.disabled or "disabled" in attributes,
        readonly="readonly" in attributes,
        required="required" in attributes,
        barred=place.datalist,
        label=said or label or _hint(element),
        maxlength=_maxlength(attributes.get("maxlength", "")),
        autocomplete=tuple(attributes.get("autocomplete", "").lower().split()),
        inputmode=attributes.get("inputmode", "").lower(),
        direction=attributes.get("dir", "").lower() if "dir" in attributes else place.direction,
        dirname=attributes.get("dirname", ""),
        options=_options(options, attributes),
        seen=not (kind == "hidden" or place.unseen or is_hidden(node)),
        override=_override(attributes, resolve),
    )


def _kind(tag: str, said: str) -> str:
    match tag:
        case "input":
            return said.lower() if said.lower() in _TYPES else "text"
        case "button":
            return said.lower() if said.lower() in _BUTTONS else "submit"
        case _:
            return tag


def _value(element: Element, kind: str) -> str:
    """After the sanitization of its type (HTML §4.10.5.1)."""
    value = element.node.attributes.get("value")
    if kind == "textarea":
        return element.said.raw
    if value is None:
        return _BY_ITSELF.get(kind, "") if element.node.tag == "input" else ""
    if kind in _ONE_LINE:
        value = value.replace("\n", "").replace("\r", "")
    match kind:
        case "url" | "email":
            return value.strip("\t\n\f\r ")
        case "number":
            return value if _NUMBER.fullmatch(value) else ""
        case "range":
            return value if _NUMBER.fullmatch(value) else "50"
        case "color":
            return value.lower() if _COLOR.fullmatch(value) else "#000000"
        case "file":
            return ""
        case _:
            return value


def _says(element: Element, kind: str) -> str:
    """What a button has written on it."""
    if element.node.tag == "button":
        return element.said.line
    if kind in _BUTTONS:
        return element.node.attributes.get("value", "")[:200]
    return element.node.attributes.get("alt", "")[:200] if kind == "image" else ""


def _hint(element: Element) -> str:
    attributes = element.node.attributes
    hints = (attributes.get(name, "") for name in ("aria-label", "placeholder", "title"))
    return next(filter(None, hints), "")[:200]


def _maxlength(said: str) -> int | None:
    found = _MAXLENGTH.match(said)
    return None if found is None else int(found[1])


def _options(elements: Sequence[Element], attributes: dict[str, str]) -> tuple[Option, ...]:
    """With the one chosen that a browser displays (HTML §4.10.7, "selectedness setting")."""
    options = [
        Option(
            value=element.node.attributes.get("value", " ".join(element.said.raw.split())),
            chosen="selected" in element.node.attributes,
            disabled=element.place.optgroup_disabled or "disabled" in element.node.attributes,
        )
        for element in elements
    ]
    if "multiple" in attributes:
        return tuple(options)
    chosen = [number for number, option in enumerate(options) if option.chosen]
    free = (number for number, option in enumerate(options) if not option.disabled)
    displays_one = (_maxlength(attributes.get("size", "")) or 1) <= 1
    one = chosen[-1] if chosen else next(free, -1) if displays_one else -1
    return tuple(replace(option, chosen=n == one) for n, option in enumerate(options))


def _override(attributes: dict[str, str], resolve: Callable[[str], str]) -> Override:
    action = attributes.get("formaction")
    return Override(
        action=None if action is None else resolve(action),
        method=attributes.get("formmethod"),
        enctype=attributes.get("formenctype"),
        unchecked="formnovalidate" in attributes,
    )
