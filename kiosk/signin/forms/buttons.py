"""Which button of a form leads on, and what asks for another code."""

from kiosk.signin.forms.addresses import is_on_the_web
from kiosk.signin.forms.form import Control, Form, Link
from kiosk.signin.forms.page import Page
from kiosk.signin.forms.submission import leads_to
from kiosk.signin.forms.vocabulary import OTHER_BUTTON, RESEND, Vocabulary


def button_to_press(
    form: Form, named: str | None, field: Control, words: Vocabulary
) -> Control | None:
    """The button of that name or id; else the one that somebody would press after the field.

    Some pages are one form with many buttons, the search's first: what Enter would activate is only
    taken where no button says anything else. None if the form has no submit button.
    """
    if named is not None:
        return form.control(named)
    place = next(number for number, each in enumerate(form.controls) if each is field)
    after = [c for c in form.controls[place:] if c.submits and not _leads_elsewhere(c)]
    before = [c for c in form.controls[:place] if c.submits and not _leads_elsewhere(c)]
    fitting = [c for c in (*after, *before) if words.means(c)]
    return next(iter((*fitting, *after, *before)), form.default_button)


def resend(
    page: Page, form: Form, button: Control | None, named: str | None
) -> Control | Link | None:
    """What asks for another code: a button of any form, or a link."""
    if named is not None:
        return page.element(named)
    forms = (form, *(other for other in page.forms if other is not form))
    for each in forms:
        for control in each.controls:
            fits = control.submits and control is not button and RESEND.means(control)
            if fits and is_on_the_web(leads_to(each, control)):
                return control
    return next((link for link in page.links if RESEND.said_on(link)), None)


def _leads_elsewhere(control: Control) -> bool:
    return OTHER_BUTTON.means(control) or RESEND.means(control)
