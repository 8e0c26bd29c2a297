"""Virtual CPS3 cards, by what makes each one special."""

from devices.certificate import CardHolder
from kiosk.demo.pki import Authority, Validity
from tests.support.cps3 import Cps3Card
from tests.support.cps3_pkcs15 import AUTHENTICATION, SIGNATURE, Pair, master_file
from tests.support.cps3_security import ALL_TRIES, Security
from tests.support.pki import CARD_NUMBER, DOCTOR, credentials

PIN = b"1234"
WRONG_PIN = b"4321"
VITALE_ATR = bytes.fromhex("3B7513000042 09EA9000")


def cps3_card(
    holder: CardHolder = DOCTOR,
    number: str = CARD_NUMBER,
    *,
    pin: bytes = PIN,
    tries: int = ALL_TRIES,
    validity: Validity | None = None,
    issuer: Authority | None = None,
    authentication_pair: bool = True,
    seems_locked_when_verified: bool = False,
) -> Cps3Card:
    """A card in good order, unless told otherwise. `number` has ten digits."""
    made = credentials(holder, number, validity=validity, issuer=issuer)
    pairs = [
        Pair(SIGNATURE, "CPS_PRIV_SIG", "Certificat de Signature CPS", made.signature.der),
        Pair(
            AUTHENTICATION,
            "CPS_PRIV_AUT",
            "Certificat d'Authentification CPS",
            made.authentication.der,
        ),
    ]
    keys = {SIGNATURE: made.signature.key, AUTHENTICATION: made.authentication.key}
    if not authentication_pair:
        pairs.pop()
        del keys[AUTHENTICATION]
    security = Security(keys, pin, tries, seems_locked_when_verified=seems_locked_when_verified)
    return Cps3Card(master_file(number, pairs), security)
