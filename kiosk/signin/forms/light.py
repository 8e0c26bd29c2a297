"""Which forms of a page are looked at: the work with one grows with its controls."""

from collections.abc import Iterator

from kiosk.signin.forms.form import Form
from kiosk.signin.forms.page import Page

MOST_CONTROLS = 500
"""Of one form: one to sign in with has few."""
MOST_CONTROLS_OF_A_PAGE = 2000


def light_forms(page: Page) -> Iterator[Form]:
    """In the order of the page. Long lists, as doctors have in their space, are passed over."""
    left = MOST_CONTROLS_OF_A_PAGE
    for form in page.forms:
        if len(form.controls) <= min(left, MOST_CONTROLS):
            left -= len(form.controls)
            yield form
