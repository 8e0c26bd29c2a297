"""Which form of a page is the one, by what the configuration names, or else by how it looks."""

from dataclasses import dataclass

from kiosk.signin.email_way import EmailWay
from kiosk.signin.forms.filling import Values
from kiosk.signin.forms.form import Control, Form, Link
from kiosk.signin.forms.page import Page


@dataclass(frozen=True, slots=True)
class LoginForm:
    """Takes an identifier and a password."""

    form: Form
    identifier: Control
    password: Control
    button: Control | None

    def filled(self, identifier: str, password: str) -> Values:
        """What to submit it with."""
        return {self.identifier.name: identifier, self.password.name: password}


@dataclass(frozen=True, slots=True)
class CodeForm:
    """Takes the mailed code."""

    form: Form
    fields: tuple[Control, ...]
    """One, or several boxes of one character each."""
    button: Control | None
    resend: Control | Link | None

    def filled(self, code: str) -> Values:
        """What to submit it with."""
        raise NotImplementedError


def find_login(page: Page, way: EmailWay) -> LoginForm | None:
    """The form for identifier and password; None when nothing on the page fits."""
    raise NotImplementedError


def find_code(page: Page, way: EmailWay) -> CodeForm | None:
    """The form for the mailed code; None when nothing on the page fits."""
    raise NotImplementedError


def asks_for_new_password(page: Page) -> bool:
    """Whether the page wants another password to be chosen."""
    raise NotImplementedError
