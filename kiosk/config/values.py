"""Rules for the values of kiosk.toml: what each refuses, and how the JSON Schema says it."""

import re
from collections.abc import Callable, Mapping, Sized
from dataclasses import dataclass, field
from typing import Annotated, Any

from devices.browser.settings import refused_arguments

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


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


def _line(value: str) -> None:
    if not value.isprintable():
        raise Refused("must be one line of printable text")
    if len(value) > 80:
        raise Refused("must have at most 80 characters")


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

Line = Annotated[str, Rule(_line, {"maxLength": 80})]
"""One line of text for the screens; may be empty."""
Name = Annotated[Line, Rule(_not_empty, {"minLength": 1})]
"""One line of text that is not empty."""
Regex = Annotated[str, Rule(_regex, {"format": "regex"})]
Email = Annotated[Line, Rule(_email, {"format": "email"})]
BrowserArgument = Annotated[str, Rule(_browser_argument, {"pattern": "^--"})]
