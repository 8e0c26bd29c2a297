"""Mistakes in kiosk.toml as rows: where, what is wrong, what was probably meant."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from devices.text import plain

Key = tuple[str | int, ...]
"""A path in the file: names of tables and keys, and places in arrays from 0."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a key or a table, before anybody knows its line."""

    key: Key
    message: str
    suggestion: str | None = None
    is_table: bool = False
    """The whole table is meant, not a key."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One row for the administrator."""

    line: int | None
    """From 1; None unless truly known."""
    table: str
    """Dotted, without brackets; empty for the top of the file."""
    key: str
    """Empty when the table or the file as a whole is meant."""
    message: str
    suggestion: str | None = None

    def at(self, file: Path) -> str:
        """`kiosk.toml:LINE: [table] key: what is wrong (did you mean …?)`."""
        place = f"{file}:{self.line}" if self.line else str(file)
        table = f"[{self.table}]" if self.table else ""
        where = " ".join(part for part in (table, self.key) if part)
        meant = f" (did you mean {self.suggestion}?)" if self.suggestion else ""
        return ": ".join(part for part in (place, where, self.message + meant) if part)


class ConfigInvalid(Exception):
    """kiosk.toml cannot be used. Carries every problem that was found, in the file's order."""

    def __init__(self, path: Path, problems: Iterable[Problem]) -> None:
        self.path = path
        self.problems = sorted(problems, key=lambda each: (each.line is None, each.line))
        super().__init__("\n".join(self.rows()))

    def rows(self) -> list[str]:
        """One line of text for each problem."""
        return [problem.at(self.path) for problem in self.problems]


def located(mistake: Mistake, lines: Mapping[Key, int]) -> Problem:
    """The mistake with its line: a missing key stands where its table begins."""
    names = tuple(part for part in mistake.key if isinstance(part, str))
    table = names if mistake.is_table else names[:-1]
    line = lines.get(mistake.key) or (None if mistake.is_table else lines.get(mistake.key[:-1]))
    last = mistake.key[-1]
    item = f"item {last + 1} " if isinstance(last, int) else ""
    return Problem(
        line,
        ".".join(plain(name, 40) for name in table),
        "" if mistake.is_table else plain(names[-1], 40),
        item + mistake.message,
        mistake.suggestion,
    )
