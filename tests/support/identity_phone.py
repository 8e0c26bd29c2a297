"""The doctor's phone: it opens the address of a QR code and pushes the buttons it finds there."""

import ssl
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

import httpx

PAGES_BEFORE_LOGIN = 2
"""One sends the code on, the other asks whether it is the one on the screen."""


class PageUnexpected(Exception):
    """Not what the doctor should see; its text is the page."""


def push(url: str, button: dict[str, str], ca_file: Path) -> None:
    """Goes from the address to the login page and pushes that button. Raises PageUnexpected."""
    with browser_of(ca_file) as browser:
        push_in(browser, url, button)


def browser_of(ca_file: Path) -> httpx.Client:
    """Nothing is in it yet."""
    context = ssl.create_default_context(cafile=ca_file)
    return httpx.Client(verify=context, follow_redirects=True, trust_env=False)


def push_in(browser: httpx.Client, url: str, button: dict[str, str]) -> None:
    """The same in a browser that goes on. Raises PageUnexpected."""
    page = browser.get(url)
    for _ in range(PAGES_BEFORE_LOGIN):
        form = Form(page)
        if form.action is not None:
            page = browser.post(form.action, data=form.fields)
    if not page.url.path.startswith("/interaction/"):
        raise PageUnexpected(page.text)
    browser.post(page.url, data=button)


class Form(HTMLParser):
    """The only form of a page, if there is one."""

    def __init__(self, page: httpx.Response) -> None:
        super().__init__()
        self.action: str | None = None
        self.fields: dict[str, str] = {}
        self._url = str(page.url)
        self.feed(page.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "form":
            self.action = urljoin(self._url, found.get("action") or "")
        elif tag == "input" and (name := found.get("name")):
            self.fields[name] = found.get("value") or ""
