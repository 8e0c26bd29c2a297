"""The ID token: who has signed in, as the provider proves it (OpenID Connect Core 1.0 §2)."""

import hashlib
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from devices.text import plain
from kiosk.signin.oauth.errors import IdentityTooWeak, IdentityUnproven
from kiosk.signin.oauth.jwks import PublishedKeys
from kiosk.signin.oauth.proof import Expected, flaw, strong_enough
from kiosk.signin.oauth.provider import Provider
from kiosk.signin.oauth.signature import Signed
from kiosk.signin.oauth.tokens import Tokens

MOST_REMEMBERED = 1024
"""Tokens that were accepted: more than can be signed in with before they are too old."""


class IdTokens:
    """Verifies those of one provider. Lives as long as the kiosk: it accepts none twice."""

    def __init__(self, provider: Provider, clock: Callable[[], float] = time.monotonic) -> None:
        self._settings = provider.settings
        self._keys = PublishedKeys(provider, clock)
        self._accepted: dict[bytes, None] = {}

    async def verify(
        self,
        tokens: Tokens,
        *,
        asked: datetime,
        now: datetime,
        acr_values: Sequence[str] = (),
        acr_required: bool = False,
        request_id: str | None = None,
    ) -> Mapping[str, object]:
        """The claims, once they are proven.

        asked: when the kiosk asked for the sign-in; request_id: CIBA's auth_req_id. Raises
        IdentityUnproven, IdentityTooWeak, and what fetching the provider's keys may raise.
        """
        if not tokens.id_token:
            raise IdentityUnproven("no ID token")
        token = Signed.read(tokens.id_token)
        if not await self._is_the_providers(token):
            raise IdentityUnproven("signature")
        expected = Expected(
            issuer=self._settings.issuer,
            client_id=self._settings.client.client_id,
            asked=asked,
            now=now,
            access_token=tokens.access_token,
            algorithm=token.algorithm,
            request_id=request_id,
        )
        if (why := flaw(token.claims, expected)) is not None:
            raise IdentityUnproven(why)
        if acr_required and not strong_enough(token.claims, acr_values):
            acr = token.claims.get("acr")
            raise IdentityTooWeak(plain(acr, 20) if isinstance(acr, str) else "no acr")
        self._accept_once(token)
        return token.claims

    async def _is_the_providers(self, token: Signed) -> bool:
        for anew in (False, True):
            keys = await self._keys.candidates(token.algorithm, token.key_id, anew=anew)
            if any(token.is_by(key) for key in keys):
                return True
        return False

    def _accept_once(self, token: Signed) -> None:
        digest = hashlib.sha256(token.signed).digest()
        if digest in self._accepted:
            raise IdentityUnproven("seen before")
        self._accepted[digest] = None
        if len(self._accepted) > MOST_REMEMBERED:
            del self._accepted[next(iter(self._accepted))]
