"""A form becomes a request (HTML §4.10.22.3)."""

from kiosk.http import Request
from kiosk.http_errors import NotHttps
from kiosk.signin.forms.addresses import NOWHERE, is_on_the_web, with_query
from kiosk.signin.forms.bodies import multipart, new_boundary, plain_text, urlencoded
from kiosk.signin.forms.entries import entries
from kiosk.signin.forms.errors import Incomplete
from kiosk.signin.forms.filling import Values, called, filled, missing
from kiosk.signin.forms.form import ENCTYPES, METHODS, Control, Form

URLENCODED, MULTIPART, PLAIN = ENCTYPES


def submission(form: Form, values: Values, button: Control | None) -> Request:
    """What a browser asks when the button is activated; None activates the default button.

    It is taken to be enabled. Raises NotHttps if it leads to no address on the web, DoesNotFit and
    Incomplete where a browser would not send the form like that, ValueError where there is no
    field.
    """
    if button is None:
        button = form.default_button
    whole_form = filled(form, values)
    if lacking := [called(control) for control in missing(whole_form, button)]:
        raise Incomplete(f"also required: {', '.join(lacking[:10])}")
    # By its identity, which filling in leaves to a button.
    whole = list(entries(whole_form, button))
    action, method, enctype = _sending(form, button)
    if method == "dialog" or not is_on_the_web(action):
        raise NotHttps(action.partition(":")[0])
    if method == "get":
        return Request.get(with_query(action, urlencoded(whole, form.charset)))
    match enctype:
        case "multipart/form-data":
            boundary = new_boundary()
            content_type = f"{MULTIPART}; boundary={boundary}"
            body = multipart(whole, form.charset, boundary)
        case "text/plain":
            content_type, body = PLAIN, plain_text(whole, form.charset)
        case _:
            content_type, body = URLENCODED, urlencoded(whole, form.charset).encode()
    return Request("POST", action, {"Content-Type": content_type}, body)


def is_posted(form: Form, button: Control | None) -> bool:
    """Whether it goes to the web, and what is in it not into an address, which servers write down.

    It does not where a script is to send it, as "javascript:" says.
    """
    action, method, _ = _sending(form, form.default_button if button is None else button)
    return method == "post" and is_on_the_web(action)


def leads_to(form: Form, button: Control | None) -> str:
    """Where it goes when the button is activated: absolute, of whatever scheme."""
    action, method, _ = _sending(form, form.default_button if button is None else button)
    return NOWHERE if method == "dialog" else action


def _sending(form: Form, button: Control | None) -> tuple[str, str, str]:
    """Action, method and encoding, as far as the button does not say otherwise."""
    if button is None:
        return form.action, form.method, form.enctype
    over = button.override
    method = form.method if over.method is None else over.method.lower()
    enctype = form.enctype if over.enctype is None else over.enctype.lower()
    return (
        form.action if over.action is None else over.action,
        method if method in METHODS else METHODS[0],
        enctype if enctype in ENCTYPES else ENCTYPES[0],
    )
