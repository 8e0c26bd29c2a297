"""A page as a person without scripts would find it: its forms, its links, its text."""

from dataclasses import dataclass, field

from kiosk.http import Answer
from kiosk.signin.forms.form import Control, Form, Link

LONGEST_TEXT = 20_000
"""Characters of a page that are looked through."""
LONGEST_MESSAGE = 300
"""Characters of what is shown of it."""


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """One document and where it came from."""

    url: str = field(repr=False)
    """Where redirects ended."""
    status: int
    forms: tuple[Form, ...] = ()
    links: tuple[Link, ...] = field(default=(), repr=False)
    """Those to other pages on the web, in tree order."""
    text: str = field(default="", repr=False)
    """What is visible without scripts; white space collapsed, at most LONGEST_TEXT characters."""

    @classmethod
    def of(cls, answer: Answer) -> "Page":
        """Raises TooLarge if it is too deeply nested to be read."""
        raise NotImplementedError

    def text_at(self, selector: str) -> str:
        """One harmless line of the first element that a CSS selector matches; "" without one."""
        raise NotImplementedError

    def form(self, name_or_id: str) -> Form | None:
        """The first of that name, or else of that id."""
        by_name = (form for form in self.forms if form.name == name_or_id)
        by_id = (form for form in self.forms if form.id == name_or_id)
        return next(by_name, None) or next(by_id, None) if name_or_id else None

    def element(self, name_or_id: str) -> Control | Link | None:
        """A control of any form, or else a link, of that name or id."""
        raise NotImplementedError

    def form_of(self, control: Control) -> Form | None:
        """The form that owns the control."""
        return next((form for form in self.forms if any(c is control for c in form.controls)), None)
