"""What an unknown name in kiosk.toml was probably meant to be."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from difflib import get_close_matches

from kiosk.config.models import Config


def neighbour(name: str, known: list[str]) -> str | None:
    """The known name of the same table that looks most like this one."""
    near = get_close_matches(name.lower(), known, n=1, cutoff=0.7)
    return near[0] if near else None


def elsewhere(name: str) -> str | None:
    """`[table] key` when exactly one table of the file knows this very name."""
    homes = [table for table, key in _keys(Config) if key == name]
    return f"[{homes[0]}] {name}" if len(homes) == 1 else None


def _keys(kind: type, table: str = "") -> Iterator[tuple[str, str]]:
    for field in fields(kind):
        if isinstance(field.type, type) and is_dataclass(field.type):
            yield from _keys(field.type, f"{table}.{field.name}".lstrip("."))
        else:
            yield table, field.name
