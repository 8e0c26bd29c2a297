"""Numbers that can be read from afar."""

import pytest
from textual.app import App, ComposeResult
from textual.color import Color

from screens.theme import CLEAR
from screens.widgets.big_digits import BigDigits, draw


class Number(App[None]):
    """One number on an empty screen."""

    CSS = "BigDigits { width: 100%; height: 100%; color: $primary; }"

    def __init__(self, text: str) -> None:
        super().__init__()
        self.register_theme(CLEAR)
        self.theme = CLEAR.name
        self._text = text

    def compose(self) -> ComposeResult:
        yield BigDigits()

    def on_mount(self) -> None:
        self.query_one(BigDigits).say(self._text)


def seen(app: App[None]) -> list[str]:
    """The screen, with # for each cell that has the colour of the ink."""
    ink = Color.parse(CLEAR.primary).rich_color
    return [
        "".join(
            "#" * len(text) if style is not None and style.bgcolor == ink else text
            for text, style, _ in app.query_one(BigDigits).render_line(y)
        ).rstrip()
        for y in range(app.size.height)
    ]


def test_digits_are_made_of_cells() -> None:
    assert [line.rstrip() for line in draw("17", 22, 7)] == [
        "    ██      ██████████",
        "  ████              ██",
        "██  ██            ██",
        "    ██          ██",
        "    ██          ██",
        "    ██        ██",
        "██████████    ██",
    ]


@pytest.mark.parametrize(
    ("room", "tall"),
    [((22, 7), 7), ((80, 7), 7), ((80, 14), 14), ((43, 14), 7), ((160, 37), 35), ((200, 13), 7)],
)
def test_they_are_as_large_as_the_room_allows_and_in_its_middle(
    room: tuple[int, int], tall: int
) -> None:
    columns, rows = room
    lines = draw("88", columns, rows)
    assert (len(lines), {len(line) for line in lines}) == (rows, {columns})
    inked = [y for y, line in enumerate(lines) if line.strip()]
    assert len(inked) == tall
    assert abs(inked[0] - (rows - 1 - inked[-1])) <= 1
    left = min(len(line) - len(line.lstrip()) for line in lines if line.strip())
    right = min(len(line) - len(line.rstrip()) for line in lines)
    assert abs(left - right) <= 1


@pytest.mark.parametrize("text", ["W4SCT", "4 2", "٤٢", "42" * 20])
def test_what_cannot_be_drawn_is_written(text: str) -> None:
    lines = draw(text, 60, 7)
    assert [line.strip() for line in lines] == ["", "", "", text, "", "", ""]


async def test_the_screen_shows_the_number_in_the_colour_of_the_theme() -> None:
    app = Number("17")
    async with app.run_test(size=(22, 7)) as pilot:
        await pilot.pause()
        assert seen(app) == [line.rstrip().replace("█", "#") for line in draw("17", 22, 7)]
        number = app.query_one(BigDigits)
        assert number.plain == "17"
        assert "17" not in repr(number)


async def test_another_size_gets_another_drawing() -> None:
    app = Number("42")
    async with app.run_test(size=(30, 8)) as pilot:
        await pilot.pause()
        small = sum(line.count("#") for line in seen(app))
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert sum(line.count("#") for line in seen(app)) == 4 * small


async def test_a_number_that_is_gone_takes_no_room() -> None:
    app = Number("42")
    async with app.run_test(size=(30, 8)) as pilot:
        app.query_one(BigDigits).say("")
        await pilot.pause()
        assert not app.query_one(BigDigits).display


async def test_text_from_a_server_is_data() -> None:
    app = Number("[red]\x1b[2J4")
    async with app.run_test(size=(30, 3)) as pilot:
        await pilot.pause()
        text = "".join(seen(app))
        assert text.isprintable()
        assert "[red]" in text
