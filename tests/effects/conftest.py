"""Effects are tested on an event loop that must not be blocked."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from blockbuster import BlockBuster

from kiosk.demo.pki import Authority
from kiosk.journal import AsyncJournal, Journal
from tests.effects.house import House, house_in
from tests.effects.mail_stage import MailStage
from tests.effects.stage import Stage
from tests.support.form_portal_desk import desk
from tests.support.https_site import Authority as SiteAuthority
from tests.support.portal import PortalService


@pytest.fixture(autouse=True)
def _watched_loop(never_blocks: BlockBuster) -> None:
    """For every test here. The tunnel's directory is made in memory: that is no waiting."""
    for function in never_blocks.functions.values():
        function.can_block_in("devices/private_dir.py", {"private_directory"})


@pytest.fixture
async def stage(portal: PortalService, tmp_path: Path) -> AsyncIterator[Stage]:
    """Nothing has begun yet."""
    async with AsyncJournal(Journal(tmp_path / "journal.sqlite")) as journal:
        yield Stage(portal, journal)


@pytest.fixture
async def seat(tmp_path: Path) -> AsyncIterator[MailStage]:
    """Nothing has begun yet."""
    authority = SiteAuthority(tmp_path)
    async with AsyncJournal(Journal(tmp_path / "journal.sqlite")) as journal:
        with desk(authority) as at:
            yield MailStage(at.portal, at.way, tmp_path, journal)


@pytest.fixture(scope="module")
def authority() -> Authority:
    """Of the demo's cards and portal."""
    return Authority()


@pytest.fixture
def _runtime(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A runtime directory in which nothing may be left; short enough for a socket."""
    with tempfile.TemporaryDirectory(prefix="run-") as directory:
        monkeypatch.setenv("XDG_RUNTIME_DIR", directory)
        yield
        assert not list(Path(directory).iterdir())


@pytest.fixture
async def house(_runtime: None, authority: Authority, tmp_path: Path) -> AsyncIterator[House]:
    """A kiosk that has started; when it has stopped, nothing of anybody is left."""
    async with house_in(tmp_path, authority) as house:
        yield house
    assert asyncio.all_tasks() == {asyncio.current_task()}
    assert all(browser.ended for browser in house.browsers)
