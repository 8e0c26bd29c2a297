"""What a CPS3 holds: card number, PKCS#15 directories (ISO 7816-15) and certificates.

The signature pair comes first in every directory, as on a real card.
"""

from dataclasses import dataclass

from kiosk.demo.extensions import CARD_ISSUER
from tests.support.cps3_files import MASTER_FILE, Directory, File
from tests.support.tlv import bits, integer, tlv

APPLICATION = bytes.fromhex("E828BD080F8025000001FF0010")
PIN_REFERENCE = 1
SIGNATURE, AUTHENTICATION = 1, 2
"""Numbers of the two pairs."""
_AUTH_ID = b"\x01"

SEQUENCE, OCTETS, UTF8, BOOLEAN, ENUMERATED = 0x30, 0x04, 0x0C, 0x01, 0x0A
_AODF, _PRKDF, _CDF = 0x4401, 0x7001, 0x7004

# Bits of CommonObjectAttributes.flags, KeyUsageFlags, Operations and PinFlags.
_PRIVATE, _SIGN, _NON_REPUDIATION, _COMPUTE_SIGNATURE, _HASH, _INITIALIZED = 0, 2, 9, 1, 6, 4


@dataclass(frozen=True, slots=True)
class Pair:
    """A key pair as the directories describe it."""

    number: int
    """SIGNATURE or AUTHENTICATION; ends the identifier that key and certificate share."""
    key_label: str
    certificate_label: str
    certificate: bytes
    """DER."""

    @property
    def identifier(self) -> bytes:
        """CKA_ID."""
        return APPLICATION + bytes([self.number])

    @property
    def key_reference(self) -> int:
        return 0x80 | self.number

    @property
    def file(self) -> int:
        return 0xB000 | self.number


def master_file(card_number: str, pairs: list[Pair]) -> Directory:
    """The whole card. `card_number` has ten digits."""
    serial = tlv(0x5A, bytes.fromhex(CARD_ISSUER + card_number))
    actualised = tlv(0xEC, *(tlv(tag, bytes.fromhex("20261102083000")) for tag in (0x81, 0x82)))
    application = Directory(
        0x0001,
        (
            File(0x5031, _object_directory()),
            File(0x5032, _token_info(card_number)),
            File(_AODF, _pin()),
            File(_PRKDF, b"".join(_private_key(pair) for pair in pairs)),
            File(_CDF, b"".join(_certificate(pair) for pair in pairs)),
            *(File(pair.file, pair.certificate) for pair in pairs),
        ),
        APPLICATION,
    )
    files = (
        File(0x2F00, _applications(), short=0x1E),
        File(0x2F01, _card_capabilities(), short=0x1D),
        File(0xD003, serial, short=0x1C),
        File(0xD010, actualised),
        application,
    )
    return Directory(MASTER_FILE, files)


def _applications() -> bytes:
    path = MASTER_FILE.to_bytes(2) + b"\x00\x01"
    return tlv(0x61, tlv(0x4F, APPLICATION), _text(0x50, "CPS IAS ECC"), tlv(0x51, path))


def _card_capabilities() -> bytes:
    """EF.ATR: pre-issuing data, and the sizes of buffers, of which E7 is what one read returns."""
    sizes = (0x00FF, 0x00FF, 0x00E7, 0x00E7)
    buffers = (tlv(0x02, size.to_bytes(2)) for size in sizes)
    return tlv(0x46, bytes.fromhex("0403EC0A03A7")) + tlv(0xE0, *buffers)


def _object_directory() -> bytes:
    entries = ((8, _AODF), (0, _PRKDF), (4, _CDF))
    return b"".join(tlv(0xA0 | choice, _path(file)) for choice, file in entries)


def _token_info(card_number: str) -> bytes:
    algorithms = (
        (1, 0x01, _COMPUTE_SIGNATURE, 0x02),  # CKM_RSA_PKCS
        (2, 0x06, _COMPUTE_SIGNATURE, 0x12),  # CKM_SHA1_RSA_PKCS
        (3, 0x40, _COMPUTE_SIGNATURE, 0x42),  # CKM_SHA256_RSA_PKCS
        (4, 0x220, _HASH, 0x10),
        (5, 0x250, _HASH, 0x40),
    )
    return tlv(
        SEQUENCE,
        integer(1),
        _text(UTF8, "ANS"),
        _text(0x80, f"CPS3v3-{card_number}"),
        bits(1),
        tlv(0xA2, *(_algorithm(*algorithm) for algorithm in algorithms)),
    )


def _algorithm(number: int, mechanism: int, operation: int, reference: int) -> bytes:
    null = tlv(0x05)
    return tlv(
        SEQUENCE, integer(number), integer(mechanism), null, bits(operation), integer(reference)
    )


def _pin() -> bytes:
    attributes = tlv(
        SEQUENCE,
        bits(_INITIALIZED),
        tlv(ENUMERATED, b"\x01"),
        *(integer(length) for length in (4, 4, 4)),
        tlv(0x80, bytes([PIN_REFERENCE])),
    )
    return tlv(
        SEQUENCE,
        tlv(SEQUENCE, _text(UTF8, "Code porteur"), bits(_PRIVATE)),
        tlv(SEQUENCE, tlv(OCTETS, _AUTH_ID)),
        tlv(0xA1, attributes),
    )


def _private_key(pair: Pair) -> bytes:
    usage = bits(_SIGN, _NON_REPUDIATION) if pair.number == SIGNATURE else bits(_SIGN)
    return tlv(
        SEQUENCE,
        tlv(SEQUENCE, _text(UTF8, pair.key_label), bits(_PRIVATE), tlv(OCTETS, _AUTH_ID)),
        tlv(
            SEQUENCE,
            tlv(OCTETS, pair.identifier),
            usage,
            tlv(BOOLEAN, b"\xff"),
            bits(0, 2, 3, 4),
            integer(pair.key_reference),
        ),
        tlv(0xA1, tlv(SEQUENCE, tlv(SEQUENCE, tlv(OCTETS)), integer(2048))),
    )


def _certificate(pair: Pair) -> bytes:
    return tlv(
        SEQUENCE,
        tlv(SEQUENCE, _text(UTF8, pair.certificate_label)),
        tlv(SEQUENCE, tlv(OCTETS, pair.identifier)),
        tlv(0xA1, tlv(SEQUENCE, _path(pair.file))),
    )


def _path(file: int) -> bytes:
    return tlv(SEQUENCE, tlv(OCTETS, bytes.fromhex("3F000001") + file.to_bytes(2)))


def _text(tag: int, text: str) -> bytes:
    return tlv(tag, text.encode())
