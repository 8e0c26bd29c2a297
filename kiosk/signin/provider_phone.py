"""A phone, asked by the identity provider itself: the grant, the tokens, and whose they are."""

from collections.abc import Callable
from datetime import UTC, datetime

from kiosk.flow.phone import Asked, PhoneFlow
from kiosk.identity import Holder, Identifier
from kiosk.signin.ecps_way import EcpsWay
from kiosk.signin.oauth.ciba import ask_push
from kiosk.signin.oauth.claims import holder_of
from kiosk.signin.oauth.device import ask_device_code
from kiosk.signin.oauth.ending import TokensEnd
from kiosk.signin.oauth.grant import CIBA, Grant
from kiosk.signin.oauth.id_token import IdTokens
from kiosk.signin.oauth.polling import poll
from kiosk.signin.oauth.provider import Provider
from kiosk.signin.oauth.tokens import Tokens


class ProviderPhone:
    """Lives as long as the kiosk: it remembers the provider's keys, and the tokens it has seen."""

    def __init__(self, way: EcpsWay, provider: Provider) -> None:
        self._way = way
        self._provider = provider
        self._id_tokens = IdTokens(provider)

    async def ask(
        self,
        number: Identifier | None,
        binding: str,
        announce: Callable[[Asked], None],
        keep: Callable[[TokensEnd], None],
    ) -> tuple[Holder, Tokens]:
        """Once she has said yes. `keep` is given the tokens to end before anything is made of them.

        Raises ProviderError.
        """
        asked = datetime.now(UTC)
        grant, shown = await self._request(number, binding)
        # Asked for before there are tokens, so that nothing stands between them and their end.
        endpoints = await self._provider.endpoints()
        announce(shown)
        tokens = await poll(self._provider, grant)
        keep(TokensEnd(self._provider, endpoints, tokens))
        claims = await self._id_tokens.verify(
            tokens,
            asked=asked,
            now=datetime.now(UTC),
            acr_values=self._way.acr_values,
            acr_required=self._way.acr_required,
            request_id=grant.code if grant.grant_type == CIBA else None,
        )
        return holder_of(claims), tokens

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
