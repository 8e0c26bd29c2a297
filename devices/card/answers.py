"""What a card worker answers, read back into the kiosk's own terms."""

from base64 import b64decode
from datetime import datetime
from typing import Any

from devices.certificate import CardCertificate, CardHolder
from devices.errors import (
    CardBusy,
    CardError,
    CardGone,
    CardUnreadable,
    CertificateMissing,
    ModuleMissing,
    PinIncorrect,
    PinLocked,
)
from devices.kit import CardFacts
from devices.pin import PinTries

_ERRORS: dict[str, type[CardError]] = {
    error.__name__: error
    for error in (CardBusy, CardGone, CardUnreadable, CertificateMissing, ModuleMissing, PinLocked)
}


def error_in(answer: dict[str, Any]) -> CardError | None:
    """The error that the worker met, if it met one."""
    name = answer.get("error")
    if name is None:
        return None
    if name == PinIncorrect.__name__:
        return PinIncorrect(PinTries(answer["tries"]))
    return _ERRORS[name](answer["detail"])


def facts_in(answer: dict[str, Any]) -> CardFacts:
    """What the worker read from the card."""
    certificate = CardCertificate(
        holder=CardHolder(
            family_name=answer["family_name"],
            given_name=answer["given_name"],
            title=answer["title"],
            number=answer["number"],
        ),
        issuer=answer["issuer"],
        not_before=datetime.fromisoformat(answer["not_before"]),
        not_after=datetime.fromisoformat(answer["not_after"]),
        der=b64decode(answer["der"]),
        key_id=bytes.fromhex(answer["key_id"]),
    )
    return CardFacts(answer["serial"], certificate, PinTries(answer["tries"]))
