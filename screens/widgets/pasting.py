"""The code in a text that somebody copied out of a mail."""

import re

LONGEST = 1000
"""Characters: a mail of some length, and nothing that takes time to read."""

_GROUPS = re.compile(
    r"(?<![\w+/=&#-])(?<!\d[.,:])[0-9]+(?:[ \u00a0\u202f-][0-9]+)*(?![\w/@-]|[.,:]\d)"
)
"""Digits by themselves, in groups that a space or a hyphen parts; no date, time or address."""
_WORDS = re.compile(
    r"(?<![\w+/=&#@.-])(?<!\d[.,:])[0-9A-Za-z]+(?:-[0-9A-Za-z]+)*(?![\w/@-]|[.,:]\w)"
)
"""Where letters may stand in a code, a space parts it from the next word."""


def pasted_code(text: str, length: int, alphabet: str) -> str:
    """The text itself, if it is a code or the beginning of one; else the only code that is in it.

    Empty when there is none, or more than one. Spaces and hyphens within a code are left out.
    """
    if len(text) > LONGEST:
        return ""
    alone = _closed_up(text)
    if set(alone) <= set(alphabet) and len(alone) <= length:
        return alone
    letters = not alphabet.isdigit()
    groups = map(_closed_up, (_WORDS if letters else _GROUPS).findall(text))
    codes = [group for group in groups if len(group) == length and _is_code(group)]
    return codes[0] if len(codes) == 1 else ""


def _is_code(group: str) -> bool:
    """Among words, one without a digit is a word."""
    return any(character.isdigit() for character in group)


def _closed_up(text: str) -> str:
    return "".join(text.split()).replace("-", "")
