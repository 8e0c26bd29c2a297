"""What the kiosk asks of a server, and what becomes of it on the way through redirects."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self
from urllib.parse import urlencode

from devices.hosts import origin_of

Fields = Mapping[str, str] | Sequence[tuple[str, str]]
"""Of a form, in the order in which they are sent; a sequence may name one twice."""

FORM = "application/x-www-form-urlencoded"

_OF_THE_BODY = frozenset(
    {"content-type", "content-encoding", "content-language", "content-location"}
)


@dataclass(frozen=True, slots=True)
class Request:
    """One request; `headers` go above those that the client sends by itself."""

    method: str
    url: str = field(repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)

    @classmethod
    def get(cls, url: str, headers: Mapping[str, str] | None = None) -> Self:
        return cls("GET", url, headers or {})

    @classmethod
    def form(cls, url: str, fields: Fields, headers: Mapping[str, str] | None = None) -> Self:
        """A form, submitted in UTF-8."""
        body = urlencode(fields).encode()
        return cls("POST", url, {**(headers or {}), "Content-Type": FORM}, body)

    @classmethod
    def json(cls, url: str, document: object, method: str = "POST") -> Self:
        body = json.dumps(document, ensure_ascii=False).encode()
        return cls(method, url, {"Content-Type": "application/json"}, body)

    @classmethod
    def delete(cls, url: str) -> Self:
        return cls("DELETE", url)

    def redirected(self, status: int, url: str) -> Self:
        """What a browser asks next (Fetch standard, "HTTP-redirect fetch")."""
        headers = dict(self.headers)
        if origin_of(url) != origin_of(self.url):
            headers = _without(headers, {"authorization"})
        becomes_get = status == 303 or (status in {301, 302} and self.method == "POST")
        if becomes_get and self.method not in {"GET", "HEAD"}:
            return replace(
                self, method="GET", url=url, headers=_without(headers, _OF_THE_BODY), body=b""
            )
        return replace(self, url=url, headers=headers)


def _without(headers: Mapping[str, str], names: set[str] | frozenset[str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name.lower() not in names}
