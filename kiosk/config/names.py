"""What an unknown name in kiosk.toml was probably meant to be."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import fields
from difflib import get_close_matches

from kiosk.config.kinds import table_of
from kiosk.config.models import Config


def neighbour(name: str, known: Sequence[str]) -> str | None:
    """The known name of the same table that looks most like this one."""
    return _nearest(name, known, 0.7)


def elsewhere(name: str, here: str) -> str | None:
    """`[table] key` when exactly one other table has a key very much like this one, and this table
    has not."""
    homes: defaultdict[str, list[str]] = defaultdict(list)
    known = [*_keys(Config)]
    for table, key in known:
        if (here, key) not in known:
            homes[key].append(table)
    near = _nearest(name, list(homes), 0.85)
    return f"[{homes[near][0]}] {near}" if near and len(homes[near]) == 1 else None


def _nearest(name: str, known: Sequence[str], cutoff: float) -> str | None:
    return next(iter(get_close_matches(name.lower(), known, n=1, cutoff=cutoff)), None)


def _keys(kind: type, table: str = "") -> Iterator[tuple[str, str]]:
    for field in fields(kind):
        if inner := table_of(field.type):
            yield from _keys(inner, f"{table}.{field.name}".lstrip("."))
        else:
            yield table, field.name
