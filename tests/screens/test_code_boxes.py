"""What the boxes take, and what they give away."""

import pytest
from textual import events

from kiosk.flow.effects import SignInWithCard
from kiosk.flow.state import PinEntry
from tests.screens.stage import Stage, on_stage


async def type_and_submit(stage: Stage, keys: str) -> list[bytes]:
    await stage.greet()
    await stage.press(*keys, "enter")
    return stage.pins()


@pytest.mark.parametrize(
    ("keys", "digits"),
    [
        ("&é\"'", b"1234"),
        ("(-è_", b"5678"),
        ("çàç&", b"9091"),
        ("É1È2", b"2172"),
        ("ÇÀ00", b"9000"),
        ("1é3'", b"1234"),
    ],
)
async def test_a_french_keyboard_needs_no_shift(keys: str, digits: bytes) -> None:
    async with on_stage() as stage:
        assert await type_and_submit(stage, keys) == [digits]


@pytest.mark.parametrize("stranger", ["a", "Z", " ", "٣", "²", "½", ")", "=", "é́"[-1]])
async def test_what_is_no_digit_is_ignored(stranger: str) -> None:
    async with on_stage() as stage:
        assert await type_and_submit(stage, f"1{stranger}2{stranger}34") == [b"1234"]


async def test_a_fifth_digit_is_ignored() -> None:
    async with on_stage() as stage:
        assert await type_and_submit(stage, "12345") == [b"1234"]


@pytest.mark.parametrize("keys", ["", "1", "123"])
async def test_fewer_than_four_digits_never_reach_the_card(keys: str) -> None:
    async with on_stage() as stage:
        assert await type_and_submit(stage, keys) == []
        await stage.sees("Le code comporte quatre chiffres : recommencez.")
        assert "●" not in stage.text()

        await stage.press("1", "2", "3", "4", "enter")
        assert stage.pins() == [b"1234"]


async def test_backspace_takes_back_one_digit_and_no_more_than_there_are() -> None:
    async with on_stage() as stage:
        await stage.greet()
        await stage.press("9", "backspace", "backspace", "1", "2", "8", "backspace", "3", "4")
        assert stage.text().count("●") == 4
        await stage.press("enter")
        assert stage.pins() == [b"1234"]


async def test_nothing_can_be_pasted() -> None:
    async with on_stage() as stage:
        await stage.greet()
        stage.app.post_message(events.Paste("1234"))
        await stage.press("enter")
        assert stage.pins() == []


async def test_the_next_visit_finds_the_boxes_empty() -> None:
    async with on_stage() as stage:
        await stage.greet()
        await stage.press("1", "2", "3")
        await stage.sees("●")
        await stage.insert()
        assert isinstance(stage.state, PinEntry)
        assert stage.state.visit.number == 2
        await stage.sees("Lecture de votre carte…")
        assert "●" not in stage.text()
        await stage.press("4", "enter")
        assert stage.asked(SignInWithCard) == []
        await stage.sees("Le code comporte quatre chiffres")


async def test_two_quick_changes_of_card_end_on_the_last_one() -> None:
    async with on_stage() as stage:
        for _ in range(5):
            await stage.insert()
        await stage.press("1", "2", "3", "4", "enter")
        assert isinstance(stage.state, PinEntry)
        assert stage.state.visit.number == 5
        await stage.sees("Code reçu")
