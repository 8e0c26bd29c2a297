"""Asking for a code that the doctor's phone reads (RFC 8628 §3.1 and §3.2)."""

import time
from collections.abc import Mapping, Sequence

from kiosk.flow.phone import CodeAsked
from kiosk.signin.oauth.addresses import checked
from kiosk.signin.oauth.answers import optional_text, text
from kiosk.signin.oauth.errors import ProviderUnclear
from kiosk.signin.oauth.grant import DEVICE, Grant, lifetime, pace, request
from kiosk.signin.oauth.provider import Provider

LONGEST_USER_CODE = 32
"""Characters: it is typed on a phone, and has to fit on the screen."""


async def ask_device_code(
    provider: Provider,
    *,
    scope: str,
    acr_values: Sequence[str] = (),
    parameters: Mapping[str, str] | None = None,
) -> tuple[Grant, CodeAsked]:
    """A grant to poll for, and what to show. Raises ProviderError.

    An address off the allowed hosts is refused: the doctor would type her code, and then her
    password, wherever it leads.
    """
    url = await provider.endpoint("device_authorization_endpoint")
    # Counted from before the question, so that the kiosk gives up first.
    asked = time.monotonic()
    answer = await provider.submit(url, request(scope, acr_values, parameters))
    hosts = provider.settings.allowed_hosts
    page = checked(text(answer, "verification_uri"), hosts)
    link = optional_text(answer, "verification_uri_complete")
    user_code = text(answer, "user_code")
    if len(user_code) > LONGEST_USER_CODE:
        raise ProviderUnclear("user_code")
    expires = asked + lifetime(answer)
    grant = Grant(DEVICE, "device_code", text(answer, "device_code"), pace(answer), expires)
    shown = page if link is None else checked(link, hosts)
    return grant, CodeAsked(page=page, code=user_code, link=shown, expires=expires)
