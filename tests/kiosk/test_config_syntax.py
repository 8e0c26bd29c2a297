"""Files that are no configuration at all: each gets a sentence, none a traceback."""

import os
from pathlib import Path

import pytest

from kiosk.config import ConfigInvalid, load
from tests.support.configs import MINIMAL, rows, written


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a = 1\na = 2\n", "kiosk.toml:2: this key stands here for the second time"),
        ("[a]\n[a]\n", "kiosk.toml:2: this table stands here for the second time"),
        ("[a]\nb = oui\n", "kiosk.toml:2: a value is missing or not TOML: text needs quotes"),
        ("\nb =\n", "kiosk.toml:2: a value is missing or not TOML"),
        ("b : 3\n", "kiosk.toml:1: a key needs = and a value behind it"),
        ("= 3\n", "kiosk.toml:1: neither [table] nor key = value nor # comment"),
        ('b = "x" y\n', "kiosk.toml:1: only a # comment may stand behind a value"),
        ('b = "x\n', "kiosk.toml:1: a text has no closing quote"),
        ('b = """x\n', "kiosk.toml: a text has no closing quote, at the end of the file"),
        ("b = [1\n", "kiosk.toml: an array has no closing ], at the end of the file"),
        ('b = "C:\\Users"', "kiosk.toml:1: a backslash in a text: write '…' around it"),
        ('b = "\\d"', "kiosk.toml:1: a backslash in a text: write '…' around it"),
        ("b = " + "[" * 20_000, "kiosk.toml: has brackets nested too deep"),
        ("b = " + "9" * 20_000, "kiosk.toml: holds a number that is too long"),
        ("\0\0", "kiosk.toml:1: neither [table] nor"),
        (b"\x7fELF\x02\x01\0\0\xff\xff", "kiosk.toml:1: is not UTF-8 text"),
        ('a = 1\nb = "é"\n'.encode("latin-1"), "kiosk.toml:2: is not UTF-8 text: save it as UTF-8"),
        (MINIMAL.encode("utf-16"), "kiosk.toml: is saved as UTF-16: save it as UTF-8"),
        ("#" * 262_145, "kiosk.toml: is larger than 256 KB: is it the right file?"),
    ],
)
def test_what_is_not_toml_is_said(tmp_path: Path, content: str | bytes, said: str) -> None:
    (row,) = rows(tmp_path, content)
    assert row.startswith(said)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_files_of_windows_editors_are_read(tmp_path: Path, newline: str, mark: str) -> None:
    text = (mark + MINIMAL).replace("\n", newline)
    assert load(written(tmp_path, text)).portal.name == "Portail"
    (row,) = rows(tmp_path, text + f"[browser]{newline}warm = 1{newline}")
    assert row.startswith("kiosk.toml:9: [browser] warm: must be true or false")


def test_a_file_of_the_largest_size_is_read(tmp_path: Path) -> None:
    padding = "#" * (256 * 1024 - len(MINIMAL))
    assert load(written(tmp_path, MINIMAL + padding)).portal.name == "Portail"


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.toml"
    with pytest.raises(ConfigInvalid) as caught:
        load(path)
    assert caught.value.rows() == [f"{path}: cannot be read: No such file or directory"]


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo])
def test_what_is_no_file_is_not_read(tmp_path: Path, make: object) -> None:
    path = tmp_path / "kiosk.toml"
    assert callable(make)
    make(path)
    with pytest.raises(ConfigInvalid) as caught:
        load(path)
    assert caught.value.rows() == [f"{path}: is not a file"]
