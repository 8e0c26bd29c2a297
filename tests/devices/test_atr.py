import pytest

from devices.events import CardFamily
from devices.reader.atr import family_of

CPS3 = bytes.fromhex("3B AC 00 40 2A 00 12 25 00 64 80 00 03 10 00 90 00")
CPS4 = bytes.fromhex("3B 9B 18 80 01 00 12 25 00 64 80 04 01 00 00 90 44")
CPS4_T0 = bytes.fromhex("3B DC 18 FF 00 00 12 25 00 64 80 00 04 01 00 90 00")
VITALE = bytes.fromhex("3B 75 13 00 00 44 09 EA 90 00")
BANK_CARD = bytes.fromhex("3B 65 00 00 20 63 CB A8 00")


@pytest.mark.parametrize(
    ("atr", "family"),
    [
        (CPS3, CardFamily.CPS3),
        (bytes.fromhex("3BAC00402A001225006480820212009000"), CardFamily.CPS3),
        (CPS4, CardFamily.CPS4),
        (bytes.fromhex("3B9B188001001225006480000401009044"), CardFamily.CPS4),
        (CPS4_T0, CardFamily.CPS4),
        (bytes.fromhex("3B8F80010031B86404B0ECC1739401808290000E"), CardFamily.CPS_CONTACTLESS),
        (bytes.fromhex("3B8F80010031B864FFFFECFF739401808290000E"), CardFamily.CPS_CONTACTLESS),
        (VITALE, CardFamily.VITALE),
        (bytes.fromhex("3B751300004609EA9000"), CardFamily.VITALE),
        (BANK_CARD, CardFamily.UNKNOWN),
        (bytes.fromhex("3B8F80010031B86404B0ECC1739401808290000F"), CardFamily.UNKNOWN),
        (CPS3[:10], CardFamily.UNKNOWN),
        (VITALE[:9], CardFamily.UNKNOWN),
        (b"", CardFamily.UNKNOWN),
    ],
)
def test_a_card_is_known_by_its_answer_to_reset(atr: bytes, family: CardFamily) -> None:
    assert family_of(atr) is family


def test_a_cps_of_a_later_generation_is_still_a_cps() -> None:
    assert family_of(CPS4[:11] + b"\x05\x01\x00") is CardFamily.CPS3
