"""The code in what somebody copied out of a mail."""

import string

import pytest

from screens.widgets.code_boxes import CodeBoxes
from screens.widgets.pasting import pasted_code
from tests.screens.bare import alone

LETTERS = string.digits + string.ascii_letters


@pytest.mark.parametrize("text", ["470915", " 470 915\n", "470-915", "4\u00a07\t0915"])
def test_a_code_alone_is_taken_however_it_is_parted(text: str) -> None:
    assert pasted_code(text, 6, string.digits) == "470915"


@pytest.mark.parametrize(("text", "beginning"), [("470", "470"), (" 4 7 ", "47")])
def test_a_beginning_is_taken(text: str, beginning: str) -> None:
    assert pasted_code(text, 6, string.digits) == beginning


@pytest.mark.parametrize(
    "text",
    [
        "Votre code : 470 915 est valable 10 minutes.",
        "Code :470915",
        "code 470915",
        "« 470\u202f915 »",
        "Le 24/11/2026 à 14:05, votre code est 470-915.",
        "470915 (10 minutes)\nhttps://portail.example/aide/123456?c=654321",
        "Votre code\n\n    470915\n\nAssistance : 0 825 85 20 00",
        "470915, puis 12,50",
    ],
)
def test_the_only_code_of_a_text_is_taken(text: str) -> None:
    assert pasted_code(text, 6, string.digits) == "470915"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "4709155",
        "47o915",
        "٤٧٠٩١٥",
        "é70915",
        "47\x1b0915",
        "code 470915 ou 123456",
        "code 470915, dossier 470915",
        "dossier 2026-470915",
        "dossier 470915/2",
        "0825 852000",
        "470915 10 minutes",
        "470915@portail.example",
        "+470915",
        "1.470915",
        "Code : 47091",
        "code 470915" + " " * 1000,
    ],
)
def test_a_text_without_a_code_or_with_several_is_not_taken(text: str) -> None:
    assert pasted_code(text, 6, string.digits) == ""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("aB24zZm9", "aB24zZm9"),
        ("WDJB-MJHT", "WDJBMJHT"),
        ("Votre code : WDJB-4JHT, valable 10 minutes", "WDJB4JHT"),
        ("Bonjours, le code est WDJBMJHT", ""),
        ("numéro8A", ""),
        ("WDJB-4JHT ou aB24zZm9", ""),
        ("docteur1@portail.example", ""),
    ],
)
def test_a_code_with_letters_is_told_from_words_by_its_digits(text: str, code: str) -> None:
    assert pasted_code(text, 8, LETTERS) == code


async def test_what_is_pasted_takes_the_place_of_what_was_typed() -> None:
    boxes = CodeBoxes(6)
    async with alone(boxes) as look:
        boxes.type("1")
        assert boxes.paste("470 915")
        assert (await look()).count("●") == 6
        assert boxes.hand_over().take() == b"470915"


async def test_what_is_not_taken_leaves_what_was_typed() -> None:
    boxes = CodeBoxes(6)
    async with alone(boxes):
        boxes.type("1")
        assert not boxes.paste("470915 ou 123456")
        assert boxes.hand_over().take() == b"1"


async def test_a_beginning_can_be_pasted_and_the_rest_typed() -> None:
    boxes = CodeBoxes(8, letters=True)
    async with alone(boxes) as look:
        assert boxes.paste("aB2")
        for character in "é4zZm9":
            boxes.type(character)
        assert (await look()).count("●") == 8
        assert boxes.hand_over().take() == b"aB224zZm"


async def test_sealed_boxes_take_no_paste() -> None:
    boxes = CodeBoxes(6)
    async with alone(boxes):
        boxes.seal(sealed=True)
        assert not boxes.paste("470915")
        assert boxes.hand_over().length == 0
