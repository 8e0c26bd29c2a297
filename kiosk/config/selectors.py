"""CSS selectors in kiosk.toml: those that are plainly none are refused.

The whole grammar is known only to the parser of pages, which would delay the first screen;
`kiosk check` asks it.
"""

import re
from typing import Annotated

from kiosk.config.values import LongLine, Refused, Rule

_ESCAPE = re.compile(r"\\.")
_TEXT = re.compile(r"\"[^\"]*\"|'[^']*'")
_BRACKETS = {")": "(", "]": "["}
_FOREIGN = re.compile(r"[{}<;@!]|\.\.|##|\$(?!=)")
"""What stands in rules, in markup, in names of ASP.NET and in slips, but in no selector."""

_INSIDE = re.compile(r"\([^()]*\)|\[[^][]*\]")
_COMBINATORS = (">", "+", "~")


def _selector(value: str) -> None:
    bare = _TEXT.sub('""', _ESCAPE.sub("x", value))
    if re.search("['\"]", bare.replace('""', "")):
        raise Refused("is no CSS selector: a quote is not closed")
    _nesting(bare)
    if found := _FOREIGN.search(bare):
        raise Refused(f"is no CSS selector: {found[0]} has no place there")
    for part in _without_brackets(bare).split(","):
        if not part.strip():
            raise Refused("is no CSS selector: " + ("a part is empty" if value else "it is empty"))
        if part.strip().startswith(_COMBINATORS) or part.strip().endswith(_COMBINATORS):
            raise Refused("is no CSS selector: >, + and ~ stand between two elements")


def _nesting(bare: str) -> None:
    opened: list[str] = []
    for char in bare:
        if char in _BRACKETS.values():
            opened.append(char)
        elif char in _BRACKETS and (not opened or opened.pop() != _BRACKETS[char]):
            raise Refused(f"is no CSS selector: {char} closes nothing")
    if opened:
        raise Refused(f"is no CSS selector: {opened[-1]} is not closed")


def _without_brackets(bare: str) -> str:
    shorter = _INSIDE.sub("x", bare)
    return bare if shorter == bare else _without_brackets(shorter)


Selector = Annotated[LongLine, Rule(_selector, {"minLength": 1})]
