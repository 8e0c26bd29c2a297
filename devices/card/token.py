"""One card through its PKCS#11 module. Runs in the card worker alone: modules crash and hang.

Facts about modules are measured with ANS's own (Cryptolib CPS 5.2.2) and with OpenSC 0.23.
"""

import ctypes
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pkcs11
from pkcs11 import Attribute, ObjectClass, TokenFlag
from pkcs11 import exceptions as p11

from devices.certificate import CardCertificate, is_authentication, parse_certificate
from devices.errors import (
    CardGone,
    CardUnreadable,
    CertificateMissing,
    ModuleMissing,
    PinIncorrect,
    PinLocked,
)
from devices.pin import PinTries

if TYPE_CHECKING:
    from pkcs11 import _pkcs11

_DESCRIPTION_LIMIT = 64
_NUMBER_IN_LABEL = re.compile(r"CPS\d\w*-(\d{8,})")


class TokenFacts(NamedTuple):
    """What the worker tells about the card."""

    serial: str
    """The card's whole number where the label tells it; the official module's serial is cut."""
    token_serial: str
    """The module's own idea of it; with the label, how other programs find the token."""
    token_label: str
    certificate: CardCertificate
    tries: PinTries


class CardToken:
    """The CPS in one reader. Errors of the module come out as those of devices/errors.py."""

    def __init__(self, module: Path, reader: str) -> None:
        self._module = module
        self._reader = reader
        self._library: _pkcs11.lib | None = None
        self._token: pkcs11.Token | None = None
        self._key_id = b""
        self._session: pkcs11.Session | None = None

    def read(self) -> TokenFacts:
        """Binds the module and reads what needs no PIN."""
        try:
            token, certificate = self._find()
        except p11.PKCS11Error as error:
            raise _translated(error) from None
        self._token, self._key_id = token, certificate.key_id
        token_serial = token.serial.decode(errors="replace")
        number = _NUMBER_IN_LABEL.search(token.label)
        serial = number[1] if number else token_serial
        return TokenFacts(serial, token_serial, token.label, certificate, tries_of(token.flags))

    def verify(self, pin: bytearray, fewest: PinTries) -> PinTries | None:
        """Presents the PIN and makes sure that the key of the certificate read is there.

        With fewer than `fewest` tries left the PIN is not presented: returns how many there are.

        No signature is tried: it would cost 0.25 s of a slow card, and TLS makes one at once.
        """
        token = self._token
        if token is None:
            raise CardUnreadable("not read yet")
        try:
            self._leave()
            if (tries := _tries_now(token)) < fewest:
                return tries
            self._session = token.open(user_pin=pin.decode("ascii"))
            self._session.get_key(ObjectClass.PRIVATE_KEY, id=self._key_id)
        except (p11.PinIncorrect, p11.PinLocked) as error:
            raise _refusal(token, error) from None
        except p11.NoSuchKey:
            raise CertificateMissing("no private key beside the certificate") from None
        except p11.PKCS11Error as error:
            raise _translated(error) from None
        return None

    def _leave(self) -> None:
        """A PIN is only checked by a token that is not logged in."""
        session, self._session = self._session, None
        if session is not None:
            session.close()

    def _find(self) -> tuple[pkcs11.Token, CardCertificate]:
        tokens = self._tokens()
        if not tokens:
            raise CardUnreadable("the module shows no card in this reader")
        if len({token.serial for token in tokens}) > 1:
            raise CardUnreadable("two readers share the part of their names that the module tells")
        for token in tokens:
            if (certificate := _authentication_certificate(token)) is not None:
                return token, certificate
        raise CertificateMissing("no certificate for client authentication")

    def _tokens(self) -> list[pkcs11.Token]:
        """After a swap the first list of slots was once empty: it is asked for twice."""
        self._library = self._library or load(self._module)
        for _ in range(2):
            slots = self._library.get_slots(token_present=True)
            mine = [slot for slot in slots if same_reader(slot.slot_description, self._reader)]
            if tokens := [token for slot in mine if (token := _token_in(slot)) is not None]:
                return tokens
        return []


def load(module: Path) -> "_pkcs11.lib":
    """Raises ModuleMissing for what is no PKCS#11 module, CardUnreadable for one that refuses."""
    try:
        ctypes.CDLL(str(module)).C_GetFunctionList  # noqa: B018 (looks the symbol up)
    except (OSError, AttributeError) as error:
        raise ModuleMissing(str(error)) from None
    return pkcs11.lib(str(module))


def same_reader(description: str, reader: str) -> bool:
    """Whether a slot's description names this PC/SC reader.

    It has room for 64 bytes: OpenSC cuts the name there, the official module keeps the first and
    the last thirty characters of it.
    """
    cut = reader.encode()[:_DESCRIPTION_LIMIT].decode(errors="replace")
    return description.strip() in {name.strip() for name in (reader, cut, _abridged(reader))}


def tries_of(flags: TokenFlag) -> PinTries:
    """There is no count in PKCS#11, only flags."""
    if TokenFlag.USER_PIN_LOCKED in flags:
        return PinTries.LOCKED
    if TokenFlag.USER_PIN_FINAL_TRY in flags:
        return PinTries.LAST
    return PinTries.TWO if TokenFlag.USER_PIN_COUNT_LOW in flags else PinTries.ALL


def _tries_now(token: pkcs11.Token) -> PinTries:
    """A token's flags are a snapshot: they are asked for again."""
    return tries_of(token.slot.get_token().flags)


def _abridged(reader: str) -> str:
    return f"{reader[:30]}...{reader[-30:]}"


def _token_in(slot: pkcs11.Slot) -> pkcs11.Token | None:
    try:
        return slot.get_token()
    except (p11.TokenNotPresent, p11.TokenNotRecognised):
        return None


def _authentication_certificate(token: pkcs11.Token) -> CardCertificate | None:
    """Chosen by its usage: a CPS lists its signature pair first."""
    with token.open() as session:
        for found in list(session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE})):
            der, key_id = found[Attribute.VALUE], found[Attribute.ID]
            if is_authentication(der):
                try:
                    return parse_certificate(der, key_id)
                except ValueError as error:
                    raise CardUnreadable(str(error)) from None
    return None


def _refusal(token: pkcs11.Token, error: p11.PKCS11Error) -> PinIncorrect | PinLocked | CardGone:
    """A third wrong PIN is PIN_INCORRECT or PIN_LOCKED, depending on the card."""
    try:
        tries = _tries_now(token)
    except p11.PKCS11Error:
        return CardGone("left after the PIN was refused")
    if isinstance(error, p11.PinLocked) or tries is PinTries.LOCKED:
        return PinLocked("refused")
    return PinIncorrect(tries)


def _translated(error: p11.PKCS11Error) -> CardGone | CardUnreadable:
    """While a removal goes unnoticed, modules say GENERAL_ERROR: whoever asked must look closer."""
    name = type(error).__name__
    gone = (
        p11.DeviceRemoved,
        p11.SessionClosed,
        p11.SessionHandleInvalid,
        p11.TokenNotPresent,
        p11.TokenNotRecognised,
        p11.ObjectHandleInvalid,
    )
    return CardGone(name) if isinstance(error, gone) else CardUnreadable(name)
