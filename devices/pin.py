"""How many tries a card leaves its holder."""

from enum import IntEnum


class PinTries(IntEnum):
    """Tries left of the three a CPS allows.

    PKCS#11 gives no count, only flags: none, COUNT_LOW, FINAL_TRY, LOCKED. A CPS locks after three
    wrong codes in a row, so the flags name the count.
    """

    LOCKED = 0
    LAST = 1
    TWO = 2
    ALL = 3
