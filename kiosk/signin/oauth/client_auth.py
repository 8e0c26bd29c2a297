"""How the kiosk proves to a provider who it is."""

import asyncio
from base64 import b64encode
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote_plus

from kiosk.signin.oauth.errors import ClientSecretMissing
from kiosk.signin.oauth.settings import Client, Proof

LONGEST = 4096
"""Bytes of a secret."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a request must hold besides what it asks."""

    headers: dict[str, str] = field(default_factory=dict, repr=False)
    fields: dict[str, str] = field(default_factory=dict, repr=False)


async def credentials(client: Client) -> Credentials:
    """For one request. Raises ClientSecretMissing."""
    match client.proof:
        case Proof.BASIC:
            return Credentials(headers={"Authorization": _basic(client, await _secret(client))})
        case Proof.POST:
            secret = await _secret(client)
            return Credentials(fields={"client_id": client.client_id, "client_secret": secret})
        case Proof.CERTIFICATE | Proof.NONE:
            # RFC 8705 §2 and RFC 6749 §3.2.1: who it is must be said all the same.
            return Credentials(fields={"client_id": client.client_id})


def _basic(client: Client, secret: str) -> str:
    """Form-encoded before they are joined (RFC 6749 §2.3.1), or a colon would split them."""
    pair = f"{quote_plus(client.client_id)}:{quote_plus(secret)}"
    return f"Basic {b64encode(pair.encode()).decode()}"


async def _secret(client: Client) -> str:
    if client.secret_file is None:
        raise ClientSecretMissing("no file is configured")
    return await asyncio.to_thread(_read, client.secret_file)


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(LONGEST + 1)
        secret = content.decode()
    except OSError as error:
        raise ClientSecretMissing(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ClientSecretMissing(f"{path}: no UTF-8") from None
    secret = secret.removesuffix("\n").removesuffix("\r")
    if not secret or len(content) > LONGEST:
        raise ClientSecretMissing(f"{path}: empty or too long")
    return secret
