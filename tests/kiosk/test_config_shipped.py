"""The shipped kiosk.toml and the JSON Schema say what the model says."""

import json
import re
from dataclasses import MISSING, Field, fields
from pathlib import Path
from typing import Any

import pytest

from kiosk.config import Config, load
from kiosk.config.kinds import is_required, is_table
from kiosk.config.schema import docstrings, json_schema
from tests.support.configs import written

PROJECT = Path(__file__).parents[2]
SHIPPED = (PROJECT / "kiosk.toml").read_text(encoding="utf-8")
SCHEMA = PROJECT / "docs" / "kiosk.schema.json"

TABLE = re.compile(r"\[([a-z.]+)\]")
KEY = re.compile(r"(# )?([a-z0-9_]+) = (.+)")


def documented() -> dict[str, tuple[str, bool]]:
    """Of each table and key of the shipped file: the comment above it, and whether it is live."""
    found = {}
    table, comment = "", ""
    for line in SHIPPED.splitlines():
        if header := TABLE.fullmatch(line):
            table = header[1]
            found[table] = (comment.strip(), True)
        elif key := KEY.fullmatch(line):
            found[f"{table}.{key[2]}"] = (comment.strip(), not key[1])
        comment = comment + line[1:] if line.startswith("# ") and not KEY.fullmatch(line) else ""
    return found


def tables(kind: type, path: str = "") -> list[tuple[str, type, list["Field[Any]"]]]:
    """Each table that holds keys: its name, its class, its keys."""
    keys = [field for field in fields(kind) if not is_table(field.type)]
    found = [(path, kind, keys)] if keys else []
    for field in fields(kind):
        if is_table(field.type):
            found += tables(field.type, f"{path}.{field.name}".lstrip("."))
    return found


@pytest.mark.parametrize(("table", "kind", "keys"), tables(Config))
def test_every_key_stands_in_the_file_below_its_documentation(
    table: str, kind: type, keys: list["Field[Any]"]
) -> None:
    shown, docs = documented(), docstrings()
    assert shown[table][0].endswith(docs[kind.__name__])
    for key in keys:
        comment, live = shown[f"{table}.{key.name}"]
        assert comment == docs[f"{kind.__name__}.{key.name}"]
        assert live or not is_required(key)


def test_the_file_has_no_key_that_the_model_lacks() -> None:
    known = {table for table, _, _ in tables(Config)}
    known |= {f"{table}.{key.name}" for table, _, keys in tables(Config) for key in keys}
    assert set(documented()) == known


def test_a_value_in_the_file_is_the_default_where_there_is_one() -> None:
    config = load(PROJECT / "kiosk.toml")
    for table, _, keys in tables(Config):
        settings: Any = config
        for name in table.split("."):
            settings = getattr(settings, name)
        for key in keys:
            if key.default is not MISSING:
                assert getattr(settings, key.name) == key.default, f"[{table}] {key.name}"


def test_the_examples_in_the_file_are_right(tmp_path: Path) -> None:
    live = re.sub(r"^# (?=[a-z0-9_]+ = )", "", SHIPPED, flags=re.MULTILINE)
    module = tmp_path / "module.so"
    module.touch()
    (tmp_path / "portail-ca.pem").write_text("-----BEGIN CERTIFICATE-----\n")
    config = load(written(tmp_path, re.sub(r"/opt/\S+\.so", str(module), live)))
    assert config.portal.ca_file == tmp_path / "portail-ca.pem"
    assert config.help.procedure_url is not None


def test_no_address_in_the_file_can_be_somebodys() -> None:
    hosts = re.findall(r"https://([^/\"]+)", SHIPPED)
    assert hosts
    assert [host for host in hosts if not host.endswith(".example")] == []


def test_the_schema_is_up_to_date() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == json_schema(), (
        "kiosk schema > docs/kiosk.schema.json"
    )


def test_the_schema_documents_every_key() -> None:
    schema = json.loads(json_schema())
    for table, _, keys in tables(Config):
        part = schema
        for name in table.split("."):
            part = part["properties"][name]
        assert part["additionalProperties"] is False
        assert set(part["properties"]) >= {key.name for key in keys}
        assert all(part["properties"][key.name]["description"] for key in keys)
        assert part["required"] == [key.name for key in keys if is_required(key)]
