"""Certificates for tests. Keys are made once per run: they take long to make."""

from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography.hazmat.primitives.asymmetric import rsa

from devices.certificate import CardHolder
from kiosk.demo.pki import Authority, CardCredentials, Validity, new_key

DOCTOR = CardHolder("VALBRUNE-ESSAI", "Agathe", "Médecin", "899700366240")
COLLEAGUE = CardHolder("SORBIER-ESSAI", "Maëlle", "Médecin", "899700218896")
CARD_NUMBER = "2800262487"
COLLEAGUE_NUMBER = "2800262495"


@cache
def key(name: str) -> rsa.RSAPrivateKey:  # noqa: ARG001 (the cache tells keys apart by it)
    """The key of this name, the same all through the run."""
    return new_key()


@cache
def authority(common_name: str = "TEST AC IGC-SANTE FORT PERSONNES") -> Authority:
    """The test authority of IGC-Santé's strong range, or one of another name."""
    return Authority(common_name, key(common_name))


def credentials(
    holder: CardHolder = DOCTOR,
    number: str = CARD_NUMBER,
    *,
    validity: Validity | None = None,
    issuer: Authority | None = None,
) -> CardCredentials:
    """Both pairs of one card. All cards share two keys: their certificates tell them apart."""
    return _issue(issuer or authority(), holder, number, validity)


@cache
def _issue(
    issuer: Authority, holder: CardHolder, number: str, validity: Validity | None
) -> CardCredentials:
    keys = key("signature"), key("authentication")
    return issuer.issue_card(holder, number, validity=validity, keys=keys)


def expired() -> Validity:
    """Ended yesterday."""
    today = datetime.now(UTC).replace(microsecond=0)
    return Validity(today - timedelta(days=3 * 365), today - timedelta(days=1))


def not_yet_valid() -> Validity:
    """Begins tomorrow."""
    today = datetime.now(UTC).replace(microsecond=0)
    return Validity(today + timedelta(days=1), today + timedelta(days=3 * 365))
