"""The provider's signature, by a key that is made at its start and never leaves it."""

from collections.abc import Mapping
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

ALGORITHM = "RS256"


class SigningKey:
    """RSA, 2048 bits."""

    def __init__(self) -> None:
        self._key = RSAKey.generate_key(2048, {"use": "sig", "alg": ALGORITHM}, auto_kid=True)

    @property
    def public(self) -> dict[str, object]:
        """A JWK Set (RFC 7517 §5)."""
        return {"keys": [dict(self._key.as_dict(private=False))]}

    def sign(self, claims: Mapping[str, object]) -> str:
        """A JWT with these claims."""
        header = {"alg": ALGORITHM, "kid": self._key.kid}
        return jwt.encode(header, dict(claims), self._key)

    def read(self, token: str) -> Mapping[str, Any]:
        """The claims of what it has signed itself, however long ago; none of anything else's."""
        try:
            return jwt.decode(token, self._key, algorithms=[ALGORITHM]).claims
        except (JoseError, ValueError):
            return {}
