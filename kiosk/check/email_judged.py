"""Whether the kiosk could fill in a form of the page and send it, and why not."""

from collections.abc import Iterator

from devices.hosts import host_allowed, origin_of
from devices.text import plain
from kiosk.check.email_page import LOGIN_URL, place, unfetched
from kiosk.check.fact import Fact, failed, ok, warning
from kiosk.http_errors import HttpError
from kiosk.i18n import _
from kiosk.identity import LENGTHS, NumberKind
from kiosk.signin.email.errors import FormMissing, PortalClosed
from kiosk.signin.email.reading import Reader
from kiosk.signin.email.way import EmailWay
from kiosk.signin.forms.filling import called, missing
from kiosk.signin.forms.finding import LoginForm, find_login
from kiosk.signin.forms.light import MOST_CONTROLS
from kiosk.signin.forms.page import Page
from kiosk.signin.forms.submission import leads_to

_LONGEST = max(LENGTHS[NumberKind.RPPS])
_RUNS_IT = _("tell whoever runs it")


def judged(page: Page, way: EmailWay) -> Iterator[Fact]:
    """Whether there is a form to fill in, and whether it may be sent where it goes."""
    try:
        login = Reader(way).first_form(page)
    except PortalClosed:
        message = _("the portal says that it is out of service for now")
        yield warning("email", message, _("ask again later"))
    except FormMissing:
        yield _missing(page, way)
    except HttpError as error:
        yield unfetched(error, way)
    else:
        yield from _target(login, way)
        yield from _takes_what_is_typed(login)


def _missing(page: Page, way: EmailWay) -> Fact:
    asking = [form for form in page.forms if any(c.kind == "password" for c in form.controls)]
    if not page.forms:
        return failed("email", _("the page has no form"), LOGIN_URL)
    if not asking:
        return failed("email", _("no form of the page has a field for a password"), LOGIN_URL)
    if not any(c.name for form in asking for c in form.controls if c.kind == "password"):
        message = _("the field for the password has no name: only a script can send it")
        return failed("email", message, LOGIN_URL)
    if unsent := find_login(page, way.login_names, posted=False):
        return _unsent(leads_to(unsent.form, unsent.button))
    if all(len(form.controls) > MOST_CONTROLS for form in asking):
        message = _("the form has {number} fields, too many for one to sign in with")
        return failed("email", message, LOGIN_URL, number=len(asking[0].controls))
    message = _("the kiosk does not know which form of the page to fill in, or which fields")
    remedy = _("name login_form, identifier_field and password_field in [methods.email]")
    return failed("email", message, remedy)


def _unsent(action: str) -> Fact:
    if origin_of(action) is None:
        message = _("the form is sent by a script: {place}")
        return failed("email", message, LOGIN_URL, place=place(action))
    message = _("the form puts the password into an address: perhaps a script is to send it")
    return failed("email", message, LOGIN_URL)


def _target(login: LoginForm, way: EmailWay) -> Iterator[Fact]:
    action = leads_to(login.form, login.button)
    origin = origin_of(action)
    values = {"place": place(action), "host": origin.host if origin else ""}
    if origin is None or origin.scheme != "https":
        message = _("the form is sent without encryption, to {place}")
        yield failed("email", message, _RUNS_IT, **values)
    elif not host_allowed(origin.host, way.allowed_hosts):
        message = _("the form is sent to {host}, where the kiosk may not go")
        remedy = _("add it to allowed_hosts in [portal], if it is the portal's")
        yield failed("email", message, remedy, **values)
    else:
        yield ok("email", _("the form is sent to {place}"), **values)


def _takes_what_is_typed(login: LoginForm) -> Iterator[Fact]:
    """What a browser would not let pass, the kiosk does not send either."""
    longest = login.identifier.longest
    if longest is not None and longest < _LONGEST:
        message = _("the field for the identifier takes {number} characters, a number has {n}")
        yield failed("email", message, _RUNS_IT, number=longest, n=_LONGEST)
    filled = (login.identifier, login.password)
    button = login.button or login.form.default_button
    lacking = [
        called(control)
        for control in missing(login.form, button)
        if not any(control is field for field in filled)
    ]
    if lacking:
        message = _("a browser would first ask for {names}, which the kiosk does not fill in")
        names = plain(", ".join(lacking), 200)
        yield failed("email", message, _RUNS_IT, names=names)
