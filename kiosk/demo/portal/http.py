"""As much of HTTP/1.1 as a small site needs: one GET, one answer, and the connection ends."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie

HEAD_LIMIT = 16 * 1024

_ALWAYS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'",
    "Referrer-Policy": "no-referrer",
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


@dataclass(frozen=True, slots=True)
class Response:
    status: HTTPStatus = HTTPStatus.OK
    body: bytes = b""
    content_type: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    def encode(self) -> bytes:
        lines = [f"HTTP/1.1 {self.status.value} {self.status.phrase}"]
        sizes = {"Content-Type": self.content_type, "Content-Length": str(len(self.body))}
        for name, value in (*_ALWAYS.items(), *sizes.items(), *self.headers):
            lines.append(f"{name}: {value}")
        return "\r\n".join([*lines, "", ""]).encode() + self.body


def redirect(url: str, *headers: tuple[str, str]) -> Response:
    return Response(HTTPStatus.FOUND, headers=(("Location", url), *headers))


async def read_request(read: Callable[[], Awaitable[bytes]]) -> Request:
    """The request. Raises BadRequest, also when none comes."""
    head = b""
    while b"\r\n\r\n" not in head:
        if len(head) > HEAD_LIMIT:
            raise BadRequest(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
        data = await read()
        if not data:
            raise BadRequest(HTTPStatus.BAD_REQUEST)
        head += data
    return _parse(head.partition(b"\r\n\r\n")[0].decode("latin-1"))


def _parse(head: str) -> Request:
    first, *lines = head.split("\r\n")
    match first.split(" "):
        case ["GET", target, "HTTP/1.1"] if target.startswith("/"):
            path = target.partition("?")[0]
        case ["GET", _, _]:
            raise BadRequest(HTTPStatus.BAD_REQUEST)
        case [_, _, _]:
            raise BadRequest(HTTPStatus.METHOD_NOT_ALLOWED)
        case _:
            raise BadRequest(HTTPStatus.BAD_REQUEST)
    pairs = (line.partition(":") for line in lines)
    return Request(path, {name.strip().lower(): value.strip() for name, _, value in pairs})
