"""Takes forms only from whoever was shown them: a cookie and a hidden field must go together."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field

from kiosk.demo.portal.addresses import Addresses
from kiosk.demo.portal.http import Request, cookie

COOKIE = "__Host-formulaire"
FIELD = "jeton"

_KEPT = ("Path=/", "HttpOnly", "SameSite=Lax")


@dataclass(frozen=True, slots=True)
class Pass:
    """What a page with a form needs."""

    token: str = field(repr=False)
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """That set the cookie, where there is none yet."""


@dataclass(frozen=True, slots=True)
class Guard:
    """Keeps no list: the field is made from the cookie, by a key that nobody else has."""

    addresses: Addresses
    _key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def issue(self, request: Request) -> Pass:
        """For a page that answers this request."""
        if (known := request.cookie(COOKIE)) is not None:
            return Pass(self._token(known))
        fresh = secrets.token_urlsafe(16)
        return Pass(self._token(fresh), (cookie(COOKIE, fresh, *_KEPT),))

    def lets(self, request: Request, values: dict[str, str]) -> bool:
        """Whether the form came from one of our own pages, in the browser that was shown it."""
        known = request.cookie(COOKIE)
        given = values.get(FIELD, "").encode()
        return (
            # Browsers say with every POST from where it comes.
            request.headers.get("origin") == self.addresses.space
            and known is not None
            and secrets.compare_digest(given, self._token(known).encode())
        )

    def _token(self, known: str) -> str:
        return hmac.new(self._key, known.encode(), hashlib.sha256).hexdigest()
