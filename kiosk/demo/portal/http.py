"""As much of HTTP/1.1 as a small site needs: a GET or POST, an answer, and the connection ends."""

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode

HEAD_LIMIT = 16 * 1024
BODY_LIMIT = 16 * 1024

FORM = "application/x-www-form-urlencoded"

_ALWAYS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'",
    # With none at all, browsers would not say either from where a form comes.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Connection": "close",
}


class BadRequest(Exception):
    """What came was no request that this site answers."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status.phrase)
        self.status = status


@dataclass(frozen=True, slots=True)
class Request:
    path: str
    headers: Mapping[str, str] = field(repr=False)
    """By lower-case name."""
    method: str = "GET"
    query: str = field(default="", repr=False)
    body: bytes = field(default=b"", repr=False)

    @property
    def agent(self) -> tuple[str, str]:
        """How the user agent presents itself."""
        return self.headers.get("user-agent", ""), self.headers.get("accept-language", "")

    @property
    def from_window(self) -> bool:
        """Whether a browser fetched it to show it; only browsers send this header."""
        return self.headers.get("sec-fetch-dest") == "document"

    def cookie(self, name: str) -> str | None:
        jar = SimpleCookie()
        try:
            jar.load(self.headers.get("cookie", ""))
        except CookieError:
            return None
        return jar[name].value if name in jar else None

    def values(self) -> dict[str, str]:
        """What was asked with the address or, by POST, in the form; empty ones are left out.

        Raises BadRequest when one comes twice (RFC 6749 §3.1) or when it is no form.
        """
        pairs = parse_qsl(self._form() if self.method == "POST" else self.query)
        values = dict(pairs)
        if len(values) != len(pairs):
            raise BadRequest(HTTPStatus.BAD_REQUEST)
        return values

    def credentials(self, scheme: str) -> str | None:
        """What stands behind this scheme in the Authorization header."""
        given, _, rest = self.headers.get("authorization", "").partition(" ")
        return rest.strip() if given.lower() == scheme.lower() else None

    def _form(self) -> str:
        content_type = self.headers.get("content-type", "").partition(";")[0].strip().lower()
        if self.body and content_type != FORM:
            raise BadRequest(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        return self.body.decode("utf-8", errors="replace")


@dataclass(frozen=True, slots=True)
class Response:
    status: HTTPStatus = HTTPStatus.OK
    body: bytes = field(default=b"", repr=False)
    content_type: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    def encode(self) -> bytes:
        lines = [f"HTTP/1.1 {self.status.value} {self.status.phrase}"]
        sizes = {"Content-Type": self.content_type, "Content-Length": str(len(self.body))}
        for name, value in (*_ALWAYS.items(), *sizes.items(), *self.headers):
            lines.append(f"{name}: {value}")
        return "\r\n".join([*lines, "", ""]).encode() + self.body


def redirect(
    url: str, *headers: tuple[str, str], status: HTTPStatus = HTTPStatus.FOUND
) -> Response:
    return Response(status, headers=(("Location", url), *headers))


def in_json(
    values: Mapping[str, object], status: HTTPStatus = HTTPStatus.OK, *headers: tuple[str, str]
) -> Response:
    """For programs."""
    return Response(status, json.dumps(values).encode(), "application/json", headers)


def cookie(name: str, value: str, *attributes: str) -> tuple[str, str]:
    """A header that sets one, never for plain HTTP."""
    return "Set-Cookie", "; ".join((f"{name}={value}", *attributes, "Secure"))


def with_values(url: str, **values: str) -> str:
    """The address with these parameters."""
    return f"{url}?{urlencode(values)}"


async def read_request(read: Callable[[], Awaitable[bytes]]) -> Request:
    """The request. Raises BadRequest, also when none comes."""
    head = b""
    while b"\r\n\r\n" not in head:
        if len(head) > HEAD_LIMIT:
            raise BadRequest(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
        head += await _more(read)
    head, _, body = head.partition(b"\r\n\r\n")
    request = _parse(head.decode("latin-1"))
    length = _length(request)
    while len(body) < length:
        body += await _more(read)
    return replace(request, body=body[:length])


async def _more(read: Callable[[], Awaitable[bytes]]) -> bytes:
    if data := await read():
        return data
    raise BadRequest(HTTPStatus.BAD_REQUEST)


def _parse(head: str) -> Request:
    first, *lines = head.split("\r\n")
    match first.split(" "):
        case ["GET" | "POST" as method, target, "HTTP/1.1"] if target.startswith("/"):
            path, _, query = target.partition("?")
        case ["GET" | "POST", _, _]:
            raise BadRequest(HTTPStatus.BAD_REQUEST)
        case [_, _, _]:
            raise BadRequest(HTTPStatus.METHOD_NOT_ALLOWED)
        case _:
            raise BadRequest(HTTPStatus.BAD_REQUEST)
    pairs = (line.partition(":") for line in lines)
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    return Request(path, headers, method, query)


def _length(request: Request) -> int:
    """Of the body, in bytes."""
    if "transfer-encoding" in request.headers:
        raise BadRequest(HTTPStatus.LENGTH_REQUIRED)
    length = request.headers.get("content-length", "0")
    if not (length.isascii() and length.isdigit()):
        raise BadRequest(HTTPStatus.BAD_REQUEST)
    if len(length) > len(str(BODY_LIMIT)) or int(length) > BODY_LIMIT:
        raise BadRequest(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return int(length)
