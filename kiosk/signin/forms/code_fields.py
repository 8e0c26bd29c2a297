"""The fields of a form that asks for a code."""

from itertools import groupby

from kiosk.signin.forms.form import Control, Form
from kiosk.signin.forms.vocabulary import CLEARLY_A_CODE, CODE, OTHER_CODE, PASSWORD

FEWEST_BOXES = 4
"""One character each; fewer are something else, as a date."""
_KINDS = frozenset({"text", "tel", "number", "password"})
_ENOUGH = 4
_LENGTHS = range(4, 13)
"""Characters of a code."""

Fields = tuple[Control, ...]


def code_fields(form: Form, named: str | None, *, chosen: bool) -> tuple[int, Fields]:
    """How certain it is, and the field or the boxes; none if the form has no field for a code.

    `named` is the name or id of the field, or of one of several boxes with one name. In a form that
    is `chosen` already, an only field is it.
    """
    if named is not None:
        return _certainly(form, named)
    fields = [control for control in form.controls if _may_be(control)]
    if boxes := _boxes(fields):
        return 6, _collecting(form, boxes)
    named_fields = [control for control in fields if control.name]
    if chosen and len(named_fields) == 1:
        return 10, (named_fields[0],)
    best = max(named_fields, key=_likelihood, default=None)
    if best is None:
        return 0, ()
    points = _likelihood(best) + (len(named_fields) == 1)
    return (points, (best,)) if points >= _ENOUGH else (0, ())


def _certainly(form: Form, named: str) -> tuple[int, Fields]:
    field = form.field(named)
    if field is None:
        return 0, ()
    alike = tuple(c for c in form.controls if c.typed and c.seen and c.name == field.name)
    boxes = len(alike) > 1 and all(control.maxlength == 1 for control in alike)
    return 10, alike if boxes else (field,)


def _likelihood(control: Control) -> int:
    if "one-time-code" in control.autocomplete:
        return 10
    if OTHER_CODE.means(control) or PASSWORD.means(control):
        return 0
    return (
        3 * CODE.names(control)
        + CLEARLY_A_CODE.means(control)
        + 3 * CODE.said_on(control)
        + (control.inputmode in {"numeric", "decimal"} or control.kind in {"tel", "number"})
        + 2 * (control.maxlength in _LENGTHS)
    )


def _may_be(control: Control) -> bool:
    return control.kind in _KINDS and control.seen and not control.readonly


def _boxes(fields: list[Control]) -> Fields:
    """The first row of boxes."""
    for single, run in groupby(fields, key=lambda control: control.maxlength == 1):
        boxes = tuple(run)
        if single and len(boxes) >= FEWEST_BOXES:
            return boxes
    return ()


def _collecting(form: Form, boxes: Fields) -> Fields:
    """The boxes, or the hidden field into which a script puts together what stands in them."""
    if all(box.name for box in boxes):
        return boxes
    hidden = (
        control
        for control in form.controls
        if control.kind == "hidden" and not control.value and CODE.names(control)
    )
    field = next(hidden, None)
    return () if field is None else (field,)
