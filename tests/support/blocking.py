"""The event loop is never blocked: a test that asks for this fails when our code does it."""

from collections.abc import Iterator

import pytest
from blockbuster import BlockBuster, blockbuster_ctx


@pytest.fixture
def never_blocks() -> Iterator[BlockBuster]:
    """The catalogue of a language is read before there is a loop, except in tests."""
    with blockbuster_ctx(["kiosk", "screens", "devices"]) as blockbuster:
        for function in blockbuster.functions.values():
            function.can_block_in("kiosk/i18n.py", {"_load"})
        yield blockbuster
