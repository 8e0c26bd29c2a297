"""The authentication certificate of a CPS: its holder, its issuer, its dates."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class CardHolder:
    """The subject of the certificate, as text from a card: data, never markup, bounded."""

    family_name: str
    given_name: str
    title: str
    """Profession in French, e.g. "Médecin"; empty in old certificates."""
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
    der: bytes
    key_id: bytes
    """CKA_ID, shared with the private key."""
