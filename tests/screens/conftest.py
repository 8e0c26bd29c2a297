"""Screens are tested in the real app, on an event loop that must not be blocked."""

import pytest


@pytest.fixture(autouse=True)
def _watched_loop(never_blocks: object) -> None:
    """For every test here."""
