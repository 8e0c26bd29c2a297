"""What a card takes as a PIN, and how many tries it leaves its holder."""

from enum import IntEnum

PIN_LENGTH = 4
"""Of every CPS."""


def is_pin(code: bytes | bytearray) -> bool:
    """Whether it is four ASCII digits."""
    return len(code) == PIN_LENGTH and code.isdigit()


class PinTries(IntEnum):
    """Tries left of the three a CPS allows.

    PKCS#11 gives no count, only flags: none, COUNT_LOW, FINAL_TRY, LOCKED. A CPS locks after three
    wrong codes in a row, so the flags name the count.
    """

    LOCKED = 0
    LAST = 1
    TWO = 2
    ALL = 3
