"""What a person types goes into the controls of a form, as far as they take it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kiosk.signin.forms.form import Control, Form

Values = Mapping[str, str | Sequence[str]]
"""What is typed, by the controls' names; a sequence fills several of one name in their order."""


def filled(form: Form, values: Values) -> Form:
    """The form with its text fields filled in. Raises ValueError for a name it does not have.

    A hidden field is filled in only if nothing that is typed into has its name. What is filled in
    counts as enabled, as if a script had done so first.
    """
    queues = {name: _queue(value) for name, value in values.items()}
    typed = {control.name for control in form.controls if control.typed}
    if unknown := set(queues) - typed - {c.name for c in form.controls if c.kind == "hidden"}:
        raise ValueError(f"no field of that name: {len(unknown)}")
    return replace(
        form,
        controls=tuple(
            _filled(control, queues[control.name])
            if control.name in queues and (control.typed or control.name not in typed)
            else control
            for control in form.controls
        ),
    )


def _queue(value: str | Sequence[str]) -> Iterator[str]:
    return iter([value] if isinstance(value, str) else value)


def _filled(control: Control, values: Iterator[str]) -> Control:
    value = next(values, None)
    if value is None or not (control.typed or control.kind == "hidden"):
        return control
    if control.kind in {"email", "url"}:
        value = value.strip("\t\n\f\r ")
    if control.kind not in {"textarea", "hidden"}:
        value = value.replace("\r", "").replace("\n", "")
    fitting = value if control.kind == "hidden" else _fitting(value, control)
    return replace(control, value=fitting, disabled=False)


def _fitting(value: str, control: Control) -> str:
    """As much as a browser lets anybody type or paste: the portal has never seen more than that."""
    if control.maxlength is None or control.kind == "number":
        return value
    units = value.encode("utf-16-le", "surrogatepass")[: control.maxlength * 2]
    return units.decode("utf-16-le", "ignore")
