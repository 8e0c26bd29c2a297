"""Which line of a TOML document each key stands on. tomllib does not tell."""

import re
import tomllib
from bisect import bisect_left

from kiosk.config.problems import Key

_BLANK = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_TEXT = re.compile(
    r'"""(?:\\.|[^\\])*?"""(?:"{0,2})'  # up to two quotes may stand before the closing three
    r"|'''.*?'''(?:'{0,2})"
    r'|"(?:\\.|[^"\\])*"'
    r"|'[^']*'",
    re.DOTALL,
)
_SCALAR = re.compile(r"[^,\]}#\n]+")

MOST_PARTS = 100
"""Of one key: each part costs the sum of those before it."""


def line_numbers(source: str) -> dict[Key, int]:
    """Maps every key path of a valid document to its line, from 1.

    Empty when the document cannot be followed: no line is better than a wrong one.
    """
    scan = _Scan(source.replace("\r\n", "\n"))
    try:
        scan.document()
    except (AttributeError, IndexError, RecursionError, tomllib.TOMLDecodeError):
        return {}
    return scan.lines


class _Scan:
    """Walks a document that tomllib has accepted, so it need not doubt its syntax."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[Key, int] = {}
        self._ends = [match.start() for match in re.finditer("\n", text)]
        self._arrays: dict[Key, int] = {}
        """How many tables each array of tables holds so far."""

    def document(self) -> None:
        table: Key = ()
        while self._next():
            line = self._line()
            if self._take("[["):
                table = self._another(self._key())
                self._close("]]")
                self._note(table, line)
            elif self._take("["):
                table = self._inside(self._key())
                self._close("]")
                self._note(table, line)
                self.lines[table] = line
            else:
                self._pair(table)

    def _pair(self, table: Key) -> None:
        line = self._line()
        key = table + self._key()
        self._note(key, line, len(table))
        self._close("=")
        self._value(key)

    def _value(self, key: Key) -> None:
        self._match(_SPACE)
        if self._take("["):
            item = 0
            while self._next() != "]":
                self.lines[*key, item] = self._line()
                self._value((*key, item))
                self._next()
                self._take(",")
                item += 1
            self.at += 1
        elif self._take("{"):
            while self._next() != "}":
                self._pair(key)
                self._next()
                self._take(",")
            self.at += 1
        elif self.text[self.at] in "\"'":
            self._match(_TEXT)
        else:
            self._match(_SCALAR)

    def _key(self) -> Key:
        parts: list[str] = []
        while not parts or self._take("."):
            self._match(_SPACE)
            if self.text[self.at] in "\"'":
                parts.append(tomllib.loads(f"key = {self._match(_TEXT)}")["key"])
            else:
                parts.append(self._match(_BARE_KEY))
            self._match(_SPACE)
            if len(parts) > MOST_PARTS:
                raise IndexError(self.at)
        return tuple(parts)

    def _inside(self, header: Key) -> Key:
        """A header names the last table of each array of tables on its way."""
        key: Key = ()
        for part in header:
            key = (*key, part)
            if key in self._arrays:
                key = (*key, self._arrays[key] - 1)
        return key

    def _another(self, header: Key) -> Key:
        array = (*self._inside(header[:-1]), header[-1])
        self._arrays[array] = self._arrays.get(array, 0) + 1
        return (*array, self._arrays[array] - 1)

    def _note(self, key: Key, line: int, known: int = 0) -> None:
        """A dotted key makes tables on its way: from its `known`th part on they may be new."""
        for length in range(known + 1, len(key) + 1):
            self.lines.setdefault(key[:length], line)

    def _line(self) -> int:
        return bisect_left(self._ends, self.at) + 1

    def _next(self) -> str:
        """The next character that is neither blank nor comment; empty at the end."""
        self._match(_BLANK)
        return self.text[self.at : self.at + 1]

    def _match(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at)
        if match is None:
            raise IndexError(self.at)
        self.at = match.end()
        return match[0]

    def _take(self, token: str) -> bool:
        found = self.text.startswith(token, self.at)
        self.at += len(token) * found
        return found

    def _close(self, token: str) -> None:
        self._match(_SPACE)
        if not self._take(token):
            raise IndexError(self.at)
