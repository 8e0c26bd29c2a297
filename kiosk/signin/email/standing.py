"""What stood on the pages before anything was submitted on them: no answer to what was."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Self

from kiosk.signin.email.landing import place_of
from kiosk.signin.email.told import messages
from kiosk.signin.email.way import EmailWay
from kiosk.signin.forms.finding import CodeForm, find_codes
from kiosk.signin.forms.page import Page

MOST_CODE_FORMS = 10
"""Of one page; no page has more that mean it."""

Mark = tuple[str, str, object, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Standing:
    """Hints, notices, templates of messages that only scripts show; forms for other codes."""

    said: frozenset[str] = frozenset()
    """Messages."""
    text: str = field(default="", repr=False)
    """Of the first page."""
    code_forms: frozenset[Mark] = frozenset()
    """Those beside the first form: for somebody who wants to activate an account, or such."""

    @classmethod
    def of(cls, page: Page, way: EmailWay) -> Self:
        """On the page of the first form."""
        marks = frozenset(map(mark_of, islice(_code_forms(page, way), MOST_CODE_FORMS)))
        return cls(frozenset(messages(page, way)), page.text, marks)

    def and_said(self, page: Page, way: EmailWay) -> Self:
        """With what stands on the page of the code."""
        return replace(self, said=self.said.union(messages(page, way)))

    def code_form(self, page: Page, way: EmailWay) -> CodeForm | None:
        """The form for the code, which is none of those that stood beside the first one."""
        forms = islice(_code_forms(page, way), MOST_CODE_FORMS + 1)
        return next((form for form in forms if mark_of(form) not in self.code_forms), None)


def mark_of(code: CodeForm) -> Mark:
    """What a form keeps from one time to the next."""
    names = frozenset(field.name for field in code.fields)
    return code.form.name, code.form.id, place_of(code.form.action), names


def _code_forms(page: Page, way: EmailWay) -> Iterator[CodeForm]:
    """The likeliest first."""
    return find_codes(page, way.code_names, way.login_names)
