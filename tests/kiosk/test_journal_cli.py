"""`kiosk journal`, as an administrator types it."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kiosk.journal_cli import journal
from kiosk.outcome import Outcome
from tests.support.journals import entry, filled, tamper

CONFIG = """
[portal]
name = "Portail"
home_url = "https://portail.example/"
logout_url = "https://portail.example/logout"
allowed_hosts = ["portail.example"]
[methods.card]
login_url = "https://portail.example/card"
[card]
pkcs11_module = "module.so"
[journal]
path = "journal.db"
"""


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("kiosk.toml").write_text(CONFIG)
    Path("module.so").touch()
    return tmp_path / "journal.db"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(journal, arguments)


def test_it_lists_who_came_and_how_it_ended(path: Path) -> None:
    book = filled(path, 2)
    book.append(entry(Outcome.REFUSED, reason="the portal refused the card"))
    result = run()
    titles, *rows = result.output.splitlines()
    assert result.exit_code == 0
    assert titles.split() == ["ROW", "WHEN", "HOW", "WAY", "CODE", "NUMBER", "WHO", "KIOSK", "WHY"]
    assert [row.split()[0] for row in rows] == ["1", "2", "3"]
    assert "Dr Camille MARTIN" in rows[0]
    assert "refused" in rows[2]
    assert rows[2].endswith("the portal refused the card")


@pytest.fixture
def paris(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as place:
        place.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("paris")
def test_times_are_those_of_the_place(path: Path) -> None:
    filled(path, 1)
    assert "2026-11-24 14:32:05" in run().output


def test_an_intact_chain_is_said_with_its_last_hash(path: Path) -> None:
    head = filled(path, 3).inspect().head
    result = run("--verify")
    assert result.exit_code == 0
    assert result.output == f"3 rows, none tampered with; hash of the last: {head}\n"


def test_a_tampered_row_is_named_and_the_status_tells(path: Path) -> None:
    filled(path, 3)
    tamper(path, "UPDATE journal SET holder_name = 'Dr X' WHERE number = 2")
    result = run("--verify")
    assert result.exit_code == 1
    assert result.output.startswith("row 2 was changed\n1 rows before it are good")


def test_a_copy_can_be_looked_at_without_a_configuration(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_bytes(filled(path, 2).path.read_bytes())
    Path("kiosk.toml").unlink()
    assert run("--file", str(copy), "--verify").exit_code == 0
    assert run("--verify").exit_code == 2


def test_what_was_put_in_by_hand_cannot_command_the_terminal(path: Path) -> None:
    filled(path, 1)
    tamper(path, "UPDATE journal SET at = 'x' || char(27) || '[2J', reason = char(10, 7, 8238)")
    result = run()
    assert result.exit_code == 0
    assert result.output.count("\n") == 2
    assert result.output.replace("\n", "").isprintable()


def test_no_journal_yet_is_said_without_a_traceback(path: Path) -> None:
    result = run()
    assert result.exit_code == 2
    assert str(path) in result.stderr
    assert not path.exists()


def test_a_wrong_configuration_is_said_line_by_line(path: Path) -> None:
    Path("kiosk.toml").write_text(CONFIG.replace("home_url", "home_uri"))
    result = run()
    assert result.exit_code == 2
    assert "kiosk.toml:4: [portal] home_uri" in result.stderr
    assert not path.exists()
