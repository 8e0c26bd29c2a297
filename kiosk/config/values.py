"""Rules for the values of kiosk.toml: what each refuses, and how the JSON Schema says it."""

import re
from collections.abc import Callable, Mapping, Sized
from dataclasses import dataclass, field
from typing import Annotated, Any

from devices.browser.settings import refused_arguments

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")

_WORD = r"[!#-\[\]-~]+"
"""What RFC 6749 §3.3 makes a scope of."""

UNKNOWN = object()
"""Stands for what a key is worth when nobody can tell: it is refused, misspelt or missing, or its
table is absent."""


class Refused(ValueError):
    """A value is not acceptable; the message can follow its key, as "must be …"."""

    def __init__(self, message: str, suggestion: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.suggestion = suggestion
        """What was probably meant, as it would stand in the file."""


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A condition on a value whose type is right already."""

    check: Callable[[Any], None]
    """Raises Refused."""
    in_schema: Mapping[str, object] = field(default_factory=dict)
    """The nearest that JSON Schema can say."""


def between(least: int, most: int) -> Rule:
    """Both ends included."""

    def check(value: int) -> None:
        if not least <= value <= most:
            raise Refused(f"must be between {least} and {most}")

    return Rule(check, {"minimum": least, "maximum": most})


def _not_empty(value: Sized) -> None:
    if not value:
        raise Refused("must not be empty")


def _line(most: int) -> Rule:
    def check(value: str) -> None:
        if not value.isprintable():
            raise Refused("must be one line of printable text")
        if len(value) > most:
            raise Refused(f"must have at most {most} characters")

    return Rule(check, {"maxLength": most})


def _telling(value: str) -> None:
    if sum(map(str.isalnum, value)) < 3:
        raise Refused("must have at least 3 letters or digits: else it is on every page")


def _client_id(value: str) -> None:
    if not re.fullmatch("[ -~]+", value):
        raise Refused("must be text without accents that is not empty")


def _word(value: str) -> None:
    if not re.fullmatch(_WORD, value):
        raise Refused("must be one word without accents or quotes")


def _scope(value: str) -> None:
    if not re.fullmatch(f"{_WORD}( {_WORD})*", value):
        raise Refused("must be words without accents or quotes, one space between")
    if "openid" not in value.split():
        raise Refused("must have openid among its words", f'"openid {value}"')


def _regex(value: str) -> None:
    try:
        re.compile(value)
    except (re.error, RecursionError, OverflowError) as error:
        raise Refused(f"is not a regular expression: {error}") from None


def _email(value: str) -> None:
    if not _EMAIL.fullmatch(value):
        raise Refused("must be an e-mail address")


def _browser_argument(value: str) -> None:
    if not value.startswith("--") or not value.isprintable():
        raise Refused("must start with --")
    if refused_arguments([value]):
        raise Refused("would take the browser out of the kiosk's hands")


AT_LEAST_ONE = Rule(_not_empty, {"minItems": 1})

Line = Annotated[str, _line(80)]
"""One line of text for the screens; may be empty."""
LongLine = Annotated[str, _line(500)]
"""One line of text for other programs; may be empty."""
Name = Annotated[Line, Rule(_not_empty, {"minLength": 1})]
"""One line of text that is not empty."""
ControlName = Annotated[LongLine, Rule(_not_empty, {"minLength": 1})]
"""What a page calls one of its forms, fields or buttons."""
Telling = Annotated[Line, Rule(_telling, {"minLength": 3})]
"""A word or a few by which a page is known."""
Regex = Annotated[str, Rule(_regex, {"format": "regex"})]
Email = Annotated[Line, Rule(_email, {"format": "email"})]
ClientId = Annotated[str, Rule(_client_id, {"pattern": "^[ -~]+$"})]
"""As in RFC 6749 appendix A.1."""
Word = Annotated[str, Rule(_word, {"pattern": f"^{_WORD}$"})]
Scope = Annotated[str, Rule(_scope, {"pattern": f"^{_WORD}( {_WORD})*$"})]
"""Words of RFC 6749 §3.3, openid among them."""
BrowserArgument = Annotated[str, Rule(_browser_argument, {"pattern": "^--"})]
