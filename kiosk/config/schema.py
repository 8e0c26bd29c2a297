"""The JSON Schema of kiosk.toml, for editors that complete and check while one types."""

import ast
import inspect
import json
from collections.abc import Mapping
from dataclasses import MISSING, fields
from itertools import chain
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from kiosk.config import method_email, methods, models
from kiosk.config.kinds import is_required, is_table
from kiosk.config.models import Config

Schema = dict[str, Any]

_TYPES: dict[object, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    Path: {"type": "string", "minLength": 1},
}


def json_schema() -> str:
    """The schema as it stands in docs/kiosk.schema.json."""
    head = {"$schema": "http://json-schema.org/draft-07/schema#", "title": "kiosk.toml"}
    return json.dumps(head | _table(Config, docstrings()), ensure_ascii=False, indent=2) + "\n"


def docstrings() -> dict[str, str]:
    """The documentation of each table (`PortalTable`) and key (`PortalTable.name`) on one line."""
    found = {}
    sources = map(inspect.getsource, (models, methods, method_email))
    for node in chain.from_iterable(ast.parse(source).body for source in sources):
        if isinstance(node, ast.ClassDef):
            found[node.name] = _one_line(ast.get_docstring(node) or "")
            for key, text in zip(node.body, node.body[1:], strict=False):
                match key, text:
                    case (
                        ast.AnnAssign(target=ast.Name(id=name)),
                        ast.Expr(value=ast.Constant(value=str(words))),
                    ):
                        found[f"{node.name}.{name}"] = _one_line(words)
    return found


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _table(kind: type, docs: Mapping[str, str]) -> Schema:
    properties = {}
    for field in fields(kind):
        properties[field.name] = schema = _value(field.type, docs)
        if text := docs.get(f"{kind.__name__}.{field.name}"):
            schema["description"] = text
        if field.default is not MISSING and field.default is not None:
            schema["default"] = field.default
    required = [field.name for field in fields(kind) if is_required(field)]
    return {
        "type": "object",
        "description": docs[kind.__name__],
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _value(kind: object, docs: Mapping[str, str]) -> Schema:
    if is_table(kind):
        return _table(kind, docs)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        schema = _value(arguments[0], docs)
        for rule in arguments[1:]:
            schema |= rule.in_schema
        return schema
    if origin is Union or origin is UnionType:
        return _value(arguments[0], docs)
    if origin is Literal:
        return {"type": "string", "enum": list(arguments)}
    if origin is tuple:
        return {"type": "array", "items": _value(arguments[0], docs)}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": _value(arguments[1], docs)}
    return dict(_TYPES[kind])
