"""Nothing that befalls the brake's file refuses a doctor, or frees anybody while a kiosk runs."""

import fcntl
import json
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.brake import Brake, file
from tests.support.brakes import counted, document, refuse, wait
from tests.support.unprivileged import unprivileged

# Fills the disk in the kernel's eyes: no file may grow any more.
FULL_DISK = """
import resource, sys
from pathlib import Path
from kiosk.brake import Brake
from tests.support.brakes import refuse, wait

path = Path(sys.argv[1])
brake = Brake(path)
refuse(brake, times=1)
limits = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (0, limits[1]))
refuse(brake, times=3)
print(wait(brake) > 29, wait(Brake(path)) > 0)
resource.setrlimit(resource.RLIMIT_FSIZE, limits)
print(wait(brake) > 28, wait(Brake(path)) > 28)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "journal-brake.json"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"{}",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b"9" * 5000,
        b"x" * 2_000_000,
        b'{"key": "", "time": 0, "at": ["", 0, 0], "counts": {}, "moments": []}',
    ],
)
def test_a_file_that_is_none_is_said_and_written_anew(
    path: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    assert wait(Brake(path)) == 0
    assert "the brake's file cannot be read" in caplog.text
    refuse(Brake(path))
    assert wait(Brake(path)) > 29


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("time", "soon"),
        ("time", True),
        ("time", -1),
        ("time", float("nan")),
        ("time", float("inf")),
        ("time", 10**400),
        ("at", ["boot", 1]),
        ("at", [1, 1, 1]),
        ("moments", {"a": 1}),
        ("moments", ["x"]),
        ("counts", []),
        ("counts", {"a": [1]}),
        ("counts", {"a": [1.5, 0]}),
        ("counts", {"a": [0, 0]}),
        ("key", "é"),
        ("key", "00"),
    ],
)
def test_a_file_with_an_odd_value_is_said(
    path: Path, key: str, value: object, caplog: pytest.LogCaptureFixture
) -> None:
    refuse(Brake(path))
    path.write_text(json.dumps(document(path) | {key: value}))
    assert wait(Brake(path)) == 0
    assert "the brake's file cannot be read" in caplog.text


def test_what_was_refused_in_the_future_ends_like_everything(path: Path) -> None:
    refuse(Brake(path))
    found = document(path)
    (mark,) = found["counts"]
    path.write_text(json.dumps(found | {"counts": {mark: [50, 1e11]}, "moments": [1e11] * 50}))
    assert 899 < wait(Brake(path)) <= 900
    assert 299 < wait(Brake(path), None) <= 300


@pytest.mark.parametrize("damage", ["gone", "broken"])
def test_while_a_kiosk_runs_nobody_is_freed_by_what_befalls_the_file(
    path: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    brake = Brake(path)
    refuse(brake)
    path.unlink() if damage == "gone" else path.write_text("{")
    assert wait(brake) > 29
    assert "the brake's file" in caplog.text
    assert wait(Brake(path)) > 29


def test_a_read_only_folder_keeps_nobody_out_and_frees_nobody(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with unprivileged() as folder:
        path = folder / "brake.json"
        refuse(Brake(path), times=3)
        (folder / "brake.lock").unlink()
        folder.chmod(0o500)
        brake = Brake(path)
        refuse(brake, times=1)
        assert wait(brake) > 29
        assert "the brake's file cannot be locked" in caplog.text
        folder.chmod(0o700)
        wait(brake, None)
        assert wait(Brake(path)) > 28


def test_a_folder_that_cannot_be_made_is_said(caplog: pytest.LogCaptureFixture) -> None:
    with unprivileged() as folder:
        folder.chmod(0o500)
        brake = Brake(folder / "new" / "brake.json")
        refuse(brake)
        assert wait(brake) > 29
        assert "the brake's file cannot be locked" in caplog.text


def test_a_folder_in_the_place_of_the_file_is_said(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path.mkdir(parents=True)
    brake = Brake(path)
    refuse(brake)
    assert wait(brake) > 29
    assert "the brake's file cannot be written" in caplog.text


def test_a_full_disk_frees_nobody_and_is_made_good_later(path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["True", "False", "True", "True"]
    assert "the brake's file cannot be written: [Errno 27]" in done.stderr


def test_a_lock_that_stays_holds_nobody_up_for_long(
    path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(file, "LOCK_SECONDS", 0.05)
    brake = Brake(path)
    refuse(brake, times=3)
    with path.with_suffix(".lock").open() as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        refuse(brake, times=1)
        assert wait(brake) > 29
        assert "another process holds the lock" in caplog.text
        assert counted(path) == [3]
    wait(brake, None)
    assert counted(path) == [4]
