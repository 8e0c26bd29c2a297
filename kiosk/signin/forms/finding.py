"""Which form of a page is the one, by what the configuration names, or else by how it looks."""

from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.signin.forms.addresses import is_on_the_web
from kiosk.signin.forms.buttons import button_to_press, resend
from kiosk.signin.forms.code_fields import code_fields
from kiosk.signin.forms.filling import Values
from kiosk.signin.forms.form import Control, Form, Link
from kiosk.signin.forms.login_fields import (
    chooses_password,
    identifier_beside,
    likeness,
    password_in,
)
from kiosk.signin.forms.names import CodeNames, LoginNames
from kiosk.signin.forms.page import Page
from kiosk.signin.forms.submission import leads_to
from kiosk.signin.forms.vocabulary import CODE_BUTTON, LOGIN_BUTTON


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
        """What to submit it with; boxes may share one name."""
        if len(self.fields) == 1:
            return {self.fields[0].name: code}
        values: dict[str, list[str]] = {}
        for box, character in zip(self.fields, code, strict=False):
            values.setdefault(box.name, []).append(character)
        return values


def find_login(page: Page, names: LoginNames) -> LoginForm | None:
    """The form for identifier and password; None when nothing on the page fits."""
    found = [
        login
        for form in _candidates(page, names.form)
        if (login := _as_login(form, names)) and _is_sent(login.form, login.button)
    ]
    # Of several alike, max takes the first.
    return max(found, key=lambda login: likeness(login.form, login.password), default=None)


def find_code(page: Page, names: CodeNames, login: LoginNames) -> CodeForm | None:
    """The form for the mailed code; None when nothing on the page fits.

    A form that takes identifier and password, named as `login` says, is none for a code.
    """
    found: list[tuple[int, Form, tuple[Control, ...], Control | None]] = []
    for form in _candidates(page, names.form):
        certainty, fields = code_fields(form, names.code, chosen=names.form is not None)
        if fields and (names.code or _as_login(form, login) is None):
            button = button_to_press(form, names.button, fields[-1], CODE_BUTTON)
            if _is_sent(form, button):
                found.append((certainty, form, fields, button))
    if not found:
        return None
    _, form, fields, button = max(found, key=lambda each: each[0])
    return CodeForm(form, fields, button, resend(page, form, button, names.resend))


def asks_for_new_password(page: Page) -> bool:
    """Whether the page wants another password to be chosen."""
    return any(chooses_password(form) for form in page.forms)


def _as_login(form: Form, names: LoginNames) -> LoginForm | None:
    password = form.control(names.password) if names.password else password_in(form)
    if password is None:
        return None
    named = names.identifier
    identifier = form.control(named) if named else identifier_beside(password, form)
    if identifier is None or identifier is password:
        return None
    button = button_to_press(form, names.button, password, LOGIN_BUTTON)
    return LoginForm(form, identifier, password, button)


def _candidates(page: Page, named: str | None) -> Iterator[Form]:
    """The form of that name or id, or any."""
    if named is None:
        yield from page.forms
    elif (form := page.form(named)) is not None:
        yield form


def _is_sent(form: Form, button: Control | None) -> bool:
    """Not by a script, as "javascript:" is."""
    return is_on_the_web(leads_to(form, button))
