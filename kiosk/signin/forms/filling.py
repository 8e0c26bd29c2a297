"""What a person types goes into the controls of a form, as far as they take it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from devices.text import plain
from kiosk.signin.forms.errors import DoesNotFit
from kiosk.signin.forms.form import Control, Form

Values = Mapping[int, str]
"""What is typed, by the places of the controls in the form: names may occur twice."""

_CHOSEN = frozenset({"date", "month", "week", "time", "datetime-local"})


def filled(form: Form, values: Values) -> Form:
    """The form with its fields filled in.

    What is filled in counts as enabled, as if a script had done so first. Raises DoesNotFit for a
    value that is longer than its field lets anybody type, and ValueError where there is no field.
    """
    controls = [*form.controls]
    for place, value in values.items():
        if not (0 <= place < len(controls) and controls[place].fillable):
            raise ValueError("no field there")
        controls[place] = _filled(controls[place], value)
    return replace(form, controls=tuple(controls))


def missing(form: Form, button: Control | None) -> Iterator[Control]:
    """What a browser would ask for before it sends the form (HTML §4.10.21.2).

    What has no name is never sent; only scripts know what it is for.
    """
    if form.unchecked or (button is not None and button.override.unchecked):
        return
    checked = {c.name for c in form.controls if c.kind == "radio" and c.checked}
    for control in form.controls:
        counts = control.required and control.name and not (control.disabled or control.barred)
        if counts and _is_empty(control, checked):
            yield control


def called(control: Control) -> str:
    """Its name, made harmless and short."""
    return plain(control.name or control.id, 60)


def _filled(control: Control, value: str) -> Control:
    if control.kind in {"email", "url"}:
        value = value.strip("\t\n\f\r ")
    if control.kind not in {"textarea", "hidden"}:
        value = value.replace("\r", "").replace("\n", "")
    longest = control.longest
    if longest is not None and len(value.encode("utf-16-le", "surrogatepass")) > 2 * longest:
        raise DoesNotFit(f"{called(control)} takes no more than {longest} characters")
    return replace(control, value=value, disabled=False)


def _is_empty(control: Control, checked: set[str]) -> bool:
    match control.kind:
        case "checkbox":
            return not control.checked
        case "radio":
            return control.name not in checked
        case "select":
            # The first one, without a value, only says that one is to be chosen.
            return not any(o.chosen and (n or o.value) for n, o in enumerate(control.options))
        case "file":
            return True
        case _:
            asked = control.typed or control.kind in _CHOSEN
            return asked and not control.readonly and not control.value
