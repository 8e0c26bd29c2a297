"""What the kiosk polls for: a device code or an authentication request, until it is answered."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from kiosk.demo.portal.provider.errors import OAuthError
from kiosk.demo.portal.provider.phone import Answer, Ask

CIBA = "urn:openid:params:grant-type:ciba"
DEVICE = "urn:ietf:params:oauth:grant-type:device_code"

INTERVAL_SECONDS = 2
SLOWER_SECONDS = 5
"""More between two requests, each time that they came too fast (RFC 8628 §3.5)."""


@dataclass(slots=True)
class _Grant:
    ask: Ask
    kind: str
    interval: float = INTERVAL_SECONDS
    polled: float | None = None


@dataclass(slots=True)
class Grants:
    """All of them, by their secret. `now` gives seconds that never go back."""

    now: Callable[[], float]
    _open: dict[str, _Grant] = field(default_factory=dict, repr=False)

    def open(self, kind: str, ask: Ask) -> str:
        """The secret to poll with. `kind` is the grant_type that may do it."""
        secret = secrets.token_urlsafe(32)
        self._open[secret] = _Grant(ask, kind)
        return secret

    def poll(self, kind: str, secret: str) -> Ask:
        """What was asked, once it is approved, and only once. Raises OAuthError until then."""
        grant = self._open.get(secret)
        if grant is None or grant.kind != kind:
            raise OAuthError("invalid_grant")
        self._pace(grant)
        match grant.ask.answer:
            case None:
                raise OAuthError("authorization_pending")
            case Answer.EXPIRED:
                raise OAuthError("expired_token")
            case Answer.REFUSED:
                raise OAuthError("access_denied")
            case Answer.APPROVED:
                del self._open[secret]
                return grant.ask

    def _pace(self, grant: _Grant) -> None:
        now = self.now()
        last, grant.polled = grant.polled, now
        if last is not None and now - last < grant.interval:
            grant.interval += SLOWER_SECONDS
            raise OAuthError("slow_down")
