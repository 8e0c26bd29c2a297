"""Asks the identity provider over plain HTTPS, as any client might."""

import ssl
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import httpx
from joserfc import jwt
from joserfc.jwk import KeySet

from kiosk.demo.pki import Credential
from tests.support.identity_clients import CAMILLE, DEVICE, PUBLIC, PUSH, Doctor, Registration
from tests.support.identity_exchange import Endpoint
from tests.support.identity_provider import IdentityProvider

SCOPE = "openid scope_all"


class Visitor:
    """One client of the provider."""

    def __init__(
        self, provider: IdentityProvider, http: httpx.Client, client: Registration
    ) -> None:
        self.http = http
        self._provider = provider
        self._client = client

    def get(self, endpoint: Endpoint) -> dict[str, Any]:
        return self._told(self.http.get(self._provider.url(endpoint)))

    def post(self, endpoint: Endpoint, **form: str) -> httpx.Response:
        """With the client's proof of who it is."""
        headers = {}
        match self._client.method:
            case "client_secret_basic":
                headers["Authorization"] = basic(self._client)
            case "client_secret_post":
                form |= {"client_secret": self._client.secret or ""}
                form |= {"client_id": self._client.client_id}
            case _:
                form |= {"client_id": self._client.client_id}
        return self.http.post(self._provider.url(endpoint), data=form, headers=headers)

    def ask_code(self, **more: str) -> dict[str, Any]:
        return self._told(self.post(Endpoint.DEVICE, scope=SCOPE, **more))

    def ask_push(self, number: str, **more: str) -> dict[str, Any]:
        return self._told(self.post(Endpoint.PUSH, scope=SCOPE, login_hint=number, **more))

    def poll_code(self, asked: dict[str, Any]) -> dict[str, Any]:
        form = {"grant_type": DEVICE, "device_code": asked["device_code"]}
        return self._told(self.post(Endpoint.TOKEN, **form))

    def poll_push(self, asked: dict[str, Any]) -> dict[str, Any]:
        form = {"grant_type": PUSH, "auth_req_id": asked["auth_req_id"]}
        return self._told(self.post(Endpoint.TOKEN, **form))

    def tokens(self, who: Doctor = CAMILLE) -> dict[str, Any]:
        """Of a doctor who has approved."""
        asked = self.ask_code()
        self._provider.approve_code(asked["user_code"], who)
        return self.poll_code(asked)

    def claims(self, id_token: str) -> dict[str, Any]:
        """Of a token that one of the published keys has signed."""
        keys = KeySet.import_key_set(self.get(Endpoint.KEYS))  # type: ignore[arg-type]
        return jwt.decode(id_token, keys).claims

    @staticmethod
    def _told(response: httpx.Response) -> dict[str, Any]:
        told: dict[str, Any] = response.json()
        return told


def basic(client: Registration) -> str:
    """RFC 6749 §2.3.1: both are form-encoded first."""
    pair = f"{quote_plus(client.client_id)}:{quote_plus(client.secret or '')}"
    return "Basic " + b64encode(pair.encode()).decode()


@contextmanager
def visitor(
    provider: IdentityProvider,
    client: Registration = PUBLIC,
    certificate: tuple[Credential, Path] | None = None,
) -> Iterator[Visitor]:
    """certificate: to show, and a file that it may be written to."""
    context = ssl.create_default_context(cafile=provider.ca_file)
    if certificate is not None:
        credential, file = certificate
        file.write_text(credential.pem + credential.key_pem)
        context.load_cert_chain(file)
    with httpx.Client(verify=context, trust_env=False) as http:
        yield Visitor(provider, http, client)
