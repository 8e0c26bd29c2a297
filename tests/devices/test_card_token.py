"""What PKCS#11 tells only in a roundabout way: which reader, and how many tries."""

import pytest
from pkcs11 import TokenFlag

from devices.card.token import same_reader, tries_of
from devices.pin import PinTries

LONG = "Lecteur de cartes à puce d'un fabricant au nom interminable (0123456789) 00 00"
NEIGHBOUR = LONG.replace("00 00", "01 00")


@pytest.mark.parametrize(
    ("description", "reader"),
    [
        ("ACS ACR38U 00 00", "ACS ACR38U 00 00"),
        ("ACS ACR38U 00 00   ", "ACS ACR38U 00 00"),
        (f"{LONG[:30]}...{LONG[-30:]}", LONG),
        (LONG.encode()[:64].decode(), LONG),
        ("é" * 32, "é" * 40),
    ],
)
def test_a_slot_is_known_by_its_readers_name_even_cut_short(description: str, reader: str) -> None:
    assert same_reader(description, reader)


@pytest.mark.parametrize("reader", ["ACS ACR38U 01 00", "ACS ACR38U", "", NEIGHBOUR])
def test_another_reader_is_not_mistaken_for_it(reader: str) -> None:
    assert not same_reader("ACS ACR38U 00 00", reader)
    assert not same_reader(f"{LONG[:30]}...{LONG[-30:]}", reader)


@pytest.mark.parametrize(
    ("flags", "tries"),
    [
        (TokenFlag(0), PinTries.ALL),
        (TokenFlag.USER_PIN_COUNT_LOW, PinTries.TWO),
        (TokenFlag.USER_PIN_COUNT_LOW | TokenFlag.USER_PIN_FINAL_TRY, PinTries.LAST),
        (TokenFlag.USER_PIN_FINAL_TRY | TokenFlag.USER_PIN_LOCKED, PinTries.LOCKED),
    ],
)
def test_the_gravest_flag_names_the_tries_left(flags: TokenFlag, tries: PinTries) -> None:
    assert tries_of(flags) is tries
