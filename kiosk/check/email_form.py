"""The forms of a page: each with its fields, which of them the kiosk fills in, where it is sent."""

from collections.abc import Iterator
from dataclasses import replace

from devices.hosts import host_allowed, origin_of
from devices.text import plain
from kiosk.check.email_page import LOGIN_URL, place, unfetched
from kiosk.check.fact import Detail, Fact, failed, ok, warning
from kiosk.http_errors import HttpError
from kiosk.i18n import _
from kiosk.signin.email.errors import FormMissing, PortalClosed
from kiosk.signin.email.reading import Reader
from kiosk.signin.email.way import EmailWay
from kiosk.signin.forms.finding import LoginForm, find_login
from kiosk.signin.forms.form import Control, Form
from kiosk.signin.forms.page import Page
from kiosk.signin.forms.submission import leads_to

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


def judged(page: Page, way: EmailWay) -> Iterator[Fact]:
    """Whether there is a form to fill in, and whether it may be sent where it goes."""
    try:
        login = Reader(way).first_form(page)
    except PortalClosed:
        message = _("the portal says that it is out of service for now")
        yield warning("email", message, _("ask again later"))
    except FormMissing:
        yield _missing(page)
    except HttpError as error:
        yield unfetched(error, way)
    else:
        yield from _target(login, way)


def _missing(page: Page) -> Fact:
    asking = [form for form in page.forms if any(each.kind == "password" for each in form.controls)]
    leading = [leads_to(form, None) for form in asking]
    if not page.forms:
        return failed("email", _("the page has no form"), LOGIN_URL)
    if not asking:
        return failed("email", _("no form of the page has a field for a password"), LOGIN_URL)
    if not any(map(origin_of, leading)):
        message = _("the form is sent by a script: {place}")
        return failed("email", message, LOGIN_URL, place=place(leading[0]))
    message = _("the kiosk does not know which form of the page to fill in, or which fields")
    remedy = _("name login_form, identifier_field and password_field in [methods.email]")
    return failed("email", message, remedy)


def _target(login: LoginForm, way: EmailWay) -> Iterator[Fact]:
    button = login.button or login.form.default_button
    method = (button and button.override.method) or login.form.method
    action = leads_to(login.form, button)
    origin = origin_of(action)
    values = {"place": place(action), "host": origin.host if origin else ""}
    if origin is None or origin.scheme != "https":
        message = _("the form is sent without encryption, to {place}")
        yield failed("email", message, _("tell whoever runs it"), **values)
    elif not host_allowed(origin.host, way.allowed_hosts):
        message = _("the form is sent to {host}, where the kiosk may not go")
        remedy = _("add it to allowed_hosts in [portal], if it is the portal's")
        yield failed("email", message, remedy, **values)
    elif method != "post":
        message = _("the form puts the password into an address: perhaps a script is to send it")
        yield warning("email", message, LOGIN_URL, **values)
    else:
        yield ok("email", _("the form is sent to {place}"), **values)


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
