"""The brake over its file: private, kept over a restart, shared by several kiosks."""

import asyncio
import logging
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.brake import Brake
from tests.support.brakes import HE, SHE, accept, counted, document, refuse, wait
from tests.support.waiting import eventually

REFUSER = """
import sys
from pathlib import Path
from kiosk.brake import Brake
from tests.support.brakes import refuse

refuse(Brake(Path(sys.argv[1])), times=15)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "journal-brake.json"


@pytest.mark.usefixtures("never_blocks")
def test_somebody_waits_and_others_do_not(path: Path) -> None:
    brake = Brake(path)
    assert wait(brake) == 0
    refuse(brake, times=3)
    assert wait(brake) == 0
    refuse(brake, times=1)
    assert 29 < wait(brake) <= 30
    assert wait(brake, HE) == wait(brake, None) == 0


def test_whoever_signs_in_need_not_wait_again(path: Path) -> None:
    refuse(Brake(path))
    accept(Brake(path))
    refuse(Brake(path), times=1)
    assert wait(Brake(path)) == 0


def test_refusals_of_nobody_in_particular_slow_the_kiosk_down(path: Path) -> None:
    refuse(Brake(path), None, 10)
    assert 29 < wait(Brake(path), None) <= 30
    assert 29 < wait(Brake(path), HE) <= 30


def test_the_file_is_private_and_names_nobody(path: Path) -> None:
    refuse(Brake(path), times=1)
    for each in path.parent.iterdir():
        assert each.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert str(SHE) not in path.read_text()
    (mark,) = document(path)["counts"]
    assert len(mark) == 64
    refuse(Brake(path), HE, 1)
    assert len(document(path)["counts"]) == 2


def test_two_files_call_the_same_person_otherwise(tmp_path: Path) -> None:
    marks = set()
    for name in ("one.json", "other.json"):
        refuse(Brake(tmp_path / name), times=1)
        marks |= set(document(tmp_path / name)["counts"])
    assert len(marks) == 2


def test_two_kiosks_on_one_file_count_together(path: Path) -> None:
    children = [subprocess.Popen([sys.executable, "-c", REFUSER, str(path)]) for _ in range(2)]
    assert [child.wait() for child in children] == [0, 0]
    assert counted(path) == [30]
    brake, other = Brake(path), Brake(path)
    assert wait(brake) > 800
    accept(other)
    assert 290 < wait(brake) <= 300


async def test_what_was_refused_counts_even_when_nobody_waits_for_that(path: Path) -> None:
    refusal = asyncio.create_task(Brake(path).tried(SHE))
    await asyncio.sleep(0)
    refusal.cancel()
    await eventually(lambda: path.exists() and counted(path) == [1])


def test_where_all_is_well_nothing_is_logged(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, "kiosk"):
        for brake in (Brake(path), Brake(path)):
            refuse(brake)
            wait(brake)
            accept(brake)
    assert caplog.text == ""
