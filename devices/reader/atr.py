"""Which family a card belongs to, by its answer to reset (ATR) alone.

Sources: the ATRs of CPS cards and their masks are those of ANS's Cryptolib CPS
(github.com/ansforge/dops-cryptolib, card-cps.c); that of the Vitale card is from pcsc-tools'
smartcard_list.txt.
"""

from devices.events import CardFamily

_CPS = bytes.fromhex("00 12 25 00 64 80")
_CPS_AT = slice(5, 11)
"""In every CPS with contacts, of whatever generation."""

_CPS4 = tuple(
    map(
        bytes.fromhex,
        (
            "3B 9B 18 80 01 00 12 25 00 64 80 04 01 00 00 90 44",
            "3B 9B 18 80 01 00 12 25 00 64 80 00 04 01 00 90 44",
            "3B DC 18 FF 00 00 12 25 00 64 80 00 04 01 00 90 00",
        ),
    )
)

_CONTACTLESS = bytes.fromhex("3B 8F 80 01 00 31 B8 64 04 B0 EC C1 73 94 01 80 82 90 00 0E")
_CONTACTLESS_MASK = bytes.fromhex("FF FF FF FF FF FF FF FF 00 00 FF C0 FF FF FF FF FF FF FF FF")

_VITALE = bytes.fromhex("3B 75 13 00 00 40 09 EA 90 00")
_VITALE_MASK = bytes.fromhex("FF FF FF FF FF F0 FF FF FF FF")


def family_of(atr: bytes) -> CardFamily:
    """UNKNOWN for what no table knows, including an empty ATR. Never MUTE: an ATR was read.

    A CPS of a generation not in the tables counts as CPS3, which asks least of the card. The mask
    that Windows registers for CPS3 fits one of the CPS4 too, so CPS4 are told by their whole ATR.
    """
    if atr in _CPS4:
        return CardFamily.CPS4
    if atr[_CPS_AT] == _CPS:
        return CardFamily.CPS3
    if len(atr) == len(_CONTACTLESS) and _starts_like(atr, _CONTACTLESS, _CONTACTLESS_MASK):
        return CardFamily.CPS_CONTACTLESS
    if _starts_like(atr, _VITALE, _VITALE_MASK):
        return CardFamily.VITALE
    return CardFamily.UNKNOWN


def _starts_like(atr: bytes, pattern: bytes, mask: bytes) -> bool:
    """Whether the ATR begins with the pattern in all bits set in the mask."""
    return len(atr) >= len(pattern) and all(
        (byte ^ own) & bits == 0 for byte, own, bits in zip(atr, pattern, mask, strict=False)
    )
