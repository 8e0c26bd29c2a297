"""A provider that only has keys, and ID tokens as it, or somebody else, would sign them."""

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache

from joserfc import jws
from joserfc.jwk import ECKey, OKPKey, RSAKey

from kiosk.signin.oauth.provider import Provider
from kiosk.signin.oauth.settings import Client, Endpoints, Proof, ProviderSettings
from kiosk.signin.oauth.tokens import Tokens
from tests.support.https_site import Authority, Page, Site, serve

ISSUER = "https://auth.fournisseur.test/realms/essai"
CLIENT_ID = "kiosk:accueil"
ACCESS_TOKEN = "acces-s3cr3t"
ASKED = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
NOW = ASKED + timedelta(seconds=40)

PrivateKey = RSAKey | ECKey | OKPKey


@cache
def signing_key(kind: str = "RSA", parameter: str = "2048", name: str = "") -> PrivateKey:  # noqa: ARG001 (the cache tells keys apart by it)
    """The same all through the run."""
    match kind:
        case "RSA":
            return RSAKey.generate_key(int(parameter))
        case "EC":
            return ECKey.generate_key(parameter)
        case _:
            return OKPKey.generate_key(parameter)  # type: ignore[arg-type]


def published(key: PrivateKey, key_id: str | None = "1", **more: object) -> dict[str, object]:
    """As the key set shows it."""
    told: dict[str, object] = dict(key.as_dict(private=False)) | more
    told.pop("kid", None)
    return told if key_id is None else told | {"kid": key_id}


def claims(**changes: object) -> dict[str, object]:
    """Good ones; None leaves one out."""
    good = {
        "iss": ISSUER,
        "sub": "f:0c5f:899700366240",
        "aud": CLIENT_ID,
        "exp": int(NOW.timestamp()) + 120,
        "iat": int(NOW.timestamp()) - 1,
        "acr": "eidas1",
    }
    return {name: value for name, value in (good | changes).items() if value is not None}


def sign(
    told: Mapping[str, object],
    key: PrivateKey | None = None,
    algorithm: str = "RS256",
    **header: object,
) -> str:
    """Without a key id in the header, "1"; with None there, none."""
    protected = {"alg": algorithm, "kid": "1"} | header
    protected = {name: value for name, value in protected.items() if value is not None}
    model = jws.JWSRegistry.algorithms[algorithm]
    signed = f"{encoded(json.dumps(protected).encode())}.{encoded(json.dumps(told).encode())}"
    signature: bytes = model.sign(signed.encode(), key or signing_key())
    return f"{signed}.{encoded(signature)}"


def tokens(id_token: str | None) -> Tokens:
    return Tokens(access_token=ACCESS_TOKEN, refresh_token=None, id_token=id_token)


def half_hash(function: str, text: str = ACCESS_TOKEN) -> str:
    """at_hash of an access token."""
    digest = hashlib.new(function, text.encode()).digest()
    return encoded(digest[: len(digest) // 2])


def publish(site: Site, *keys: object) -> None:
    """From now on the key set holds these."""
    site.pages["/jwks"] = Page(json.dumps({"keys": keys}))


@contextmanager
def key_site(authority: Authority) -> Iterator[Site]:
    """Publishes `signing_key()` at first."""
    with serve({}, authority.server_context("localhost")) as site:
        publish(site, published(signing_key()))
        yield site


def provider_at(site: Site, authority: Authority, endpoints: Endpoints | None = None) -> Provider:
    """Has a key set there and nothing else, or these endpoints."""
    return Provider(
        ProviderSettings(
            issuer=ISSUER,
            discovers=False,
            endpoints=endpoints or Endpoints(jwks_uri=site.url("/jwks")),
            client=Client(client_id=CLIENT_ID, proof=Proof.NONE),
            allowed_hosts=("localhost",),
            ca_file=authority.file,
            timeout=10,
        )
    )


def encoded(data: bytes) -> str:
    """As JWS writes bytes."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
