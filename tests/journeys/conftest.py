"""The real stack, for every journey."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.stack import Stack, stack_in
from tests.support.pcsc import PcscService
from tests.support.portal import PortalService


@pytest.fixture
def stack(pcsc: PcscService, portal: PortalService, tmp_path: Path) -> Iterator[Stack]:
    """Two readers, no card, a portal in good manners."""
    with stack_in(pcsc, portal, tmp_path) as made:
        yield made
