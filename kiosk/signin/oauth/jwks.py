"""A provider's public keys, as its key set publishes them (RFC 7517)."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import inf

from joserfc.jwk import ECKey, JWKRegistry, OKPKey, RSAKey
from joserfc.util import urlsafe_b64decode

from kiosk.signin.oauth.provider import Provider

PublicKey = RSAKey | ECKey | OKPKey

KEPT_SECONDS = 3600.0
"""A key that the provider withdraws is believed no longer than this."""
PAUSE_SECONDS = 60.0
"""Between two looks for a key that was not there: whoever sends such tokens causes no storm."""

MOST_KEYS = 100
RSA_BITS = range(2048, 8193)
"""Shorter ones are forgeable; longer ones nobody has, and take long to reckon with."""

_MEMBERS = ("kty", "kid", "use", "alg", "key_ops", "n", "e", "crv", "x", "y")
"""Neither private parts nor certificate chains, which are nothing to the kiosk."""
_KINDS = {
    **dict.fromkeys(("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"), ("RSA", None)),
    "ES256": ("EC", "P-256"),
    "ES384": ("EC", "P-384"),
    "ES512": ("EC", "P-521"),
    "EdDSA": ("OKP", "Ed25519"),
    "Ed25519": ("OKP", "Ed25519"),
}
ALGORITHMS = frozenset(_KINDS)
"""Asymmetric ones only (RFC 7518 §3.1, RFC 8037, RFC 9864): what is published proves nothing."""


@dataclass(frozen=True, slots=True)
class Keys:
    """Those of a key set that can be read and are strong enough; the others count as absent."""

    keys: tuple[PublicKey, ...] = ()

    @classmethod
    def read(cls, document: Mapping[str, object]) -> "Keys":
        """A key set that lists nothing has no keys; no document is an error."""
        listed = document.get("keys")
        entries = listed[:MOST_KEYS] if isinstance(listed, list) else []
        return cls(tuple(key for entry in entries if (key := _read(entry)) is not None))

    def candidates(self, algorithm: str, key_id: object) -> Iterator[PublicKey]:
        """Which may have signed so; without a key id, all that can sign by the algorithm.

        Whether they are meant to (use, alg, key_ops) is checked with the signature.
        """
        if algorithm not in ALGORITHMS:
            return
        kind, curve = _KINDS[algorithm]
        for key in self.keys:
            fits = key.key_type == kind and (curve is None or key.get("crv") == curve)
            if fits and (key_id is None or key.kid == key_id):
                yield key


class PublishedKeys:
    """Those of one provider, fetched when they are needed."""

    def __init__(self, provider: Provider, clock: Callable[[], float] = time.monotonic) -> None:
        self._provider = provider
        self._clock = clock
        self._keys = Keys()
        self._fetched = -inf
        self._looked_anew = -inf

    async def candidates(
        self, algorithm: str, key_id: object, *, anew: bool
    ) -> tuple[PublicKey, ...]:
        """Which may have signed so.

        anew: the known ones were of no use, and the provider may have others by now. Asked so again
        within a minute, they are the same. Raises ProviderError.
        """
        now = self._clock()
        if anew and now - self._looked_anew > PAUSE_SECONDS:
            await self._fetch()
            self._looked_anew = now
        elif now - self._fetched > KEPT_SECONDS:
            await self._fetch()
        return tuple(self._keys.candidates(algorithm, key_id))

    async def _fetch(self) -> None:
        url = await self._provider.endpoint("jwks_uri")
        self._keys = Keys.read(await self._provider.fetch(url))
        self._fetched = self._clock()


def _read(entry: object) -> PublicKey | None:
    if not isinstance(entry, dict) or not _strong_enough(entry):
        return None
    try:
        key = JWKRegistry.import_key({name: entry[name] for name in _MEMBERS if name in entry})
    except Exception:  # whatever a library stumbles over in it, it is no key
        return None
    return key if isinstance(key, RSAKey | ECKey | OKPKey) else None


def _strong_enough(entry: Mapping[str, object]) -> bool:
    if entry.get("kty") != "RSA":
        return entry.get("kty") in ("EC", "OKP")
    modulus = entry.get("n")
    if not isinstance(modulus, str) or len(modulus) > RSA_BITS.stop:
        return False
    try:
        return int.from_bytes(urlsafe_b64decode(modulus.encode())).bit_length() in RSA_BITS
    except ValueError:
        return False
