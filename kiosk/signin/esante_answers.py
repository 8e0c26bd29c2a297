"""What an e-Santé proxy means by its answers to /connect.

Sources: the published contract (ansforge/psc-edc-proxy-esante, openapi/API-Proxy-eSante.json) and
the reference implementation beside it, which says more than the contract:

- Every refusal of the identity provider is a 401, whose message holds the provider's error code.
- A phone on which nobody answers, or on which somebody refuses, ends in a 500 once the provider's
  time is over: such a 500 takes minutes, that of a broken proxy does not.
- A 404 always names number and client, and means the client.
"""

import re
from collections.abc import Mapping

from kiosk.signin.oauth.errors import (
    AccessDenied,
    ClientRefused,
    CodeExpired,
    ProviderBroken,
    ProviderError,
    ProviderUnclear,
    UserUnknown,
)
from kiosk.signin.oauth.objects import read_object

_CODES = (
    "access_denied",
    "authorization_pending",
    "expired_login_hint_token",
    "expired_token",
    "invalid_binding_message",
    "invalid_client",
    "invalid_grant",
    "invalid_request",
    "invalid_scope",
    "invalid_user_code",
    "missing_user_code",
    "slow_down",
    "transaction_failed",
    "unauthorized_client",
    "unknown_user_id",
    "unsupported_grant_type",
)
"""RFC 6749 §5.2, CIBA Core §11 and §13."""
_CODE = re.compile(rf"\b(?:{'|'.join(_CODES)})\b")
"""They stand between other words: "400 - access_denied : The end-user …"."""


def refusal(status: int, body: str, *, late: bool) -> ProviderError:
    """Why nobody is connected; late: it took so long that a phone may have been waited for."""
    told = read_object(body) or {}
    match status:
        case 400:
            return ClientRefused("invalid_request")
        case 401 if told:
            return _by_code(told)
        case 401 | 403:
            return ClientRefused(f"status {status}")
        case 404:
            named = _member(told, "metadata")
            by_number = named.get("nationalId") and not named.get("clientId")
            return UserUnknown() if by_number else ClientRefused("status 404")
        case 500 if late:
            return CodeExpired()
        case _ if status >= 500:
            return ProviderBroken(status)
        case _:
            return ProviderUnclear(f"status {status}")


def _by_code(told: Mapping[str, object]) -> ProviderError:
    message = told.get("message")
    found = _CODE.search(message) if isinstance(message, str) else None
    match found and found[0]:
        case None:
            # Not the provider's refusal, but a gateway's: no doctor has been asked.
            return ClientRefused("status 401")
        case "access_denied":
            return AccessDenied()
        case "expired_token" | "authorization_pending" | "slow_down":
            return CodeExpired()
        case "unknown_user_id":
            return UserUnknown()
        case code:
            return ClientRefused(code)


def _member(told: Mapping[str, object], name: str) -> Mapping[str, object]:
    value = told.get(name)
    return value if isinstance(value, dict) else {}
