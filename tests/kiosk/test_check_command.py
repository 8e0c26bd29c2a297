"""`kiosk check` as an administrator and as a tool see it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kiosk.check import ONE_WAY, Check, Fact, command
from kiosk.check.fact import Detail, failed, ok, warning
from kiosk.cli import main
from kiosk.config import Config
from kiosk.i18n import _
from kiosk.identity import Method
from tests.support.configs import ECPS, EMAIL, MINIMAL, written
from tests.support.https_site import Authority, Page, serve
from tests.support.pcsc import PcscService

GOOD = ok("good", "all is well with {thing}", thing="this")
DOUBTFUL = warning("doubtful", "not so well", "look at it")
BAD = failed("bad", _("no card reader"), _("plug it in, or install its driver"))
DETAILED = replace(BAD, details=(Detail("<reader>", BAD.message), Detail("lsusb")))


def checking(monkeypatch: pytest.MonkeyPatch, *facts: Fact) -> None:
    """Has `kiosk check` find these facts."""

    def look(_config: Config) -> Iterable[Fact]:
        return facts

    monkeypatch.setattr(command, "CHECKS", (Check("facts", look, 30),))


def check(path: Path, *options: str) -> Result:
    path.chmod(0o644)
    return CliRunner().invoke(main, ["check", "--config", str(path), *options])


def test_each_fact_is_one_line_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checking(monkeypatch, GOOD, DOUBTFUL, BAD)
    path = written(tmp_path, MINIMAL + '[kiosk]\nlanguage = "en"\n')
    result = check(path)
    assert result.output.splitlines() == [
        f"ok       configuration  {path} has no mistakes",
        "ok       good           all is well with this",
        "warning  doubtful       not so well → look at it",
        "failed   bad            no card reader → plug it in, or install its driver",
    ]


@pytest.mark.parametrize(
    ("facts", "status"), [((), 0), ((GOOD,), 0), ((DOUBTFUL,), 0), ((BAD, GOOD), 1)]
)
@pytest.mark.parametrize("options", [(), ("--json",)])
def test_the_exit_status_tells_whether_a_doctor_can_sign_in(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    facts: tuple[Fact, ...],
    status: int,
    options: tuple[str, ...],
) -> None:
    checking(monkeypatch, *facts)
    assert check(written(tmp_path, MINIMAL), *options).exit_code == status


def test_facts_are_told_in_the_language_of_the_kiosk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checking(monkeypatch, BAD)
    result = check(written(tmp_path, MINIMAL))
    assert "aucun lecteur de carte" in result.output


def test_tools_get_one_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checking(monkeypatch, GOOD, DETAILED)
    path = written(tmp_path, MINIMAL + '[kiosk]\nlanguage = "en"\n')
    document = json.loads(check(path, "--json").output)
    assert document["ok"] is False
    assert document["problems"] == []
    assert document["facts"][1:] == [
        {
            "topic": "good",
            "state": "ok",
            "fact": "all is well with this",
            "remedy": None,
            "details": [],
        },
        {
            "topic": "bad",
            "state": "failed",
            "fact": "no card reader",
            "remedy": "plug it in, or install its driver",
            "details": [
                {"text": "<reader>", "note": "no card reader"},
                {"text": "lsusb", "note": None},
            ],
        },
    ]


def test_details_stand_below_their_fact(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checking(monkeypatch, GOOD, DETAILED)
    result = check(written(tmp_path, MINIMAL + '[kiosk]\nlanguage = "en"\n'))
    assert result.output.splitlines()[1:] == [
        "ok       good           all is well with this",
        "failed   bad            no card reader → plug it in, or install its driver",
        "                        <reader>  ← no card reader",
        "                        lsusb",
    ]


@pytest.mark.parametrize(
    ("method", "others"), [("card", ""), ("ecps", ECPS["qr"]), ("email", EMAIL)]
)
def test_one_way_in_can_be_looked_at_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str, others: str
) -> None:
    looked_at = []

    def look(_config: Config) -> Iterable[Fact]:
        looked_at.append(method)
        return ()

    monkeypatch.setitem(ONE_WAY, Method(method), (Check("one", look, 30),))
    result = check(written(tmp_path, MINIMAL + others), "--method", method)
    assert looked_at == [method]
    assert result.exit_code == 0
    assert len(result.output.splitlines()) == 1


@pytest.mark.parametrize(
    ("method", "others"),
    [("ecps", EMAIL), ("email", ECPS["qr"]), ("email", f"{EMAIL}enabled = false\n")],
)
def test_a_way_in_that_is_not_open_cannot_be_looked_at(
    tmp_path: Path, method: str, others: str
) -> None:
    path = written(tmp_path, MINIMAL + others + '[kiosk]\nlanguage = "en"\n')
    result = check(path, "--method", method)
    assert result.exit_code == 1
    assert result.output.splitlines()[1:] == [
        f"failed   {method:13}  nobody can sign in by {method} → see to [methods.{method}]"
    ]


def test_mistakes_of_the_configuration_come_before_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checking(monkeypatch, GOOD)
    path = written(tmp_path, MINIMAL + "warm = true\ncolour = 3\n")
    result = check(path)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        f"{path}:8: [methods.card] warm: unknown key (did you mean [browser] warm?)",
        f"{path}:9: [methods.card] colour: unknown key",
    ]


def test_tools_get_the_mistakes_as_rows(tmp_path: Path) -> None:
    result = check(written(tmp_path, MINIMAL + "warm = true\n"), "--json")
    assert result.exit_code == 2
    assert json.loads(result.output) == {
        "ok": False,
        "problems": [
            {
                "line": 8,
                "table": "methods.card",
                "key": "warm",
                "message": "unknown key",
                "suggestion": "[browser] warm",
            }
        ],
        "facts": [],
    }


def test_a_configuration_that_others_may_change_is_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checking(monkeypatch, GOOD)
    path = written(tmp_path, MINIMAL)
    path.chmod(0o646)
    result = CliRunner().invoke(main, ["check", "--config", str(path)])
    assert result.exit_code == 1
    assert f"chmod o-w {path}" in result.output


@pytest.fixture
def workstation(tmp_path: Path) -> Iterator[Path]:
    """The configuration of a workstation on which everything is real."""
    authority = Authority(tmp_path)
    context = authority.server_context("localhost")
    with serve({"/": Page("Bienvenue")}, context) as site:
        address = site.url("/")
        text = MINIMAL.replace("https://portail.example/", address)
        text = text.replace('["portail.example"]', '["localhost"]\nca_file = "authority.pem"')
        path = written(tmp_path, f'{text}[journal]\npath = "journal.sqlite"\n')
        path.chmod(0o644)
        yield path


@pytest.mark.usefixtures("pcsc")
def test_a_workstation_with_everything_passes(workstation: Path) -> None:
    program = Path(sys.executable).with_name("kiosk")
    done = subprocess.run(
        [program, "check", "--json", "--config", workstation],
        env={**os.environ, "XDG_RUNTIME_DIR": "/dev/shm"},  # noqa: S108
        capture_output=True,
        check=False,
    )
    document = json.loads(done.stdout)
    failures = [fact for fact in document["facts"] if fact["state"] == "failed"]
    assert failures == []
    assert done.returncode == 0
    assert done.stderr == b""
    assert {"configuration", "pcsc", "reader", "module", "stunnel", "portal", "clock"} <= {
        fact["topic"] for fact in document["facts"]
    }


def test_a_workstation_without_its_service_fails(workstation: Path, pcsc: PcscService) -> None:
    pcsc.stop()
    result = CliRunner().invoke(main, ["check", "--json", "--config", str(workstation)])
    assert result.exit_code == 1
    facts = json.loads(result.output)["facts"]
    assert [fact["topic"] for fact in facts if fact["state"] == "failed"] == ["pcsc"]
