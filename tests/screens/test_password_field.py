"""What the field for a password takes, shows and hands over."""

import pytest

from screens.widgets.password_field import BYTES, PasswordField
from tests.screens.bare import FRENCH, alone


def field() -> PasswordField:
    return PasswordField(FRENCH, "Mot de passe")


def types(password: PasswordField, text: str) -> None:
    for character in text:
        password.type(character)


def handed_over(password: PasswordField) -> str:
    return password.hand_over().take().decode()


@pytest.mark.parametrize(
    "text",
    [
        "&é\"'(-è_çà",
        "mEq C2m",
        "Ünïcode€½²",
        "🔑👩‍⚕️",
        "משה\u202e",
        "e\u0301",
        "\u00a0x",
        "\\[b]{}%",
    ],
)
async def test_a_password_is_handed_over_as_it_was_typed_and_never_seen(text: str) -> None:
    password = field()
    async with alone(password) as look:
        types(password, text)
        assert (await look()).count("●") == len(text)
        assert text not in await look()
        assert handed_over(password) == text
        assert "●" not in await look()
        assert password.empty


@pytest.mark.parametrize("stranger", [None, "", "ab", "\x01", "\x1b", "\x00", "\ud83d", "\ufdd0"])
async def test_what_is_no_text_is_ignored(stranger: str | None) -> None:
    password = field()
    async with alone(password):
        for character in ("a", stranger, "b"):
            password.type(character)
        assert handed_over(password) == "ab"


async def test_a_whole_character_is_taken_back() -> None:
    password = field()
    async with alone(password) as look:
        types(password, "a€🔑é")
        for left in (3, 2, 1):
            password.erase()
            assert (await look()).count("●") == left
        assert handed_over(password) == "a"
        password.erase()
        assert password.empty


async def test_more_than_the_room_is_refused_with_a_sign_and_takes_nothing_away() -> None:
    password = field()
    async with alone(password) as look:
        types(password, "x" * (BYTES - 1))
        assert "champ plein" not in await look()
        password.type("€")
        assert "champ plein" in await look()
        password.type("y")
        assert "champ plein" not in await look()
        assert handed_over(password) == "x" * (BYTES - 1) + "y"


async def test_a_long_password_stays_inside_its_frame() -> None:
    password = field()
    async with alone(password) as look:
        before = await look()
        types(password, "x" * 200)
        after = await look()
        assert len(after.splitlines()) == len(before.splitlines())
        assert 0 < after.count("●") < 36
