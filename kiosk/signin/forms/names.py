"""What is known of a portal's forms beforehand: controls by `name` or `id`; None leaves a guess."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginNames:
    """Of the form that takes an identifier and a password."""

    form: str | None = None
    identifier: str | None = None
    password: str | None = None
    button: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeNames:
    """Of the form that takes a mailed code."""

    form: str | None = None
    code: str | None = None
    """The field, or one of several boxes with one name."""
    button: str | None = None
    resend: str | None = None
    """A button of the page, or a link on it."""
