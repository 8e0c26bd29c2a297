"""From what tomllib returns to the model, with every mistake at once.

The annotations of the model drive it: text, whole numbers, true/false, files, choices, arrays and
tables, of known keys or of free ones, each with its rules. Nothing is converted: "10" is not 10,
and 1 is not true.

pydantic would do the same, but importing it and building its models takes two thirds of the time
that an empty Textual application needs to reach its first screen.
"""

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from types import MappingProxyType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, cast, get_args, get_origin

from kiosk.config.files import resolve
from kiosk.config.kinds import default_of, is_required, is_table, one_of, table_of, typed
from kiosk.config.models import Config
from kiosk.config.names import elsewhere, neighbour
from kiosk.config.problems import Key, Mistake
from kiosk.config.rules import contradictions
from kiosk.config.values import UNKNOWN, Refused

T = TypeVar("T")
Values = dict[str, object]
"""One table: names to values, tables in it as Values again. What was refused is absent."""

_BAD = object()
"""Stands for a value that was refused."""


def read(data: Mapping[str, object], folder: Path) -> tuple[Config | None, list[Mistake]]:
    """The configuration, or every reason why there is none.

    folder: where the file lies, for the files that it names.
    """
    reading = _Reading(folder)
    values = reading.table(Config, data, ())

    def lookup(*key: str) -> object:
        value: object = values
        for name in key:
            value = value.get(name, UNKNOWN) if isinstance(value, dict) else UNKNOWN
        return value

    mistakes = [*reading.mistakes, *contradictions(lookup)]
    return (None if mistakes else _built(Config, values)), mistakes


class _Reading:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.mistakes: list[Mistake] = []

    def table(self, kind: type, data: Mapping[str, object], key: Key) -> Values:
        kinds: dict[str, object] = {field.name: field.type for field in fields(kind)}
        taken_for = self._unknown(data, kinds, key)
        values: Values = {}
        for field in fields(kind):
            name, place = field.name, (*key, field.name)
            if name in data:
                values[name] = self._value(field.type, data[name], place)
            elif name in taken_for:
                values[name] = _BAD
            elif is_required(field):
                self._refuse(place, Refused("is missing"), is_table(field.type))
            elif is_table(field.type):
                values[name] = self.table(field.type, {}, place)
            else:
                values[name] = default_of(field)
        return {name: value for name, value in values.items() if value is not _BAD}

    def _unknown(
        self, data: Mapping[str, object], kinds: Mapping[str, object], key: Key
    ) -> set[str]:
        """Returns the known names that unknown ones were taken for: these are not missing too."""
        taken_for = set()
        here = ".".join(map(str, key))
        for name in [name for name in data if name not in kinds]:
            table = isinstance(data[name], dict)
            message = "unknown table" if table else "unknown key"
            near = neighbour(name, [known for known in kinds if known not in data])
            suggestion = near or elsewhere(name, here)
            if near:
                taken_for.add(near)
                if table_of(kinds[near]):
                    suggestion = f"[{here}.{near}]" if here else f"[{near}]"
            self._refuse((*key, name), Refused(message, suggestion), table)
        return taken_for

    def _refuse(self, key: Key, refused: Refused, table: bool) -> None:
        self.mistakes.append(Mistake(key, refused.message, refused.suggestion, table))

    def _value(self, kind: object, value: object, key: Key) -> object:
        try:
            return self._checked(kind, value, key)
        except Refused as refused:
            self._refuse(key, refused, table_of(kind) is not None)
            return _BAD

    def _checked(self, kind: object, value: object, key: Key) -> object:
        if is_table(kind):
            return self.table(kind, typed(value, dict), key)
        if kind is Path:
            return resolve(typed(value, str), self.folder)
        origin, arguments = get_origin(kind), get_args(kind)
        if origin is Annotated:
            checked = self._checked(arguments[0], value, key)
            for rule in arguments[1:] if checked is not _BAD else ():
                rule.check(checked)
            return checked
        if origin is Union or origin is UnionType:
            return self._checked(arguments[0], value, key)
        if origin is Literal:
            return one_of(value, arguments)
        if origin is tuple:
            return self._items(arguments[0], typed(value, list), key)
        if origin is Mapping:
            return self._entries(arguments[1], typed(value, dict), key)
        return typed(value, cast("type[object]", kind))

    def _items(self, kind: object, array: list[object], key: Key) -> object:
        items = tuple(self._value(kind, item, (*key, place)) for place, item in enumerate(array))
        return _BAD if _BAD in items else items

    def _entries(self, kind: object, table: Mapping[str, object], key: Key) -> object:
        entries = {name: self._value(kind, value, (*key, name)) for name, value in table.items()}
        return _BAD if _BAD in entries.values() else MappingProxyType(entries)


def _built(kind: type[T], values: Mapping[str, object]) -> T:
    kinds = {field.name: field.type for field in fields(cast("Any", kind))}
    return kind(
        **{
            name: _built(table, cast("Values", value))
            if (table := table_of(kinds[name])) and value is not None
            else value
            for name, value in values.items()
        }
    )
