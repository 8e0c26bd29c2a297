"""May this card ask for its PIN? Decided from its certificate, before anybody types."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from devices.kit import CardFacts
from kiosk.effects.troubles import Refused
from kiosk.flow.visit import KnownCard
from kiosk.identity import holder_from
from kiosk.trouble import Trouble


@dataclass(frozen=True, slots=True)
class CardPolicy:
    """What the configuration says of cards."""

    trusted_issuers: Sequence[str]
    """Common names of issuing authorities."""
    warn_expiry: timedelta


def judge(facts: CardFacts, policy: CardPolicy, now: datetime) -> KnownCard:
    """The card as the flow knows it. Raises Refused with the reason.

    Whether the issuer really signed the certificate is the portal's to verify; its name is
    checked here so that a wrong card is told apart before a PIN is typed.
    """
    certificate = facts.certificate
    if certificate.issuer not in policy.trusted_issuers:
        raise Refused(Trouble.CARD_ISSUER)
    if now < certificate.not_before:
        raise Refused(Trouble.CARD_NOT_YET_VALID)
    if now > certificate.not_after:
        raise Refused(Trouble.CARD_EXPIRED)
    left = certificate.not_after - now
    return KnownCard(
        facts.serial,
        holder_from(certificate.holder),
        facts.tries,
        expires_in_days=left.days if left <= policy.warn_expiry else None,
    )
