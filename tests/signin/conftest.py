"""Whom the sites of these tests are believed by."""

from pathlib import Path

import pytest

from tests.support.https_site import Authority


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)
