"""Giving back what a provider gave: tokens by RFC 7009, the single sign-on by OpenID Connect
RP-Initiated Logout 1.0."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import partial
from urllib.parse import urlencode

from kiosk.signin.oauth.answers import OAuthRefusal
from kiosk.signin.oauth.errors import (
    ProviderBroken,
    ProviderError,
    ProviderSlow,
    ProviderUnreachable,
)
from kiosk.signin.oauth.provider import Provider
from kiosk.signin.oauth.settings import Endpoints
from kiosk.signin.oauth.tokens import Issued
from kiosk.signin.patience import FIRST_PAUSE_SECONDS, PATIENCE_SECONDS, patiently

log = logging.getLogger(__name__)

NOT_NOW = (ProviderUnreachable, ProviderSlow, ProviderBroken)
"""Errors after which a provider may answer in a while."""


def end_session_url(endpoint: str, client_id: str, id_token: str | None = None) -> str:
    """Where a browser ends the single sign-on (§2).

    With the ID token the provider knows whose it is, even without the browser's cookie, and need
    not ask whether that is meant. No address to come back to is sent: the browser is about to end.
    """
    hint = {} if id_token is None else {"id_token_hint": id_token}
    query = urlencode({**hint, "client_id": client_id})
    return f"{endpoint}{'&' if '?' in endpoint else '?'}{query}"


class TokensEnd:
    """A ProviderSession: the tokens of one sign-in, and the single sign-on that came with them."""

    def __init__(self, provider: Provider, endpoints: Endpoints, tokens: Issued) -> None:
        self._provider = provider
        self._endpoints = endpoints
        self._tokens = tokens

    @property
    def browser_url(self) -> str | None:
        endpoint = self._endpoints.end_session_endpoint
        if endpoint is None:
            return None
        client_id = self._provider.settings.client.client_id
        return end_session_url(endpoint, client_id, self._tokens.id_token)

    async def end(
        self,
        *,
        visited: bool,
        patience: float = PATIENCE_SECONDS,
        first_pause: float = FIRST_PAUSE_SECONDS,
    ) -> bool:
        """All at once, so that none waits for another one's server."""
        acts = self._revocations()
        if not visited and (url := self.browser_url):
            acts["end of the single sign-on"] = partial(self._provider.visit, url)
        done = await asyncio.gather(
            *(
                patiently(
                    what,
                    partial(_accepted, what, act),
                    again=NOT_NOW,
                    patience=patience,
                    first_pause=first_pause,
                )
                for what, act in acts.items()
            )
        )
        return all(done)

    def _revocations(self) -> dict[str, Callable[[], Awaitable[None]]]:
        """The refresh token's above all: many providers end the access token with it."""
        if (url := self._endpoints.revocation_endpoint) is None:
            return {}
        tokens = {
            "refresh_token": self._tokens.refresh_token,
            "access_token": self._tokens.access_token,
        }
        return {
            f"revocation of the {hint}": partial(
                self._provider.tell, url, {"token": token, "token_type_hint": hint}
            )
            for hint, token in tokens.items()
            if token is not None
        }


async def _accepted(what: str, act: Callable[[], Awaitable[None]]) -> bool:
    try:
        await act()
    except NOT_NOW:
        raise
    except ProviderError as error:
        # RFC 7009 §2.2.1: what it does not revoke, it lets expire by itself.
        unsupported = isinstance(error, OAuthRefusal) and error.error == "unsupported_token_type"
        if not unsupported:
            log.warning("%s refused: %r", what, error)
        return unsupported
    return True
