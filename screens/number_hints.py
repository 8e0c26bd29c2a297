"""What is said of a national number that cannot be taken as it is."""

from kiosk.flow.phone import NumberHint
from kiosk.i18n import _
from kiosk.identity import Identifier, IdentifierError, IdentifierLength, NumberKind
from screens.widgets.number_field import grouped
from screens.words import Words

ASK = _("Type the number of your CPS card")
HINTS = {
    NumberHint.MISSING: _("Type your number first."),
    NumberHint.MALFORMED: _(
        "No card has such a number: after an 8 there are digits only, after a 0 one letter at most."
    ),
    NumberHint.UNANSWERED: _("Nobody answered on the phone. Enter asks it once more."),
}
DOUBTFUL = _("Check {number}: one digit seems wrong. If it is right, press Enter again.")
LENGTHS = {
    NumberKind.RPPS: _("A number that begins with 8 has 12 digits: this one has {found}."),
    NumberKind.ADELI: _("A number that begins with 0 has 10 characters: this one has {found}."),
    NumberKind.OTHER: _("The number has 12 digits and begins with 8, or 10 and begins with 0."),
}
CAREFUL = {NumberHint.DOUBTFUL, NumberHint.UNANSWERED}
"""Hints that are no mistake of hers."""


def number_hint(words: Words, hint: NumberHint, doubted: Identifier | None, typed: str) -> str:
    """In the language of the screen; `typed` is what the hint is about."""
    match hint:
        case NumberHint.DOUBTFUL:
            return words.text(DOUBTFUL, number=grouped(str(doubted)))
        case NumberHint.LENGTH:
            return _count(words, typed)
        case _:
            return words.text(HINTS[hint])


def _count(words: Words, typed: str) -> str:
    """How long a number is that begins as this one does."""
    try:
        Identifier.parse(typed)
    except IdentifierLength as length:
        return words.text(LENGTHS[length.kind], found=length.found)
    except IdentifierError:
        pass
    return words.text(LENGTHS[NumberKind.OTHER])
