"""What a form has to say: names and values, in tree order (HTML §4.10.22.4)."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kiosk.signin.forms.encoding import standard_name
from kiosk.signin.forms.form import Control, Form

_LINE_END = re.compile(r"\r\n|\r|\n")
_NEVER_BY_THEMSELVES = frozenset({"submit", "image", "reset", "button"})


class Entry(NamedTuple):
    """One name with its value; a file is always an empty one."""

    name: str
    value: str
    file: bool = False


def entries(form: Form, button: Control | None) -> Iterator[Entry]:
    """All of them; of the buttons, only the one that is activated."""
    for control in form.controls:
        if control is button:
            yield from _of_button(control)
        elif not (control.disabled or control.barred or control.kind in _NEVER_BY_THEMSELVES):
            yield from _of(control, form.charset)
        else:
            continue
        if control.dirname and control.name:
            yield Entry(control.dirname, control.direction)


def lines(entry: Entry) -> tuple[str, str]:
    """Name and value with all line ends as CR LF."""
    return _crlf(entry.name), _crlf(entry.value)


def _of_button(control: Control) -> Iterator[Entry]:
    if control.kind == "image":
        # Pressed by a key, at no point of the picture.
        prefix = f"{control.name}." if control.name else ""
        yield Entry(f"{prefix}x", "0")
        yield Entry(f"{prefix}y", "0")
    elif control.name:
        yield Entry(control.name, control.value)


def _of(control: Control, charset: str) -> Iterator[Entry]:
    if not control.name:
        return
    match control.kind:
        case "select":
            for option in control.options:
                if option.chosen and not option.disabled:
                    yield Entry(control.name, option.value)
        case "checkbox" | "radio":
            if control.checked:
                yield Entry(control.name, control.value)
        case "file":
            yield Entry(control.name, "", file=True)
        case "hidden" if control.name.lower() == "_charset_":
            yield Entry(control.name, standard_name(charset))
        case _:
            yield Entry(control.name, control.value)


def _crlf(text: str) -> str:
    return _LINE_END.sub("\r\n", text)
