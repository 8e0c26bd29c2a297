"""Who the kiosk is to a provider, and where the provider is."""

from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path


class Proof(StrEnum):
    """How a client proves who it is."""

    BASIC = "basic"
    """Its secret in the Authorization header (RFC 6749 §2.3.1)."""
    POST = "post"
    """Its secret in the form."""
    CERTIFICATE = "certificate"
    """Mutual TLS (RFC 8705 §2)."""
    NONE = "none"
    """A public client."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """The kiosk, as the provider has registered it."""

    client_id: str
    proof: Proof
    secret_file: Path | None = None
    """Read when it is needed; its last line break is none of the secret."""
    certificate: Path | None = None
    """PEM: certificate, chain and key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoints:
    """Addresses, by their names in RFC 8414; None where the provider has none."""

    device_authorization_endpoint: str | None = None
    backchannel_authentication_endpoint: str | None = None
    token_endpoint: str | None = None
    jwks_uri: str | None = None
    revocation_endpoint: str | None = None
    end_session_endpoint: str | None = None

    def over(self, others: "Endpoints") -> "Endpoints":
        """These, and where there is none the other ones."""
        return Endpoints(
            **{
                field.name: getattr(self, field.name) or getattr(others, field.name)
                for field in fields(self)
            }
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderSettings:
    """Where the provider is, and whom to believe there."""

    issuer: str
    """As its ID tokens say it, to the letter."""
    discovery_url: str | None = None
    """Of a metadata document with another name or place than RFC 8414 and OpenID give it."""
    discovers: bool = True
    """Whether there is such a document at all."""
    endpoints: Endpoints
    """What the configuration says stands above what is discovered."""
    client: Client
    allowed_hosts: tuple[str, ...]
    ca_file: Path | None
    """PEM bundle; None means the system's."""
    timeout: float
    """Seconds for one request."""
