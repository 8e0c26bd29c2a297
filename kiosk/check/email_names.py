"""What [methods.email] calls by name, and the page does not have."""

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from devices.text import plain
from kiosk.check.fact import Fact, failed
from kiosk.i18n import _
from kiosk.signin.email.way import EmailWay
from kiosk.signin.forms.page import Page

SELECTORS = (
    "message_selector",
    "address_selector",
    "expiry_selector",
    "tries_selector",
    "holder_selector",
)


def strangers(page: Page, way: EmailWay) -> Iterator[Fact]:
    """Names that nothing on the page has."""
    controls = [control for form in page.forms for control in form.controls]
    typed = [control for control in controls if control.typed]
    buttons = [control for control in controls if control.submits]
    for key, candidates in (
        ("login_form", page.forms),
        ("identifier_field", typed),
        ("password_field", typed),
        ("login_button", buttons),
    ):
        name = getattr(way, key)
        on_page = {each for some in (*controls, *candidates) for each in (some.name, some.id)}
        if name is not None and name not in on_page:
            known = [each for some in candidates for each in (some.name, some.id) if each]
            yield _unknown(key, name, known)
        elif name is not None and key.endswith("_field") and not _is_field(page, name):
            message = _("{name}, as {key} says, is no field, or has only an id: it is never sent")
            remedy = _("see to {key} in [methods.email]")
            yield failed("email", message, remedy, key=key, name=plain(name, 60))


def unusable(page: Page, way: EmailWay) -> Iterator[Fact]:
    """Selectors that are none to the parser of pages."""
    for key in SELECTORS:
        selector = getattr(way, key)
        # A list of which one part is no selector finds nothing, not even everything (CSS).
        if selector is not None and page.text and not page.text_at(f"{selector}, *"):
            message = _("{key} is no CSS selector: {name}")
            remedy = _("see to {key} in [methods.email]")
            yield failed("email", message, remedy, key=key, name=plain(selector, 200))


def _is_field(page: Page, name: str) -> bool:
    return any(form.field(name) for form in page.forms)


def _unknown(key: str, name: str, known: Sequence[str]) -> Fact:
    message = _("the page has nothing called {name}, as {key} says")
    values = {"key": key, "name": plain(name, 60)}
    near = _near(name, known)
    if near is None:
        return failed("email", message, _("see to {key} in [methods.email]"), **values)
    remedy = _("did you mean {near}? See to {key} in [methods.email]")
    return failed("email", message, remedy, near=plain(near, 60), **values)


def _near(name: str, known: Sequence[str]) -> str | None:
    """ASP.NET puts the names of what is around a field before its own."""
    folded = {part: each for each in reversed(known) for part in (_last(each), each.casefold())}
    sought = name.casefold()
    longer = [each for each in folded if each.endswith(sought) or sought.endswith(each)]
    near = longer or get_close_matches(sought, folded, n=1, cutoff=0.6)
    return folded[near[0]] if near else None


def _last(name: str) -> str:
    return re.split(r"[$:._]", name.casefold())[-1] or name.casefold()
