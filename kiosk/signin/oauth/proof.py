"""What must be true of the claims of an ID token before anybody is believed to be signed in.

Sources: OpenID Connect Core 1.0 §3.1.3.7 and §3.1.3.8, CIBA Core 1.0 §10.3.1.
"""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import nan

LEEWAY_SECONDS = 60.0
"""By which two clocks may differ."""

_REQUEST = "urn:openid:params:jwt:claim:auth_req_id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What the kiosk knows of the token before it reads it."""

    issuer: str
    client_id: str
    asked: datetime
    """When the kiosk asked for this sign-in; what is older answers something else."""
    now: datetime
    access_token: str = field(repr=False)
    algorithm: str
    """Of the token's signature."""
    request_id: str | None = field(default=None, repr=False)
    """CIBA's auth_req_id."""


def flaw(claims: Mapping[str, object], expected: Expected) -> str | None:
    """The first thing that does not hold, in a few words for the log; None when all hold."""
    asked, now = expected.asked.timestamp(), expected.now.timestamp()
    issued = _seconds(claims.get("iat"))
    subject = claims.get("sub")
    rules = {
        "issuer": claims.get("iss") == expected.issuer,
        "subject": isinstance(subject, str) and subject != "",
        # §3.1.3.7 (3): others in the audience would have to be trusted, and nobody has named any.
        "audience": claims.get("aud") in (expected.client_id, [expected.client_id]),
        "authorized party": claims.get("azp", expected.client_id) == expected.client_id,
        "expired": _seconds(claims.get("exp")) > now - LEEWAY_SECONDS,
        "not yet valid": _seconds(claims.get("nbf", now)) < now + LEEWAY_SECONDS,
        "issued in the future": issued < now + LEEWAY_SECONDS,
        "issued before it was asked for": issued > asked - LEEWAY_SECONDS,
        "other access token": claims.get("at_hash", half := _half_hash(expected)) == half,
        "other request": claims.get(_REQUEST, expected.request_id) == expected.request_id,
    }
    return next((rule for rule, holds in rules.items() if not holds), None)


def strong_enough(claims: Mapping[str, object], acr_values: Sequence[str]) -> bool:
    """Whether the doctor signed in by one of these means; always when there are none."""
    return not acr_values or claims.get("acr") in acr_values


def _seconds(value: object) -> float:
    """Neither before nor after anything, if it is no number."""
    return value if isinstance(value, int | float) and not isinstance(value, bool) else nan


def _half_hash(expected: Expected) -> str:
    """at_hash: the left half of the access token's hash, by the signature's hash function."""
    bits = {"256": "sha256", "384": "sha384"}.get(expected.algorithm[2:], "sha512")
    digest = hashlib.new(bits, expected.access_token.encode()).digest()
    return base64.urlsafe_b64encode(digest[: len(digest) // 2]).rstrip(b"=").decode()
