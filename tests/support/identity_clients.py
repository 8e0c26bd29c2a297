"""Whom the identity provider of the tests knows: doctors, and the kiosk as every kind of client."""

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from kiosk.demo.pki import Credential, Validity
from tests.support.pki import authority, key

CLIENT_AUTHORITY = "TEST AC IGC-SANTE FORT ORGANISATIONS"
CLIENT_NAME = "accueil.cabinet.test"

DEVICE = "urn:ietf:params:oauth:grant-type:device_code"
PUSH = "urn:openid:params:grant-type:ciba"
REFRESH = "refresh_token"


@dataclass(frozen=True, slots=True)
class Doctor:
    """Somebody with an e-CPS; the number is 8 and the RPPS number."""

    number: str
    given_name: str
    family_name: str


CAMILLE = Doctor("899700366240", "Camille", "MARTIN")
MAELLE = Doctor("899700218896", "Maëlle", "SORBIER-ESSAI")


@dataclass(frozen=True, slots=True)
class Registration:
    """A client as the provider has registered it; the method is RFC 8414's name of it."""

    client_id: str
    method: str
    secret: str | None = field(default=None, repr=False)
    grants: tuple[str, ...] = (DEVICE, PUSH, REFRESH)
    more: dict[str, Any] = field(default_factory=dict)
    """Further metadata (RFC 7591)."""

    def metadata(self) -> dict[str, Any]:
        secret = {} if self.secret is None else {"client_secret": self.secret}
        ciba = {"backchannel_token_delivery_mode": "poll"} if PUSH in self.grants else {}
        return {
            "client_id": self.client_id,
            "token_endpoint_auth_method": self.method,
            "grant_types": list(self.grants),
            "response_types": [],
            "redirect_uris": [],
            **secret,
            **ciba,
            **self.more,
        }


BASIC = Registration("kiosk:accueil", "client_secret_basic", "s%cret+ &=:/")
"""Both hold what RFC 6749 §2.3.1 has encoded before they make a header."""
POST = Registration("kiosk-salle-2", "client_secret_post", "un autre + s%cret")
PUBLIC = Registration("kiosk-public", "none")
CERTIFICATE = Registration(
    "kiosk-certifie",
    "tls_client_auth",
    more={
        "tls_client_auth_san_dns": CLIENT_NAME,
        "tls_client_certificate_bound_access_tokens": True,
    },
)
ALL = (BASIC, POST, PUBLIC, CERTIFICATE)


@cache
def client_credential(issuer: str = CLIENT_AUTHORITY) -> Credential:
    """The certificate of CERTIFICATE, or its like from an authority that the provider refuses."""
    usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH])
    alternatives = x509.SubjectAlternativeName([x509.DNSName(CLIENT_NAME)])
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, CLIENT_NAME)])
    return authority(issuer).issue(
        key("client"), subject, [(usage, False), (alternatives, False)], Validity.usual()
    )
