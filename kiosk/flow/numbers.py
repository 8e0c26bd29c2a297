"""A national number, as somebody typed it: believed, or doubted and believed the second time."""

from kiosk.flow.phone import NumberHint
from kiosk.identity import Identifier, IdentifierError, IdentifierLength, IdentifierMissing


def judged(
    text: str, doubted: Identifier | None
) -> Identifier | tuple[NumberHint, Identifier | None]:
    """The number, or why not yet, with what is doubted from now on.

    Nothing that is typed is a dead end: she may know better than a check digit.
    """
    try:
        number = Identifier.parse(text)
    except IdentifierMissing:
        return NumberHint.MISSING, doubted
    except IdentifierLength:
        return NumberHint.LENGTH, doubted
    except IdentifierError:
        return NumberHint.MALFORMED, doubted
    if not number.plausible and number != doubted:
        return NumberHint.DOUBTFUL, number
    return number
