"""What the test portals with forms remember of each request."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, as it came in."""

    method: str
    target: str
    """Path and query."""
    headers: Mapping[str, str]
    """Their names in lower case."""
    fields: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """Of the form that was submitted, in their order."""

    @classmethod
    def read(cls, method: str, target: str, headers: Message, body: bytes, charset: str) -> "Asked":
        """charset: of the page whose form it is."""
        fields = parse_qsl(body.decode("ascii"), keep_blank_values=True, encoding=charset)
        told = {name.lower(): value for name, value in headers.items()}
        return cls(method, target, told, tuple(fields))

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def names(self) -> list[str]:
        """Of the fields."""
        return [name for name, _ in self.fields]

    @property
    def form(self) -> dict[str, str]:
        return dict(self.fields)

    @property
    def cookies(self) -> dict[str, str]:
        """Those that came along."""
        try:
            read = SimpleCookie(self.headers.get("cookie", ""))
        except CookieError:
            return {}
        return {name: morsel.value for name, morsel in read.items()}

    def comes_from(self, path: str) -> bool:
        """Whether a page of this path on the same host sent it, as a browser would say."""
        own = f"https://{self.headers['host']}"
        referer = urlsplit(self.headers.get("referer", ""))
        return (
            self.headers.get("origin") == own
            and f"{referer.scheme}://{referer.netloc}" == own
            and referer.path == path
        )
