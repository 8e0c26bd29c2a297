"""Which button of a form leads on, and what asks for another code."""

from kiosk.signin.forms.addresses import is_on_the_web
from kiosk.signin.forms.filling import missing
from kiosk.signin.forms.form import Control, Form, Link
from kiosk.signin.forms.light import light_forms
from kiosk.signin.forms.page import Page
from kiosk.signin.forms.submission import leads_to
from kiosk.signin.forms.vocabulary import OTHER_BUTTON, RESEND, Vocabulary

MOST_LINKS = 2000
"""Links of a page that are looked at."""


def button_to_press(
    form: Form, named: str | None, field: Control, words: Vocabulary
) -> Control | None:
    """The button of that name or id; else the one that somebody would press after the field.

    Some pages are one form with many buttons, the search's first: what Enter would activate is only
    taken where no button says anything else. None if the form has no submit button.
    """
    if named is not None:
        return form.button(named)
    place = form.place(field)
    after = [c for c in form.controls[place:] if c.submits and not leads_elsewhere(c, words)]
    before = [c for c in form.controls[:place] if c.submits and not leads_elsewhere(c, words)]
    fitting = [c for c in (*after, *before) if words.means(c)]
    return next(iter((*fitting, *after, *before)), form.default_button)


def resend(
    page: Page, form: Form, button: Control | None, named: str | None
) -> Control | Link | None:
    """What asks for another code, and can be used: a button of any form, or a link."""
    if named is not None:
        return page.element(named)
    forms = (form, *(other for other in light_forms(page) if other is not form))
    for each in forms:
        for control in each.controls:
            fits = control.submits and control is not button and RESEND.means(control)
            if fits and can_be_pressed(each, control):
                return control
    return next((link for link in page.links[:MOST_LINKS] if RESEND.said_on(link)), None)


def can_be_pressed(form: Form, button: Control) -> bool:
    """Whether a browser would send the form by it as the page has it."""
    return is_on_the_web(leads_to(form, button)) and next(missing(form, button), None) is None


def leads_elsewhere(button: Control, words: Vocabulary) -> bool:
    """What is written on it goes before its name, which programmers have copied from elsewhere."""
    if OTHER_BUTTON.said_on(button) or RESEND.said_on(button):
        return True
    named = OTHER_BUTTON.names(button) or RESEND.names(button)
    return named and not words.said_on(button)
