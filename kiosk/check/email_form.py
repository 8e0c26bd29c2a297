"""The forms of a page: each with its fields, and which of them the kiosk fills in."""

from collections.abc import Iterator
from dataclasses import replace

from devices.text import plain
from kiosk.check.fact import Detail, Fact, ok
from kiosk.i18n import _
from kiosk.signin.email.way import EmailWay
from kiosk.signin.forms.finding import LoginForm, find_login
from kiosk.signin.forms.form import Control, Form
from kiosk.signin.forms.page import Page

MOST_FORMS = 20
MOST_CONTROLS = 60


def every_form(page: Page, way: EmailWay) -> Iterator[Fact]:
    """In the order of the page."""
    login = find_login(page, way.login_names)
    for number, form in enumerate(page.forms[:MOST_FORMS], 1):
        chosen = login is not None and login.form is form
        if not chosen:
            message = _("form {number} of {total}, {name}, is left alone")
        elif way.login_form is not None:
            message = _("form {number} of {total}, {name}, is filled in, as login_form says")
        else:
            message = _("form {number} of {total}, {name}, is filled in: the kiosk has chosen it")
        values = {"number": number, "total": len(page.forms), "name": _called(form)}
        shown = form.controls[:MOST_CONTROLS]
        notes = _notes(login, way) if login is not None and chosen else {}
        details = [Detail(_written(each), notes.get(id(each), "")) for each in shown]
        if len(form.controls) > len(shown):
            details.append(Detail("…"))
        yield replace(ok("email", message, **values), details=tuple(details))


def _notes(login: LoginForm, way: EmailWay) -> dict[int, str]:
    """What each control is to the kiosk, by its identity: names may occur twice."""
    notes = {
        id(login.identifier): _("the identifier")
        if way.identifier_field is None
        else _("the identifier, as identifier_field says"),
        id(login.password): _("the password")
        if way.password_field is None
        else _("the password, as password_field says"),
    }
    button = login.button or login.form.default_button
    if button is not None:
        notes[id(button)] = (
            _("pressed") if way.login_button is None else _("pressed, as login_button says")
        )
    return notes


def _called(form: Form) -> str:
    names = [plain(each, 60) for each in (form.name, form.id) if each]
    return " / ".join(dict.fromkeys(names)) or "<form>"


def _written(control: Control) -> str:
    """Kind, name, id and label. Never a value: hidden fields hold tokens."""
    text = f"{plain(control.kind, 20):10}{plain(control.name, 60) or '—'}"
    if control.id and control.id != control.name:
        text += f"  id={plain(control.id, 60)}"
    if control.label and control.kind != "hidden":
        text += f"  “{plain(control.label, 60)}”"
    return text
