"""Pages for tests, without a server."""

from kiosk.http import Answer
from kiosk.signin.forms.page import Page

URL = "https://portail.example/compte/entree?suite=1"


def page(html: str | bytes, url: str = URL, status: int = 200, **headers: str) -> Page:
    """A page as it comes from `url`; a text comes in UTF-8."""
    body = html.encode() if isinstance(html, str) else html
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    if isinstance(html, str):
        named.setdefault("content-type", "text/html; charset=utf-8")
    return Page.of(Answer(url=url, status=status, headers=named, text="", body=body))
