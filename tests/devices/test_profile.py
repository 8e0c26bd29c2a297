"""The throw-away profile: private, in memory, gone without a trace."""

import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from devices.browser.profile import Profile
from devices.kit import Wiped
from devices.private_dir import PrivateDirectory, Purpose, runtime_directory, wipe_leftovers
from tests.support.waiting import wait_for

CLEAN = Wiped(processes_left=0, files_left=0)
MAKE = (
    "import sys, pathlib, devices.browser.profile as p; p.Profile.make(pathlib.Path(sys.argv[1]))"
)


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Root is stopped by no permission; a kiosk is not root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder in memory that every user can write to."""
    path = Path(tempfile.mkdtemp(prefix="kiosk-test-", dir="/dev/shm"))
    path.chmod(0o1777)
    yield path
    shutil.rmtree(path)


def left_by_a_crash(base: Path) -> Path:
    """The profile of a kiosk that is no more."""
    subprocess.run([sys.executable, "-c", MAKE, str(base)], check=True)
    (path,) = base.glob(f"{Purpose.BROWSER}*")
    return path


def test_only_its_owner_can_look_into_it(tmp_path: Path) -> None:
    profile = Profile.make(tmp_path)
    for path in (profile.path, profile.home, profile.data, profile.temporary, profile.commands):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700
        assert path.is_relative_to(profile.path)
    assert profile.path.name.startswith("kiosk-browser-")
    assert profile.wipe() == CLEAN


def test_a_wiped_profile_is_gone_with_all_that_is_in_it(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_text("stays")
    profile = Profile.make(tmp_path)
    (profile.home / "a" / "b").mkdir(parents=True)
    (profile.home / "a" / "b" / "letter").write_text("secret")
    (profile.home / "link").symlink_to(outside)
    closed = profile.home / "closed"
    closed.mkdir()
    (closed / "letter").write_text("secret")
    closed.chmod(0)
    with (profile.data / "open").open("w"):
        assert profile.wipe() == CLEAN
    assert not profile.path.exists()
    assert outside.read_text() == "stays"
    assert profile.wipe() == CLEAN


def test_a_directory_closed_against_its_owner_is_wiped_all_the_same(shared: Path) -> None:
    with ordinary_user():
        profile = Profile.make(shared)
        closed = profile.home / "closed"
        closed.mkdir()
        (closed / "letter").write_text("secret")
        closed.chmod(0)
        assert profile.wipe() == CLEAN
    assert not profile.path.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can leave a file that others cannot wipe")
def test_what_cannot_be_removed_is_counted(shared: Path) -> None:
    with ordinary_user():
        profile = Profile.make(shared)
    foreign = profile.data / "foreign"
    foreign.mkdir()
    (foreign / "letter").write_text("secret")
    with ordinary_user():
        wiped = profile.wipe(seconds=0.1)
    assert wiped == Wiped(processes_left=0, files_left=4), "the letter and the three folders above"
    assert not wiped.clean


def test_a_process_that_still_writes_is_ended_first(tmp_path: Path) -> None:
    profile = Profile.make(tmp_path)
    script = f"while :; do echo x > {profile.data}/$((i=i+1)); done"
    with subprocess.Popen(["/bin/sh", "-c", script]) as writer:
        wait_for(lambda: len(list(profile.data.iterdir())) > 10)
        assert profile.wipe() == CLEAN
        assert writer.wait() < 0
    assert not profile.path.exists()


def test_the_profile_of_a_crashed_kiosk_is_wiped_at_the_next_start(tmp_path: Path) -> None:
    path = left_by_a_crash(tmp_path)
    (path / "data" / "Cookies").write_text("secret")
    assert wipe_leftovers(tmp_path) == [CLEAN]
    assert not path.exists()
    assert wipe_leftovers(tmp_path) == []


def test_the_socket_of_a_crashed_kiosk_is_wiped_too(tmp_path: Path) -> None:
    PrivateDirectory.make(Purpose.TLS, tmp_path).release()
    assert wipe_leftovers(tmp_path) == [CLEAN]


def test_a_process_left_by_a_crashed_kiosk_is_ended(tmp_path: Path) -> None:
    path = left_by_a_crash(tmp_path)
    environment = {"HOME": str(path / "home")}
    with subprocess.Popen(["/bin/sleep", "60"], env=environment) as left:
        assert wipe_leftovers(tmp_path) == [CLEAN]
        assert left.wait() < 0


def test_a_living_kiosk_keeps_its_profile(tmp_path: Path) -> None:
    profile = Profile.make(tmp_path)
    (profile.data / "Cookies").write_text("secret")
    assert wipe_leftovers(tmp_path) == []
    assert (profile.data / "Cookies").exists()
    profile.wipe()


def test_a_child_of_the_kiosk_does_not_keep_the_lock(tmp_path: Path) -> None:
    script = f"{MAKE}; import subprocess; subprocess.Popen(['/bin/sleep', '60'])"
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=True)
    assert wipe_leftovers(tmp_path) == [CLEAN]


def test_a_stranger_cannot_lead_the_wipe_elsewhere(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.mkdir()
    (victim / "letter").write_text("stays")
    (tmp_path / f"{Purpose.BROWSER}link").symlink_to(victim)
    (tmp_path / f"{Purpose.BROWSER}file").write_text("stays")
    assert wipe_leftovers(tmp_path) == []
    assert (victim / "letter").read_text() == "stays"


def test_profiles_lie_in_memory_where_there_is_any() -> None:
    memory = runtime_directory({})
    assert memory.in_memory
    checkout = Path(__file__).parent
    on_disk = runtime_directory({"XDG_RUNTIME_DIR": str(checkout)})
    assert on_disk == memory, "a runtime directory on a disk is passed over"
    assert runtime_directory({"XDG_RUNTIME_DIR": str(memory.path)}) == memory
