"""The shipped kiosk.toml and the JSON Schema say what the model says."""

import json
import re
import tomllib
from dataclasses import MISSING, Field, fields
from pathlib import Path
from typing import Any

import pytest

from kiosk.config import Config, EcpsMethod, EmailMethod, load
from kiosk.config.ecps_rules import PROXY, USED
from kiosk.config.kinds import is_required, table_of
from kiosk.config.reading import read
from kiosk.config.schema import docstrings, json_schema
from tests.support.configs import written

PROJECT = Path(__file__).parents[2]
SHIPPED = (PROJECT / "kiosk.toml").read_text(encoding="utf-8")
SCHEMA = PROJECT / "docs" / "kiosk.schema.json"

TABLE = re.compile(r"(# )?\[([a-z.]+)\]")
KEY = re.compile(r"(# )?([a-z0-9_]+) = (.+)")
EXAMPLE = re.compile(r"(?:^#     .+\n)+", re.MULTILINE)
"""A whole table for a purpose, in the margin of a comment."""

WITHOUT_DEFAULT = [key for key in fields(EmailMethod) if not isinstance(key.default, bool | int)]

Table = tuple[str, type, list["Field[Any]"]]


def documented() -> dict[str, tuple[str, bool]]:
    """Of each table and key of the shipped file: the comment above it, and whether it is live."""
    found = {}
    table, comment = "", ""
    for line in SHIPPED.splitlines():
        header, key = TABLE.fullmatch(line), KEY.fullmatch(line)
        if header:
            table = header[2]
            found[table] = (comment.strip(), not header[1])
        elif key:
            found[f"{table}.{key[2]}"] = (comment.strip(), not key[1])
        comment = comment + line[1:] if line.startswith("# ") and not header and not key else ""
    return found


def tables(kind: type = Config, path: str = "") -> list[Table]:
    """Each table that holds keys: its name, its class, its keys."""
    inner = {field.name: table_of(field.type) for field in fields(kind)}
    keys = [field for field in fields(kind) if inner[field.name] is None]
    found = [(path, kind, keys)] if keys else []
    for name, table in inner.items():
        if table is not None:
            found += tables(table, f"{path}.{name}".lstrip("."))
    return found


def live(name: str) -> str:
    """The shipped file with every example of this table, or outside of such tables, in force."""
    table, lines = "", []
    for line in SHIPPED.splitlines():
        header = TABLE.fullmatch(line)
        if header:
            table = header[2] if header[1] else ""
        example = table in ("", name) and (header or KEY.fullmatch(line))
        lines.append(line.removeprefix("# ") if example else line)
    return "\n".join(lines) + "\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Holds the files that the examples name."""
    (tmp_path / "module.so").touch()
    (tmp_path / "identite.secret").write_text("secret")
    for name in ("portail-ca.pem", "identite-ca.pem", "poste-de-connexion.pem"):
        (tmp_path / name).write_text("-----BEGIN CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----\n")
    return tmp_path


def with_module(text: str, folder: Path) -> str:
    return re.sub(r"/opt/\S+\.so", str(folder / "module.so"), text)


@pytest.mark.parametrize(("table", "kind", "keys"), tables())
def test_every_key_stands_in_the_file_below_its_documentation(
    table: str, kind: type, keys: list["Field[Any]"]
) -> None:
    shown, docs = documented(), docstrings()
    comment, in_force = shown[table]
    assert comment.endswith(docs[kind.__name__])
    for key in keys:
        comment, live = shown[f"{table}.{key.name}"]
        assert comment == docs[f"{kind.__name__}.{key.name}"]
        assert live or not (in_force and is_required(key))
        assert in_force or not live


def test_the_file_has_no_key_that_the_model_lacks() -> None:
    known = {table for table, _, _ in tables()}
    known |= {f"{table}.{key.name}" for table, _, keys in tables() for key in keys}
    assert set(documented()) == known


def test_a_value_in_the_file_is_the_default_where_there_is_one() -> None:
    config = load(PROJECT / "kiosk.toml")
    for table, _, keys in tables():
        settings: Any = config
        for name in table.split("."):
            settings = getattr(settings, name)
        for key in keys if settings is not None else ():
            if key.default is not MISSING:
                assert getattr(settings, key.name) == key.default, f"[{table}] {key.name}"


@pytest.mark.parametrize(("name", "kind"), [("ecps", EcpsMethod), ("email", EmailMethod)])
def test_an_example_of_a_table_shows_the_defaults_that_say_something(name: str, kind: type) -> None:
    example = tomllib.loads(live(f"methods.{name}"))["methods"][name]
    for key in fields(kind):
        if isinstance(key.default, bool | int | str):
            assert example[key.name] == key.default, key.name


def test_the_examples_in_the_file_are_right(folder: Path) -> None:
    config = load(written(folder, with_module(live(""), folder)))
    assert config.portal.ca_file == folder / "portail-ca.pem"
    assert config.help.procedure_url is not None
    assert config.methods.ecps is None
    assert config.methods.email is None


@pytest.mark.parametrize("route", USED)
def test_the_example_of_e_cps_holds_every_flow(folder: Path, route: str) -> None:
    data = tomllib.loads(with_module(live("methods.ecps"), folder))
    example = data["methods"]["ecps"]
    useful = {name: example[name] for name in USED[route] - {"client_certificate"}}
    data["methods"]["ecps"] = useful | {"flow": "push" if route == PROXY else route}
    assert read(data, folder)[1] == []


def test_the_example_of_e_mail_holds(folder: Path) -> None:
    config = load(written(folder, with_module(live("methods.email"), folder)))
    assert config.methods.mail is not None
    assert all(getattr(config.methods.mail, key.name) for key in WITHOUT_DEFAULT)


def test_the_examples_for_pro_sante_connect_are_right(folder: Path) -> None:
    found = EXAMPLE.findall(SHIPPED)
    assert len(found) == 3
    for example in found:
        text = example.replace("#     ", "")
        assert load(written(folder, SHIPPED + text)).methods.phone is not None


def test_no_address_in_the_file_can_be_somebodys() -> None:
    hosts = re.findall(r"https://([^/\"]+)", SHIPPED.partition("[help]")[0])
    assert hosts
    known = (".example", ".bas.psc.esante.gouv.fr")
    assert [host for host in hosts if not host.endswith(known)] == []


def test_the_schema_is_up_to_date() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == json_schema(), (
        "kiosk schema > docs/kiosk.schema.json"
    )


def test_the_schema_documents_every_key() -> None:
    schema = json.loads(json_schema())
    for table, _, keys in tables():
        part = schema
        for name in table.split("."):
            part = part["properties"][name]
        assert part["additionalProperties"] is False
        assert set(part["properties"]) >= {key.name for key in keys}
        assert all(part["properties"][key.name]["description"] for key in keys)
        assert part["required"] == [key.name for key in keys if is_required(key)]
