"""The provider's clients: the kiosk, with a secret, and the portal's own pages."""

import base64
import binascii
import secrets
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from urllib.parse import unquote_plus

from kiosk.demo.portal.http import Request
from kiosk.demo.portal.provider.errors import OAuthError

KIOSK = "borne:demo"
"""With a colon: who does not encode it for Basic (RFC 6749 §2.3.1) is somebody else."""
PORTAL = "espace"
"""Only ever sends browsers; what they come back with it asks in the same process."""

SECRET = "borne.secret"  # noqa: S105  # a file's name
"""In the directory that the portal is given."""


def new_secret() -> str:
    """Hard to guess, and unusable where it is not encoded."""
    return f"{secrets.token_urlsafe(24)}+100%"


@dataclass(frozen=True, slots=True)
class Client:
    """The kiosk, as it is registered."""

    client_id: str
    secret: str = field(repr=False)

    @classmethod
    def registered(cls, directory: Path) -> "Client":
        """With the secret that the parent has left there."""
        return cls(KIOSK, (directory / SECRET).read_text(encoding="utf-8").removesuffix("\n"))

    def authenticate(self, request: Request) -> None:
        """Raises invalid_client unless the request proves to come from it."""
        given = _basic(request.credentials("Basic") or "")
        # Joined by what neither holds: one comparison that tells nothing by its time.
        known = "\0".join((self.client_id, self.secret))
        if not secrets.compare_digest("\0".join(given).encode(), known.encode()):
            raise OAuthError("invalid_client", HTTPStatus.UNAUTHORIZED)


def _basic(credentials: str) -> tuple[str, str]:
    """Id and secret, each encoded as in a form before they were joined."""
    try:
        text = base64.b64decode(credentials, validate=True).decode("ascii")
    except (binascii.Error, UnicodeDecodeError):
        text = ""
    client_id, _, secret = text.partition(":")
    return unquote_plus(client_id), unquote_plus(secret)
