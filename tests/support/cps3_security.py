"""What a virtual CPS3 guards: the PIN with its tries, and keys that sign once it is verified."""

from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric import rsa

from tests.support.cps3_pkcs15 import PIN_REFERENCE, SIGNATURE
from tests.support.tlv import children, tlv

ALL_TRIES = 3

OK = b"\x90\x00"
BLOCKED = b"\x69\x83"
NOT_VERIFIED = b"\x69\x82"
CONDITIONS = b"\x69\x85"
WRONG_DATA = b"\x6a\x80"
WRONG_LENGTH = b"\x67\x00"

_RSA_PKCS1 = b"\x02"
_DESCRIPTION, _PIN_LENGTHS, _KEY_VALUES = 0xA0, 0x7F41, 0x7F48


@dataclass(slots=True)
class Security:
    """Status words of commands, and the state that a reset takes away."""

    keys: dict[int, rsa.RSAPrivateKey] = field(repr=False)
    """By the number of their pair."""
    pin: bytes
    tries: int = ALL_TRIES
    verified: bool = False
    seems_locked_when_verified: bool = False
    """To whom asks without a PIN, as ANS's module sees a CPS4."""
    _chosen: rsa.RSAPrivateKey | None = field(init=False, repr=False, default=None)

    def reset(self) -> None:
        self.verified = False
        self._chosen = None

    def verify(self, reference: int, pin: bytes) -> bytes:
        """VERIFY; without a PIN it only tells the state."""
        if reference != PIN_REFERENCE:
            return WRONG_DATA
        if pin and self.tries:
            self.verified = pin == self.pin
            self.tries = ALL_TRIES if self.verified else self.tries - 1
        if self.tries == 0 or (not pin and self._seems_locked):
            return BLOCKED
        return OK if self.verified else bytes([0x63, 0xC0 | self.tries])

    @property
    def _seems_locked(self) -> bool:
        return self.verified and self.seems_locked_when_verified

    def describe(self, query: bytes) -> bytes | None:
        """Security data objects, for GET DATA with `4D { 70 { BF class reference { tag … } } }`."""
        if query[:1] != b"\x4d" or query[4:5] != b"\xbf":
            return None
        kind, reference = query[5], query[6]
        tag = int.from_bytes(query[8:9] if query[8] == _DESCRIPTION else query[8:10])
        content = self._describe(kind, reference, tag)
        return content and tlv(0x70, tlv(0xBF0000 | kind << 8 | reference, content))

    def _describe(self, kind: int, reference: int, tag: int) -> bytes | None:
        match kind, tag:
            case 0x81, 0xA0 if reference == PIN_REFERENCE:
                counters = tlv(0x9A, bytes([ALL_TRIES])), tlv(0x9B, bytes([self.tries]))
                return tlv(_DESCRIPTION, *counters, _access("7B 1200FFFFFF00"))
            case 0x81, 0x7F41 if reference == PIN_REFERENCE:
                return tlv(_PIN_LENGTHS, tlv(0x80, b"\x08"), tlv(0x81, b"\x04"))
            case 0x90, 0xA0 if reference in self.keys:
                rights = "63 1212FF00" if reference == SIGNATURE else "23 12FF00"
                return tlv(_DESCRIPTION, tlv(0x80, b"\x01\x00"), _access(rights))
            case 0x90, 0x7F48 if reference in self.keys:
                return tlv(_KEY_VALUES, tlv(0x80, b"\x00"))
        return None

    def choose_key(self, template: bytes) -> bytes:
        """MANAGE SECURITY ENVIRONMENT, set for authentication."""
        parts = dict(children(template))
        key = self.keys.get(parts.get(0x84, b"\0")[0] & 0x1F)
        if parts.get(0x80) != _RSA_PKCS1 or key is None:
            return WRONG_DATA
        self._chosen = key
        return OK

    def sign(self, digest_info: bytes) -> tuple[bytes, bytes]:
        """INTERNAL AUTHENTICATE: signature and status word."""
        if self._chosen is None:
            return b"", CONDITIONS
        if not self.verified:
            return b"", NOT_VERIFIED
        if len(digest_info) > self._chosen.key_size // 8 * 2 // 5:
            return b"", WRONG_LENGTH
        return _pkcs1_signature(self._chosen, digest_info), OK


def _access(conditions: str) -> bytes:
    """Access mode byte and one condition per bit: 00 always, 1x with the PIN, FF never."""
    return tlv(0xA1, tlv(0x8C, bytes.fromhex(conditions)))


def _pkcs1_signature(key: rsa.RSAPrivateKey, digest_info: bytes) -> bytes:
    """PKCS#1 v1.5 around whatever the host calls a DigestInfo."""
    numbers = key.private_numbers()
    size = key.key_size // 8
    padded = b"\x00\x01" + b"\xff" * (size - 3 - len(digest_info)) + b"\x00" + digest_info
    return pow(int.from_bytes(padded), numbers.d, numbers.public_numbers.n).to_bytes(size)
