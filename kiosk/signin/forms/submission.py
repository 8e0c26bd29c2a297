"""A form becomes a request (HTML §4.10.22)."""

from collections.abc import Mapping, Sequence

from kiosk.http import Request
from kiosk.signin.forms.form import Control, Form

Values = Mapping[str, str | Sequence[str]]
"""What is typed, by the controls' names; a sequence fills several of one name in their order."""


def submission(form: Form, values: Values, button: Control | None) -> Request:
    """What a browser asks when the button is activated; None activates the default button."""
    raise NotImplementedError
