"""Who signs in, and by which way."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from devices.certificate import CardHolder
from devices.text import plain

NAME_LIMIT = 40
TITLE_LIMIT = 40
NUMBER_LIMIT = 64


class Method(StrEnum):
    """The three ways in."""

    CARD = "card"
    ECPS = "ecps"
    EMAIL = "email"


class NumberKind(StrEnum):
    """What a national identifier is made of, told by its first digit (TRE_G08)."""

    RPPS = "rpps"
    ADELI = "adeli"
    OTHER = "other"
    """Staff of a practice or an establishment, and whatever else a portal may know."""


class IdentifierError(ValueError):
    """What was typed cannot be a national identifier."""


class IdentifierMissing(IdentifierError):
    """Nothing but spaces was typed."""


class IdentifierMalformed(IdentifierError):
    """Characters that no national identifier has, or a first character that is no digit."""


class IdentifierLength(IdentifierError):
    """Too many or too few characters.

    `expected` is the right number of them, None where several would do.
    """

    def __init__(self, kind: NumberKind, found: int) -> None:
        super().__init__(f"{found} characters for {kind}")
        self.kind = kind
        self.found = found
        self.expected = LENGTHS[kind].start if len(LENGTHS[kind]) == 1 else None


LENGTHS = {
    NumberKind.RPPS: range(12, 13),
    NumberKind.ADELI: range(10, 11),
    NumberKind.OTHER: range(3, NUMBER_LIMIT + 1),
}
"""How many characters an identifier of each kind may have, its first digit included."""

_KINDS = {"8": NumberKind.RPPS, "0": NumberKind.ADELI}
_SHAPES = {
    NumberKind.RPPS: re.compile(r"8[0-9]*"),
    # Test and Corsican numbers carry one letter: 00B6077602.
    NumberKind.ADELI: re.compile(r"0[0-9]*[A-Z]?[0-9]*"),
    # 500000001815646/CPAT00045
    NumberKind.OTHER: re.compile(r"[0-9][0-9A-Z/]*"),
}
_BARE_RPPS = re.compile(r"[0-9]{11}")


@dataclass(frozen=True, slots=True)
class Identifier:
    """PS_IdNat: 8 and the 11 digits of an RPPS number, or 0 and the 9 characters of an ADELI one.

    It is printed on a CPS above the holder's name. Building one raises IdentifierMissing,
    IdentifierMalformed or IdentifierLength.
    """

    national: str

    def __post_init__(self) -> None:
        if not self.national:
            raise IdentifierMissing
        if not _SHAPES[self.kind].fullmatch(self.national):
            raise IdentifierMalformed
        if len(self.national) not in LENGTHS[self.kind]:
            raise IdentifierLength(self.kind, len(self.national))

    @classmethod
    def parse(cls, text: str) -> "Identifier":
        """Reads what a person typed: spaces of any kind, dots, hyphens and lower case are forgiven.

        Eleven digits with a right check digit are an RPPS number typed without its 8: no other
        identifier of a person has that length.
        """
        if len(text) > NUMBER_LIMIT * 4:
            raise IdentifierLength(NumberKind.OTHER, len(text))
        typed = unicodedata.normalize("NFKC", text).upper()
        number = "".join(char for char in typed if not _separates(char))
        bare = _BARE_RPPS.fullmatch(number) and luhn(number)
        return cls("8" + number if bare else number)

    @property
    def kind(self) -> NumberKind:
        return _KINDS.get(self.national[:1], NumberKind.OTHER)

    @property
    def plausible(self) -> bool:
        """False when the check digit of an RPPS number is wrong: worth a warning, never a refusal.

        The rule is Luhn over the 11 digits without the leading 8. It is computed from published
        test numbers, no official text states it, and older numbers are known to break it.
        """
        return self.kind is not NumberKind.RPPS or luhn(self.national[1:])

    def __str__(self) -> str:
        return self.national


@dataclass(frozen=True, slots=True)
class Holder:
    """The person, as a card or a server names her: data, made harmless and short."""

    family_name: str
    given_name: str
    title: str
    """Profession in French, e.g. "Médecin"; may be empty."""
    number: str
    """PS_IdNat, as found; empty when nobody told it."""
    whole_name: str = ""
    """As a server writes it, when it does not tell its parts."""

    def __post_init__(self) -> None:
        limits = {
            "family_name": NAME_LIMIT,
            "given_name": NAME_LIMIT,
            "title": TITLE_LIMIT,
            "number": NUMBER_LIMIT,
            "whole_name": NAME_LIMIT,
        }
        for name, limit in limits.items():
            object.__setattr__(self, name, plain(getattr(self, name), limit))

    @property
    def display_name(self) -> str:
        """ "Dr Camille MARTIN", or "Camille MARTIN, Infirmier"; the number if there is no name."""
        if self.whole_name:
            return self.whole_name
        name = f"{_given(self.given_name)} {self.family_name.upper()}".strip() or self.number
        if _unaccented(self.title) == "medecin":
            return f"Dr {name}"
        return f"{name}, {self.title}" if self.title else name


def holder_from(card_holder: CardHolder) -> Holder:
    """The holder of a card's authentication certificate."""
    return Holder(
        family_name=card_holder.family_name,
        given_name=card_holder.given_name,
        title=card_holder.title,
        number=card_holder.number,
    )


def nameless(number: Identifier) -> Holder:
    """Somebody of whom only the number is known."""
    return Holder("", "", "", str(number))


def luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of the others (ISO/IEC 7812-1, annex B)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _separates(char: str) -> bool:
    return char.isspace() or char in ".-‐‑–" or unicodedata.category(char) == "Cf"


def _given(name: str) -> str:
    """Certificates write JEAN-PIERRE; a name already in mixed case was written so on purpose."""
    return name.title() if name.isupper() or name.islower() else name


def _unaccented(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))
