"""A phone, asked by the identity provider itself: the grant, the tokens, and whose they are."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from kiosk.flow.phone import Asked, PhoneFlow
from kiosk.identity import Holder, Identifier
from kiosk.signin.ecps_way import EcpsWay
from kiosk.signin.oauth.ciba import ask_push
from kiosk.signin.oauth.claims import holder_of
from kiosk.signin.oauth.device import ask_device_code
from kiosk.signin.oauth.ending import TokensEnd
from kiosk.signin.oauth.errors import IdentityUnproven
from kiosk.signin.oauth.grant import CIBA, Grant
from kiosk.signin.oauth.id_token import IdTokens
from kiosk.signin.oauth.polling import poll
from kiosk.signin.oauth.provider import Provider
from kiosk.signin.oauth.tokens import Tokens


class ProviderPhone:
    """Lives as long as the kiosk: it remembers the provider's keys, and the tokens it has seen."""

    def __init__(
        self,
        way: EcpsWay,
        provider: Provider,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._way = way
        self._now = now
        self._provider = provider
        self._id_tokens = IdTokens(provider)

    async def ask(
        self,
        number: Identifier | None,
        binding: str,
        announce: Callable[[Asked], None],
        keep: Callable[[TokensEnd], None],
    ) -> tuple[Holder, Tokens]:
        """Once she has said yes.

        `keep` is given what ends the tokens, before anything is made of them and even when this
        fails or is cancelled. Raises ProviderError.
        """
        begun = time.monotonic()
        grant, shown = await self._request(number, binding)
        # Asked for before there are tokens, so that nothing stands between them and their end.
        endpoints = await self._provider.endpoints()
        announce(shown)
        tokens = await poll(
            self._provider, grant, lambda issued: keep(TokensEnd(self._provider, endpoints, issued))
        )
        now, elapsed = self._now(), timedelta(seconds=time.monotonic() - begun)
        claims = await self._id_tokens.verify(
            tokens,
            # Reckoned back, because the clock may have been set right while she confirmed.
            asked=now - elapsed,
            now=now,
            acr_values=self._way.acr_values,
            acr_required=self._way.acr_required,
            request_id=grant.code if grant.grant_type == CIBA else None,
        )
        holder = holder_of(claims)
        if number is not None and holder.number not in ("", str(number)):
            raise IdentityUnproven("another person")
        return holder, tokens

    async def _request(self, number: Identifier | None, binding: str) -> tuple[Grant, Asked]:
        way = self._way
        if way.flow is not PhoneFlow.PUSH:
            return await ask_device_code(
                self._provider,
                scope=way.scope,
                acr_values=way.acr_values,
                parameters=way.parameters,
            )
        if number is None:
            raise ValueError("nobody can be called without a number")
        return await ask_push(
            self._provider,
            login_hint=str(number),
            binding_message=binding,
            scope=way.scope,
            acr_values=way.acr_values,
            parameters=way.parameters,
        )
