"""Somebody with a plain HTTPS client at a test portal's forms: no part of the kiosk."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote_plus, urljoin, urlsplit

import httpx


class _Hidden(HTMLParser):
    """The hidden fields of one form, and where it goes."""

    def __init__(self, form: str) -> None:
        super().__init__()
        self._form = form
        self._inside = False
        self.action = ""
        self.fields: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = told.get("id") == self._form
            self.action = told.get("action", "") if self._inside else self.action
        elif self._inside and told.get("type") == "hidden" and "name" in told:
            self.fields[told["name"]] = told["value"]


class Visitor:
    """Remembers cookies and the page it is on."""

    def __init__(self, client: httpx.Client, charset: str) -> None:
        self.client = client
        self._charset = charset
        self.answer: httpx.Response | None = None

    @property
    def text(self) -> str:
        assert self.answer is not None
        return self.answer.content.decode(self._charset)

    @property
    def path(self) -> str:
        assert self.answer is not None
        return self.answer.url.path

    def go(self, url: str) -> None:
        self.answer = self.client.get(url)

    def submit(
        self, form: str, fields: dict[str, str], headers: dict[str, str] | None = None
    ) -> None:
        """With the form's hidden fields, below whatever is given. An empty header is left out."""
        assert self.answer is not None
        here = str(self.answer.url)
        parts = urlsplit(here)
        read = _Hidden(form)
        read.feed(self.text)
        usual = {"Referer": here, "Origin": f"{parts.scheme}://{parts.netloc}"}
        sent = {name: value for name, value in (usual | (headers or {})).items() if value}
        pairs = (read.fields | fields).items()
        body = "&".join(f"{self._quoted(name)}={self._quoted(value)}" for name, value in pairs)
        self.answer = self.client.post(
            urljoin(here, read.action),
            content=body,
            headers=sent | {"Content-Type": "application/x-www-form-urlencoded"},
        )

    def _quoted(self, text: str) -> str:
        return quote_plus(text, encoding=self._charset)


@contextmanager
def visitor(ca_file: Path, charset: str = "utf-8") -> Iterator[Visitor]:
    """charset: of the portal's pages."""
    context = ssl.create_default_context(cafile=ca_file)
    with httpx.Client(verify=context, trust_env=False, follow_redirects=True) as client:
        yield Visitor(client, charset)
