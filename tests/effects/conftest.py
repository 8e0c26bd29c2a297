"""Effects are tested on an event loop that must not be blocked."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from blockbuster import BlockBuster

from kiosk.journal import AsyncJournal, Journal
from tests.effects.stage import Stage
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
