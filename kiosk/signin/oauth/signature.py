"""What stands in a signed token, and whether a key has signed it (RFC 7515)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from joserfc import jws
from joserfc.errors import UnsupportedAlgorithmError
from joserfc.jwa import JWSAlgModel

from kiosk.signin.oauth.errors import IdentityUnproven
from kiosk.signin.oauth.jwks import ALGORITHMS, PublicKey
from kiosk.signin.oauth.objects import read_object

LONGEST = 32_000
"""Characters of a token."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A token taken apart; nothing in it is proven until a key is found that has signed it."""

    algorithm: str
    key_id: str | None
    claims: Mapping[str, object] = field(repr=False)
    signed: bytes = field(repr=False)
    """What the signature is over: the same for every way of writing the same signature."""
    _signature: jws.CompactSignature = field(repr=False)

    @classmethod
    def read(cls, token: str) -> Self:
        """Raises IdentityUnproven when it is no token, or one of an algorithm not believed."""
        if len(token) > LONGEST:
            raise IdentityUnproven("too long")
        try:
            signature = jws.extract_compact(token.encode(), registry=_REGISTRY)
            header, claims = signature.headers(), read_object(signature.payload)
            _REGISTRY.check_header(header)
        except Exception:  # the library stumbles over hostile headers in many ways
            raise IdentityUnproven("not readable") from None
        if header["alg"] not in ALGORITHMS:
            raise IdentityUnproven("algorithm")
        if claims is None:
            raise IdentityUnproven("no claims")
        signed = token.rpartition(".")[0].encode()
        return cls(header["alg"], header.get("kid"), claims, signed, signature)

    def is_by(self, key: PublicKey) -> bool:
        """Whether this key has signed it."""
        try:
            return jws.validate_compact(self._signature, key, registry=_REGISTRY)
        except Exception:  # as above
            return False


class _Registry(jws.JWSRegistry):
    """Only what the key set may be asked for."""

    max_header_length = LONGEST

    def get_alg(self, name: str) -> JWSAlgModel:
        # The library's own warns of EdDSA, on the doctor's terminal: its new name (RFC 9864) is
        # not yet what providers write.
        if name not in ALGORITHMS:
            raise UnsupportedAlgorithmError
        return self.algorithms[name]


_REGISTRY = _Registry(strict_check_header=False)
