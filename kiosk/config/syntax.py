"""The bytes of a kiosk.toml made into data, or the reason why they cannot be."""

import re
import tomllib
from pathlib import Path

from kiosk.config.problems import ConfigInvalid, Problem

LARGEST = 256 * 1024
"""Bytes. A configuration is a page or two: something this large is another file."""

_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")

_BACKSLASH = "a backslash in a text: write '…' around it instead of \"…\""

_IN_OTHER_WORDS = (
    ("Invalid value", "a value is missing or not TOML: text needs quotes, true and false none"),
    ("Invalid statement", "neither [table] nor key = value nor # comment"),
    ("Expected '=' after", "a key needs = and a value behind it"),
    ("Expected newline or end of doc", "only a # comment may stand behind a value"),
    ("Cannot overwrite a value", "this key stands here for the second time"),
    ("Cannot declare", "this table stands here for the second time"),
    ("Unclosed array", "an array has no closing ]"),
    ("Unterminated string", "a text has no closing quote"),
    ("Illegal character '\\n'", "a text has no closing quote"),
    ("Unescaped '\\' in a string", _BACKSLASH),
    ("Invalid hex value", _BACKSLASH),
    ("Escaped character", _BACKSLASH),
)
"""Beginnings of tomllib's messages, and what they mean to somebody who does not know TOML."""


def text_of(path: Path) -> str:
    """Raises ConfigInvalid when the file cannot be read as text."""
    try:
        # A named pipe or a device would be read for ever.
        if path.exists() and not path.is_file():
            raise _invalid(path, "is not a file")
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise _invalid(path, f"cannot be read: {error.strerror}") from None
    if len(content) > LARGEST:
        raise _invalid(path, f"is larger than {LARGEST // 1024} KB: is it the right file?")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _invalid(path, "is saved as UTF-16: save it as UTF-8")
    try:
        # Windows editors put a mark before UTF-8.
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _invalid(path, "is not UTF-8 text: save it as UTF-8", line) from None


def data_of(path: Path, text: str) -> dict[str, object]:
    """Raises ConfigInvalid when the text is not TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _syntax_error(path, str(error)) from None
    except RecursionError:
        raise _invalid(path, "has brackets nested too deep") from None
    except ValueError:
        # A number with thousands of digits.
        raise _invalid(path, "holds a number that is too long") from None


def _syntax_error(path: Path, said: str) -> ConfigInvalid:
    place = _PLACE.search(said)
    line = int(place[1]) if place and place[1] else None
    message = said[: place.start()] if place else said
    for beginning, words in _IN_OTHER_WORDS:
        if message.startswith(beginning):
            message = words
    if place and line is None:
        message += ", at the end of the file"
    return _invalid(path, message, line)


def _invalid(path: Path, message: str, line: int | None = None) -> ConfigInvalid:
    return ConfigInvalid(path, [Problem(line, "", "", message)])
