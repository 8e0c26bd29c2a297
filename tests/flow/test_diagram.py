import pytest

from tests.flow.diagram import PAGE, diagram

pytestmark = pytest.mark.timeout(600)
"""Whichever test comes first walks the whole flow."""


def test_the_drawn_flow_is_the_flow() -> None:
    assert PAGE.read_text(encoding="utf-8") == diagram(), "run `make docs`"
