"""Reads the annotations of the model, and holds single values against them."""

from dataclasses import MISSING, Field, is_dataclass
from difflib import get_close_matches
from types import UnionType
from typing import Any, TypeGuard, TypeVar, get_args, get_origin

from kiosk.config.values import Refused

T = TypeVar("T")

_WORDS: dict[type, str] = {
    str: "text in quotes",
    int: "a whole number",
    bool: "true or false",
    float: "a number with a point",
    list: "an array",
    dict: "a table",
}


def is_table(kind: object) -> TypeGuard[type]:
    """Whether the annotation stands for a [table] that is always there, if only by default."""
    return isinstance(kind, type) and is_dataclass(kind)


def table_of(kind: object) -> type | None:
    """The class of a [table] that must or may be there; None when it is no table."""
    if get_origin(kind) is UnionType:
        kind = get_args(kind)[0]
    return kind if is_table(kind) else None


def is_required(field: "Field[Any]") -> bool:
    """Whether the file must say it."""
    return field.default is MISSING and field.default_factory is MISSING


def default_of(field: "Field[Any]") -> object:
    """What is meant when the file does not say it."""
    return field.default if field.default_factory is MISSING else field.default_factory()


def typed(value: object, kind: type[T]) -> T:
    """The value, of exactly this type: bool is an int to Python, but not to an administrator."""
    if type(value) is not kind:
        found = _WORDS.get(type(value), "a date or a time")
        raise Refused(f"must be {_WORDS[kind]}, not {found}")
    return value


def one_of(value: object, choices: tuple[str, ...]) -> str:
    """The value, one of these texts."""
    if isinstance(value, str) and value in choices:
        return value
    near = get_close_matches(str(value).lower(), choices, n=1, cutoff=0.7)
    listed = " or ".join(f'"{choice}"' for choice in choices)
    raise Refused(f"must be {listed}", f'"{near[0]}"' if near else None)
