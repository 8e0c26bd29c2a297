from tests.flow.diagram import PAGE, diagram


def test_the_drawn_flow_is_the_flow() -> None:
    assert PAGE.read_text(encoding="utf-8") == diagram(), "run `make docs`"
