"""The [methods.…] tables of kiosk.toml: each way in, and where it leads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Annotated, Literal

from kiosk.config.addresses import HostName, HttpsUrl, PlainUrl
from kiosk.config.files import CertificateFile, KeyPairFile, ReadableFile
from kiosk.config.method_email import EmailMethod
from kiosk.config.values import ClientId, LongLine, Scope, Word, between

ENDPOINTS = {
    "qr": ("device_authorization_endpoint", "token_endpoint", "jwks_uri"),
    "push": ("backchannel_authentication_endpoint", "token_endpoint", "jwks_uri"),
    "browser": (),
}
"""What each flow must know of the provider: by these keys, or from its metadata document."""


def discovers(flow: str, said: Callable[[str], object]) -> bool:
    """Whether the metadata document is asked for; `said` gives the value of a key, or None."""
    return said("discovery_url") is not None or None in map(said, ENDPOINTS[flow])


@dataclass(frozen=True, slots=True, kw_only=True)
class CardMethod:
    """Sign-in with the CPS card."""

    login_url: HttpsUrl
    """Address of the portal that asks for the card's certificate. Ask the portal for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EcpsMethod:
    """Sign-in without a card, with the e-CPS application on the doctor's own telephone."""

    enabled: bool = True
    """false takes this way off the screens without losing what stands here."""

    flow: Literal["qr", "push", "browser"]
    """How the telephone is reached: "qr" shows a code to photograph (RFC 8628), "push" asks for the
    doctor's number and has her telephone ring (OpenID CIBA), "browser" opens the portal's own
    sign-in page and leaves the rest to it."""

    hosts: tuple[HostName, ...] = ()
    """Hosts of the identity provider or the proxy, besides allowed_hosts of [portal]: the kiosk,
    its browser and the code to photograph may lead there."""

    ca_file: CertificateFile | None = None
    """Authorities to believe for the identity provider or the proxy instead of the system's, as
    ca_file in [portal] is for the portal."""

    issuer: PlainUrl | None = None
    """Name of the identity provider, to the letter as its ID tokens say it ("iss"). Its metadata
    document, which names its addresses, is looked for below it."""

    discovery_url: HttpsUrl | None = None
    """Metadata document, where it has another name or place than the standard one."""

    device_authorization_endpoint: HttpsUrl | None = None
    """For "qr": where a code is asked for. This address and the five below stand above those of the
    metadata document; with the flow's own, token_endpoint and jwks_uri it is not needed."""

    backchannel_authentication_endpoint: HttpsUrl | None = None
    """For "push": where the telephone is made to ring."""

    token_endpoint: HttpsUrl | None = None
    """Where the kiosk asks whether the doctor has answered."""

    jwks_uri: HttpsUrl | None = None
    """Keys that ID tokens are signed with."""

    revocation_endpoint: HttpsUrl | None = None
    """Where tokens are given back at the end of a session (RFC 7009)."""

    end_session_endpoint: HttpsUrl | None = None
    """For "qr" and "push": page that ends the session at the identity provider; the browser goes
    there at the end. For "browser" it goes to logout_url of [portal]."""

    client_id: ClientId | None = None
    """Who this kiosk is to the identity provider, or to the proxy."""

    client_secret_file: ReadableFile | None = None
    """File with the secret that goes with client_id, readable by the kiosk's user alone. With
    neither this nor client_certificate the kiosk is a public client."""

    client_secret_method: Literal["basic", "post"] = "basic"  # noqa: S105  # a name
    """How the secret is sent: "basic" in a header, "post" in the form."""

    client_certificate: KeyPairFile | None = None
    """Certificate that proves who the kiosk is (mutual TLS), in PEM form with its chain and its
    key, readable by the kiosk's user alone. Instead of client_secret_file. Only the identity
    provider is shown it: session_url is visited without it, so a portal that takes tokens only
    together with the certificate they are bound to (RFC 8705 §3) must not demand that here."""

    scope: Scope = "openid"
    """What is asked for, with spaces between; "openid" is among it."""

    acr_values: tuple[Word, ...] = ()
    """Levels of authentication to ask for, the preferred one first."""

    acr_required: bool = True
    """Let in only whose ID token names one of acr_values."""

    parameters: Mapping[str, LongLine] = field(
        default_factory=lambda: MappingProxyType({}), hash=False
    )
    """More that the identity provider wants to be told, each a text; a proxy is told the channel
    alone, "MOBILE" or "CARD"."""

    code_renewals: Annotated[int, between(0, 20)] = 3
    """How many times a code that nobody used is replaced before the kiosk goes back to its first
    screen."""

    session_url: HttpsUrl | None = None
    """For "qr" and "push": address that opens a session at the portal, and sets its cookies, for
    whoever brings a token of the identity provider, or the session of the proxy. Ask the portal
    for it."""

    session_token: Literal["access_token", "id_token"] = "access_token"  # noqa: S105  # a name
    """Which token it wants."""

    proxy_url: HttpsUrl | None = None
    """For "push": an e-Santé proxy that speaks to Pro Santé Connect in the kiosk's place, as Pro
    Santé Connect demands of programs on a workstation. The kiosk calls connect and disconnect below
    this address."""

    proxy_seconds: Annotated[int, between(10, 600)] = 150
    """How long the proxy may wait for the telephone before it answers."""

    start_url: HttpsUrl | None = None
    """For "browser": page where the doctor begins."""

    landing_urls: tuple[PlainUrl, ...] = ()
    """For "browser": a doctor who stands on one of these pages, or below one, is signed in. When
    empty: home_url of [portal]."""

    holder_selector: LongLine | None = None
    """For "browser": what on that page names the doctor, as a CSS selector. The session and the
    journal have no name without it."""

    @property
    def discovers(self) -> bool:
        """Whether the provider's metadata document is asked for."""
        return discovers(self.flow, lambda name: getattr(self, name))


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodsTable:
    """Ways to sign in."""

    card: CardMethod
    """Sign-in with the CPS card."""

    ecps: EcpsMethod | None = None
    """Sign-in with the e-CPS; left out, there is none."""

    email: EmailMethod | None = None
    """Sign-in with password and mailed code; left out, there is none."""

    @property
    def phone(self) -> EcpsMethod | None:
        """The e-CPS, where it may be used."""
        return self.ecps if self.ecps is not None and self.ecps.enabled else None

    @property
    def mail(self) -> EmailMethod | None:
        """Password and mailed code, where they may be used."""
        return self.email if self.email is not None and self.email.enabled else None
