"""Which form of a page is the one, by what the configuration names, or else by how it looks."""

from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.signin.forms.buttons import button_to_press, leads_elsewhere, resend
from kiosk.signin.forms.code_fields import code_fields
from kiosk.signin.forms.filling import Values
from kiosk.signin.forms.form import Control, Form, Link
from kiosk.signin.forms.light import light_forms
from kiosk.signin.forms.login_fields import (
    chooses_password,
    identifier_beside,
    likeness,
    password_in,
)
from kiosk.signin.forms.names import CodeNames, LoginNames
from kiosk.signin.forms.page import Page
from kiosk.signin.forms.submission import is_posted
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
        place = self.form.place
        return {place(self.identifier): identifier, place(self.password): password}


@dataclass(frozen=True, slots=True)
class CodeForm:
    """Takes the mailed code."""

    form: Form
    fields: tuple[Control, ...]
    """One, or several boxes of one character each."""
    button: Control | None
    resend: Control | Link | None

    def filled(self, code: str) -> Values:
        """What to submit it with; the last box gets what is left, and will not take it."""
        places = [self.form.place(field) for field in self.fields]
        last = len(places) - 1
        pieces = filter(None, [*code[:last], code[last:]])
        return dict(zip(places, pieces, strict=False))


def find_login(page: Page, names: LoginNames, *, posted: bool = True) -> LoginForm | None:
    """The form for identifier and password; None when nothing on the page fits.

    Not `posted`: the one that would fit, if a browser without scripts did not put what is in it
    into an address, or nowhere.
    """
    found = [
        login
        for form in _candidates(page, names.form)
        if (login := _as_login(form, names)) and is_posted(login.form, login.button) is posted
    ]
    # Of several alike, max takes the first.
    return max(found, key=_likeness, default=None)


def find_code(page: Page, names: CodeNames, login: LoginNames) -> CodeForm | None:
    """The form for the mailed code; None when nothing on the page fits.

    A form that takes identifier and password, named as `login` says, is none for a code.
    """
    return next(find_codes(page, names, login), None)


def find_codes(page: Page, names: CodeNames, login: LoginNames) -> Iterator[CodeForm]:
    """All that might be it, the likeliest first."""
    found: list[tuple[int, Form, tuple[Control, ...], Control | None]] = []
    for form in _candidates(page, names.form):
        certainty, fields = code_fields(form, names.code, chosen=names.form is not None)
        if fields and (names.code or _as_login(form, login) is None):
            button = button_to_press(form, names.button, fields[-1], CODE_BUTTON)
            named = names.form or names.code or names.button
            leads_on = named or button is None or not leads_elsewhere(button, CODE_BUTTON)
            if leads_on and is_posted(form, button):
                found.append((certainty, form, fields, button))
    # Of several alike, the first stays first.
    for _, form, fields, button in sorted(found, key=lambda each: -each[0]):
        yield CodeForm(form, fields, button, resend(page, form, button, names.resend))


def asks_for_new_password(page: Page) -> bool:
    """Whether the page wants another password to be chosen."""
    return any(chooses_password(form) for form in light_forms(page))


def _as_login(form: Form, names: LoginNames) -> LoginForm | None:
    password = form.field(names.password) if names.password else password_in(form)
    if password is None:
        return None
    named = names.identifier
    identifier = form.field(named) if named else identifier_beside(password, form)
    if identifier is None or identifier is password:
        return None
    button = button_to_press(form, names.button, password, LOGIN_BUTTON)
    guessed = not (names.form or names.password or names.button)
    if guessed and button is not None and leads_elsewhere(button, LOGIN_BUTTON):
        # All of its buttons do: it registers somebody new, with the password that she has.
        return None
    return LoginForm(form, identifier, password, button)


def _likeness(login: LoginForm) -> int:
    return likeness(login.form, login.password, login.button)


def _candidates(page: Page, named: str | None) -> Iterator[Form]:
    """The form of that name or id, or any."""
    chosen = None if named is None else page.form(named)
    return (form for form in light_forms(page) if named is None or form is chosen)
