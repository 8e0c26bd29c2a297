"""What a portal's sentences mean: how phrases of French and English are looked for in them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, Self

from kiosk.signin.email.phrases import (
    CLOSED,
    EXPIRED,
    FIRST_SIGN_IN,
    LOCKED,
    OUTDATED,
    TOO_MANY,
    WRONG,
)
from kiosk.signin.email.way import EmailWay
from kiosk.signin.forms.folding import fold, unaccented

_BOUNDARY = re.compile(r"[.!?](?=\s|$)|(?<=\s)(?=[A-Z](?![A-Z]))")
"""Between two sentences. What has no full stop, such as a heading, ends before a capital letter."""
_SUPPOSED = re.compile(
    r"\b(?:si|s'il|s'ils|if|avant|before|en cas de|in case of|au bout de|lorsque|quand|when)\b"
)
_AFTER_THAT = re.compile(r"\b(?:apres|after)\s*$")
_OR = re.compile(r"\b(?:ou|or)\s*$")
_OR_ELSE = re.compile(r"\s*(?:/|\bou\b|\bor\b)")
_OR_WRONG = re.compile(
    r"\s*(?:/|\bou\b|\bor\b)[^.!?]*\b(?:incorrect|inval|erron|inconn|wrong|unknown)"
)
_NEVER = re.compile(r"(?!)")
_STILL_RUNS = re.compile(r"(?:s|ra)?\s*(?:dans|a|au|le|apres|in|at|on|after)\b")


@dataclass(frozen=True, slots=True)
class Words:
    """What is looked for: the configuration's, the default ones where it has none."""

    locked: tuple[str, ...] = (*LOCKED, *TOO_MANY)
    locked_after_code: tuple[str, ...] = LOCKED
    """By a page that wants the password again."""
    first_sign_in: tuple[str, ...] = FIRST_SIGN_IN
    closed: tuple[str, ...] = CLOSED
    outdated: tuple[str, ...] = OUTDATED
    expired: tuple[str, ...] = EXPIRED

    @classmethod
    def of(cls, way: EmailWay) -> Self:
        return cls(
            locked=way.locked_words or (*LOCKED, *TOO_MANY),
            locked_after_code=way.locked_words or LOCKED,
            first_sign_in=way.first_sign_in_words or FIRST_SIGN_IN,
            closed=way.closed_words or CLOSED,
            outdated=way.outdated_words or OUTDATED,
            expired=way.expired_words or EXPIRED,
        )


def says(text: str, phrases: Iterable[str]) -> bool:
    """Whether a text states one of the phrases, without regard to case and accents.

    The last word of a phrase may go on ("bloqué", "bloquée"), the first one begins where the phrase
    does ("débloqué" is not "bloqué"). What is only asked ("compte bloqué ?"), supposed ("si votre
    compte…") or one possibility beside being wrong ("incorrect ou bloqué") is not stated.
    """
    return _says(text, phrases, _OR, _OR_WRONG)


def says_only(text: str, phrases: Iterable[str]) -> bool:
    """The same, but any other possibility leaves it open ("expiré ou déjà utilisé")."""
    return _says(text, phrases, _OR, _OR_ELSE)


def refuses(text: str) -> bool:
    """Whether a text states that something typed was wrong, whatever it was: WRONG."""
    return _says(text, WRONG, _NEVER, _NEVER)


def _says(
    text: str, phrases: Iterable[str], open_by: re.Pattern[str], doubted_by: re.Pattern[str]
) -> bool:
    text = unaccented(text)
    lower = text.lower()
    for phrase in map(fold, phrases):
        for start in _places(lower, phrase):
            sentence = _Sentence.around(text, start, start + len(phrase))
            if not (
                sentence.is_no_statement(phrase)
                or open_by.search(sentence.before)
                or doubted_by.match(sentence.after)
            ):
                return True
    return False


def _places(text: str, phrase: str) -> Iterator[int]:
    start = text.find(phrase) if phrase else -1
    while start >= 0:
        if not (start and text[start - 1].isalnum()):
            yield start
        start = text.find(phrase, start + len(phrase))


class _Sentence(NamedTuple):
    """What stands around a phrase, in lower case."""

    before: str
    after: str
    """Not only up to the end of the sentence."""
    asked: bool

    @classmethod
    def around(cls, text: str, start: int, end: int) -> Self:
        before, after = text[max(0, start - 200) : start], text[end : end + 200]
        ending = _BOUNDARY.search(after)
        return cls(
            _BOUNDARY.split(before)[-1].lower(),
            after.lower(),
            ending is not None and ending.group() == "?",
        )

    def is_no_statement(self, phrase: str) -> bool:
        """It is asked, supposed, or only begins like the phrase."""
        supposed = _SUPPOSED.search(self.before) or _AFTER_THAT.search(self.before)
        # Without accents, "le code expiré" and "le code expire dans 5 minutes" begin alike.
        runs = phrase.endswith("code expire") and _STILL_RUNS.match(self.after)
        return bool(self.asked or supposed or runs)
