"""Whom the sites of these tests are believed by."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.form_portal_desk import Desk, desk
from tests.support.https_site import Authority


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


@pytest.fixture
def at(authority: Authority) -> Iterator[Desk]:
    """Before a portal that has her number, her password and her mail."""
    with desk(authority) as at:
        yield at
