"""What is said between the kiosk and the identity provider of the tests."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Endpoint(StrEnum):
    """Where the provider may be asked, by path."""

    DISCOVERY = "/.well-known/openid-configuration"
    PSC_DISCOVERY = "/.well-known/wallet-openid-configuration"
    """The same document under the name that Pro Santé Connect has for it."""
    KEYS = "/jwks"
    DEVICE = "/device/auth"
    PUSH = "/backchannel"
    TOKEN = "/token"
    REVOCATION = "/token/revocation"
    END_SESSION = "/session/end"
    SESSION_ENDED = "/session/end/confirm"
    """Only a browser comes here: a page sends it."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """What was asked and what was answered."""

    path: str
    host: str
    client_id: str | None
    """Of the client that has proven who it is."""
    parameters: Mapping[str, str] = field(repr=False)
    """Of query and form, as sent; the form of a client that has proven itself has its client_id."""
    agent: str
    language: str
    status: int
    error: str | None
    answer: Mapping[str, str] = field(repr=False)
    """The texts in the JSON object, if it was one."""
    seconds: float
    """When it was asked, on a clock that never goes back."""
