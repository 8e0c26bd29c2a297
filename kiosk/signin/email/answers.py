"""What a page may mean by which the portal answers to a form, and what it is the answer to."""

from dataclasses import dataclass, field

from kiosk.signin.forms.finding import CodeForm, LoginForm
from kiosk.signin.forms.form import Form


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted:
    """What was sent: a form, or what a link beside it asks for."""

    form: Form = field(repr=False)
    page_url: str = field(repr=False)
    """Where the form stood."""
    entrance: str = field(repr=False)
    """Where it was sent to."""
    to_code: bool
    """It was the form for the code, not the first one."""


@dataclass(frozen=True, slots=True)
class SentBack:
    """It wants identifier and password, once more."""

    form: LoginForm | None = field(repr=False)
    """None on a page that only says so."""
    said: str = ""


@dataclass(frozen=True, slots=True)
class CodeAsked:
    """It wants the code, for the first time or once more."""

    form: CodeForm = field(repr=False)
    said: str = ""
    expired: bool = False
    """It says that the code has come too late."""


@dataclass(frozen=True, slots=True)
class LetIn:
    """The page is one of those that only who is signed in gets to see."""
