"""Asking on the phone of a number: OpenID CIBA Core, poll mode (§7)."""

import time
from collections.abc import Mapping, Sequence

from kiosk.flow.phone import PushAsked
from kiosk.signin.oauth.answers import OAuthRefusal, text
from kiosk.signin.oauth.errors import AccessDenied, UserUnknown
from kiosk.signin.oauth.grant import CIBA, Grant, lifetime, pace, request
from kiosk.signin.oauth.provider import Provider

HELD_SECONDS = 35.0
"""The provider may hold a poll for 30 seconds until somebody answers (§10.1.1)."""


async def ask_push(
    provider: Provider,
    *,
    login_hint: str,
    binding_message: str,
    scope: str,
    acr_values: Sequence[str] = (),
    parameters: Mapping[str, str] | None = None,
) -> tuple[Grant, PushAsked]:
    """A grant to poll for, and what to show. Raises ProviderError, UserUnknown among them."""
    url = await provider.endpoint("backchannel_authentication_endpoint")
    fields = request(scope, acr_values, parameters) | {
        "login_hint": login_hint,
        "binding_message": binding_message,
    }
    # Counted from before the question, so that the kiosk gives up first.
    asked = time.monotonic()
    try:
        answer = await provider.submit(url, fields)
    except OAuthRefusal as refusal:
        raise _meant(refusal) from None
    expires = asked + lifetime(answer)
    grant = Grant(
        CIBA, "auth_req_id", text(answer, "auth_req_id"), pace(answer), expires, HELD_SECONDS
    )
    return grant, PushAsked(binding=binding_message, expires=expires)


def _meant(refusal: OAuthRefusal) -> Exception:
    """§13."""
    match refusal.error:
        case "unknown_user_id":
            return UserUnknown()
        case "access_denied":
            return AccessDenied()
        case _:
            return refusal
