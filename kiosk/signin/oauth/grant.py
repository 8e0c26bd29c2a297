"""What a provider has been asked for, until somebody answers on a phone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kiosk.signin.oauth.answers import seconds
from kiosk.signin.oauth.errors import ProviderUnclear

DEVICE = "urn:ietf:params:oauth:grant-type:device_code"
"""RFC 8628 §3.4."""
CIBA = "urn:openid:params:grant-type:ciba"
"""CIBA Core §10.1."""


@dataclass(frozen=True, slots=True)
class Grant:
    """What is exchanged for tokens once it has been approved."""

    grant_type: str
    parameter: str
    """What the token endpoint calls the code: "device_code" or "auth_req_id"."""
    code: str = field(repr=False)
    interval: float
    """Seconds between two polls, at least."""
    expires: float
    """Monotonic seconds."""
    patience: float | None = None
    """Seconds that the provider may hold one poll; None: as long as any other request."""


LONGEST_SECONDS = 3600.0
"""No code is shown longer, whatever the provider says."""
USUAL_INTERVAL = 5.0
"""Where the provider names none (RFC 8628 §3.2, CIBA Core §7.3)."""
LEAST_INTERVAL = 1.0


def request(
    scope: str, acr_values: Sequence[str], parameters: Mapping[str, str] | None
) -> dict[str, str]:
    """What both ways of asking have in common; `parameters` are the configuration's."""
    fields = dict(parameters or {})
    if scope:
        fields["scope"] = scope
    if acr_values:
        fields["acr_values"] = " ".join(acr_values)
    return fields


def lifetime(answer: Mapping[str, object]) -> float:
    """expires_in, in seconds; raises ProviderUnclear when it is missing or zero."""
    if not (told := seconds(answer, "expires_in")):
        raise ProviderUnclear("expires_in")
    return min(told, LONGEST_SECONDS)


def pace(answer: Mapping[str, object]) -> float:
    """interval, in seconds. Raises ProviderUnclear."""
    return max(seconds(answer, "interval", USUAL_INTERVAL), LEAST_INTERVAL)
