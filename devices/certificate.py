"""The authentication certificate of a CPS: its holder, its issuer, its dates."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from devices.text import plain

TEXT_LIMIT = 100
"""Characters kept of any text from a certificate."""

_Asn1 = Any
"""What asn1crypto gives: it has no types."""


class CertificateError(ValueError):
    """Not a certificate, or one that names nobody."""


@dataclass(frozen=True, slots=True)
class CardHolder:
    """The subject of the certificate, as text from a card: data, never markup, bounded."""

    family_name: str
    given_name: str
    title: str
    """Profession in French, e.g. "Médecin"; empty where the certificate tells none."""
    number: str
    """PS_IdNat: 8 + RPPS or 0 + ADELI."""


@dataclass(frozen=True, slots=True)
class CardCertificate:
    """What the kiosk needs to know before it asks for a PIN."""

    holder: CardHolder
    issuer: str
    """Common name of the issuing authority."""
    not_before: datetime
    not_after: datetime
    der: bytes = field(repr=False)
    key_id: bytes
    """CKA_ID, shared with the private key."""


def parse_certificate(der: bytes, key_id: bytes) -> CardCertificate:
    """Reads a certificate of IGC-Santé or of the older CPS authorities. Verifies no signature.

    Raises CertificateError, and nothing else, for whatever is malformed.
    """
    try:
        return _parse(der, key_id)
    except CertificateError:
        raise
    except Exception as error:
        # The parser fails lazily and in many ways: ValueError, TypeError, KeyError, RecursionError…
        raise CertificateError(f"malformed certificate: {type(error).__name__}") from None


def is_authentication(der: bytes) -> bool:
    """Whether the certificate authenticates its holder: never true of a CPS's signature pair.

    Key usage digitalSignature and extended key usage clientAuth; false for what is no certificate.
    """
    try:
        certificate = _load(der)
        usages = certificate.key_usage_value, certificate.extended_key_usage_value
        basic, extended = (usage.native if usage else () for usage in usages)
    except Exception:
        return False
    return "digital_signature" in basic and "client_auth" in extended


def _parse(der: bytes, key_id: bytes) -> CardCertificate:
    certificate = _load(der)
    subject = _attributes(certificate.subject)
    number = subject.get("common_name")
    if not number:
        raise CertificateError("the certificate names no holder")
    return CardCertificate(
        holder=CardHolder(
            family_name=subject.get("surname", ""),
            given_name=subject.get("given_name", ""),
            title=subject.get("title") or _old_title(subject),
            number=number,
        ),
        issuer=_attributes(certificate.issuer).get("common_name", ""),
        not_before=_utc(certificate.not_valid_before),
        not_after=_utc(certificate.not_valid_after),
        der=der,
        key_id=key_id,
    )


def _load(der: bytes) -> _Asn1:
    # Importing it takes 50 ms (measured), and only the card worker reads certificates.
    from asn1crypto import x509  # noqa: PLC0415

    return x509.Certificate.load(der)


def _old_title(subject: dict[str, str]) -> str:
    """Where certificates of the CPS2ter era have the profession; others have a number there."""
    unit = subject.get("organizational_unit_name", "")
    return "" if any(char.isdigit() for char in unit) else unit


def _attributes(name: _Asn1) -> dict[str, str]:
    """Attributes of a distinguished name by their type: the first of each, wherever it stands.

    The last RDN of IGC-Santé holds number, family name and given name together, where many parsers
    lose all but one.
    """
    found: dict[str, str] = {}
    for kind, text in _pairs(name):
        found.setdefault(kind, text)
    return found


def _pairs(name: _Asn1) -> Iterator[tuple[str, str]]:
    for rdn in name.chosen:
        for attribute in rdn:
            value = attribute["value"].native
            if isinstance(value, str) and (text := plain(value, TEXT_LIMIT)):
                yield attribute["type"].native, text


def _utc(moment: _Asn1) -> datetime:
    if not isinstance(moment, datetime):
        raise CertificateError("a date outside of the calendar")
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
