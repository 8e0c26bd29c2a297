"""The portal's process ends when it should, and keeps its key to itself."""

import asyncio
import stat
import sys
from pathlib import Path

import pytest

from kiosk.demo.pki import Authority
from kiosk.demo.portal.process import Portal, PortalFailed, running_portal
from tests.support.waiting import eventually

PARENT = """
import asyncio, sys
from pathlib import Path
from kiosk.demo.pki import Authority
from kiosk.demo.portal.process import running_portal

async def main():
    async with running_portal(Authority(), Path(sys.argv[1])) as portal:
        print(portal.pid, flush=True)
        await asyncio.Event().wait()

asyncio.run(main())
"""


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


async def test_it_ends_with_its_context(authority: Authority, tmp_path: Path) -> None:
    async with running_portal(authority, tmp_path) as portal:
        assert alive(portal.pid)
    assert not alive(portal.pid)


async def test_it_dies_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    parent = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PARENT, str(tmp_path), stdout=asyncio.subprocess.PIPE
    )
    assert parent.stdout is not None
    portal = int(await parent.stdout.readline())
    assert alive(portal)
    parent.kill()
    await parent.wait()
    await eventually(lambda: not alive(portal))


def test_its_keys_are_readable_by_their_owner_alone(portal: Portal) -> None:
    for name in ("portal.pem", "provider.pem"):
        assert stat.S_IMODE((portal.ca_file.parent / name).stat().st_mode) == 0o600
    command = Path(f"/proc/{portal.pid}/cmdline").read_bytes()
    assert b"PRIVATE" not in command + Path(f"/proc/{portal.pid}/environ").read_bytes()


async def test_a_portal_that_cannot_start_is_an_error(
    authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(PortalFailed):
        async with running_portal(authority, tmp_path):
            pytest.fail("there is no portal")
