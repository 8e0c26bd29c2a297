"""The fields of a form that asks who somebody is, and for the password."""

from urllib.parse import urlsplit

from kiosk.signin.forms.buttons import leads_elsewhere
from kiosk.signin.forms.form import Control, Form
from kiosk.signin.forms.vocabulary import (
    CODE,
    IDENTIFIER,
    LOGIN_BUTTON,
    PASSWORD,
    REGISTRATION,
    SEARCH,
    SIGN_IN,
)

_NAMES_SOMEBODY = frozenset({"username", "email", "webauthn"})
_TEXTS = frozenset({"text", "email", "tel", "number"})


def password_in(form: Form) -> Control | None:
    """The field for the password that somebody has; None in a form in which one is chosen."""
    passwords = [control for control in _passwords(form) if not is_for_a_code(control)]
    current = [control for control in passwords if "current-password" in control.autocomplete]
    if current or len(passwords) != 1:
        return current[0] if len(current) == 1 and not _chosen(passwords) else None
    return None if _chosen(passwords) else passwords[0]


def identifier_beside(password: Control, form: Form) -> Control | None:
    """The field that says whose password it is: the likeliest, and of those alike the nearest."""
    where = form.place(password)

    def likelihood(placed: tuple[int, Control]) -> tuple[int, bool, int]:
        place, control = placed
        points = 4 * bool(_NAMES_SOMEBODY & set(control.autocomplete))
        points += 2 * IDENTIFIER.names(control) + IDENTIFIER.said_on(control)
        return points, place < where, -abs(where - place)

    texts = [(n, control) for n, control in enumerate(form.controls) if _may_identify(control)]
    return max(texts, key=likelihood)[1] if texts else None


def likeness(form: Form, password: Control, button: Control | None) -> int:
    """How much a form looks like one to sign in with."""
    return (
        2 * ("current-password" in password.autocomplete)
        + 2 * (button is not None and SIGN_IN.means(button))
        - 2 * (button is not None and leads_elsewhere(button, LOGIN_BUTTON))
        - 2 * REGISTRATION.written_in(f"{form.name} {form.id} {urlsplit(form.action).path}")
        + any(control.submits for control in form.controls)
        - len([control for control in form.controls if control.typed]) // 4
    )


def chooses_password(form: Form) -> bool:
    """Whether it only takes a new password: nobody has to say in it who she is."""
    passwords = [control for control in _passwords(form) if not is_for_a_code(control)]
    somebody = any(_may_identify(control) and not control.readonly for control in form.controls)
    return not somebody and (len(passwords) > 1 or bool(_chosen(passwords)))


def is_for_a_code(control: Control) -> bool:
    """A field that hides what is typed, and yet is none for a password."""
    if "one-time-code" in control.autocomplete:
        return True
    told = "current-password" in control.autocomplete or PASSWORD.means(control)
    return not told and CODE.means(control)


def _passwords(form: Form) -> list[Control]:
    return [c for c in form.controls if c.kind == "password" and c.seen and c.name]


def _chosen(passwords: list[Control]) -> list[Control]:
    return [control for control in passwords if "new-password" in control.autocomplete]


def _may_identify(control: Control) -> bool:
    return (
        control.kind in _TEXTS
        and control.seen
        and bool(control.name)
        and "one-time-code" not in control.autocomplete
        and not SEARCH.means(control)
    )
