"""The identity provider of the tests as a kiosk would have it in its configuration."""

from pathlib import Path

from kiosk.signin.oauth.settings import Client, Endpoints, Proof, ProviderSettings
from tests.support.identity_clients import BASIC, Registration, client_credential
from tests.support.identity_provider import HOST, OTHER_HOST, IdentityProvider

PROOFS = {
    "client_secret_basic": Proof.BASIC,
    "client_secret_post": Proof.POST,
    "tls_client_auth": Proof.CERTIFICATE,
    "none": Proof.NONE,
}


def kiosk_client(directory: Path, registration: Registration = BASIC) -> Client:
    """Its secret or certificate is a file in the directory."""
    proof = PROOFS[registration.method]
    secret = certificate = None
    if registration.secret is not None:
        secret = _private(directory / "client-secret", registration.secret + "\n")
    if proof is Proof.CERTIFICATE:
        credential = client_credential()
        certificate = _private(directory / "client.pem", credential.pem + credential.key_pem)
    return Client(
        client_id=registration.client_id,
        proof=proof,
        secret_file=secret,
        certificate=certificate,
    )


def provider_settings(
    provider: IdentityProvider, client: Client, *, timeout: float = 10
) -> ProviderSettings:
    """Everything is discovered."""
    return ProviderSettings(
        issuer=provider.issuer,
        endpoints=Endpoints(),
        client=client,
        allowed_hosts=(HOST, OTHER_HOST),
        ca_file=provider.ca_file,
        timeout=timeout,
    )


def _private(file: Path, text: str) -> Path:
    file.touch(mode=0o600)
    file.write_text(text)
    return file
