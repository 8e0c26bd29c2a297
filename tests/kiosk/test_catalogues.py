"""Every message of the screens is in both catalogues, and well written. `make po` helps."""

import string
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

from kiosk.i18n import CATALOGUES, Language
from tests.support.typography import NARROW, french_faults

PROJECT = CATALOGUES.parents[1]
KEYWORDS = {**DEFAULT_KEYWORDS, "n_": (1, 2)}
MessageId = str | tuple[str, ...]


def used() -> set[MessageId]:
    """The messages in the code."""
    return {
        message if isinstance(message, str) else tuple(message)
        for package in ("kiosk", "screens")
        for _, _, message, _, _ in extract_from_dir(
            PROJECT / package, method_map=[("**.py", "python")], keywords=KEYWORDS
        )
    }


def catalogue_file(language: Language) -> Path:
    return CATALOGUES / language / "LC_MESSAGES" / "kiosk.po"


def catalogue(language: Language) -> Catalog:
    with catalogue_file(language).open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def messages(language: Language) -> list[Message]:
    """All but the header."""
    return [message for message in catalogue(language) if message.id]


def forms(text: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """A message's text, or both forms of one about a number."""
    return (text,) if isinstance(text, str) else tuple(text)


def placeholders(text: str | list[str] | tuple[str, ...]) -> list[set[str]]:
    """The names in braces, form by form; `n` may be left out where the form says it in words."""
    plural = not isinstance(text, str)
    return [
        {name for _, name, _, _ in string.Formatter().parse(form) if name is not None}
        | ({"n"} if plural else set())
        for form in forms(text)
    ]


@pytest.mark.parametrize("language", Language)
def test_the_catalogue_has_the_messages_of_the_code_and_no_others(language: Language) -> None:
    known = {m.id if isinstance(m.id, str) else tuple(m.id) for m in messages(language)}
    in_code = used()
    assert known - in_code == set(), "no longer in the code: run make po"
    assert in_code - known == set(), "not in the catalogue: run make po"
    assert not catalogue(language).obsolete


@pytest.mark.parametrize("language", Language)
def test_the_catalogue_keeps_nothing_of_former_messages(language: Language) -> None:
    lines = catalogue_file(language).read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith(("# |", "#|", "#~"))] == []


def test_every_message_is_translated_into_french() -> None:
    assert [m.id for m in messages(Language.FR) if not all(forms(m.string or ""))] == []


@pytest.mark.parametrize("language", Language)
def test_no_translation_is_a_guess(language: Language) -> None:
    assert [m.id for m in messages(language) if m.fuzzy] == []


@pytest.mark.parametrize("language", Language)
def test_placeholders_agree_between_the_languages(language: Language) -> None:
    for message in messages(language):
        translation = message.string or ""
        expected = placeholders(message.id)[-1]
        if any(forms(translation)):
            assert placeholders(translation) == [expected] * len(forms(translation)), message.id


def test_placeholders_are_plain_names() -> None:
    names = {name for message in used() for form in placeholders(message) for name in form}
    assert [name for name in names if not name.isidentifier()] == []


def test_the_french_is_written_as_french_is() -> None:
    faults = [
        (form, french_faults(form)) for m in messages(Language.FR) for form in forms(m.string or "")
    ]
    assert [fault for fault in faults if fault[1]] == []


@pytest.mark.parametrize(
    "text",
    ["Qui ?", "Qui\u00a0?", "Oui!", "Code : 3", "l'heure", '"oui"', "« oui »", "Fin...", "a  b"],
)
def test_faults_of_typography_are_found(text: str) -> None:
    assert len(french_faults(text)) >= 1


@pytest.mark.parametrize(
    "text",
    [
        f"L’heure{NARROW}: 14:32{NARROW}; oui{NARROW}?!",
        f"«{NARROW}Comment faire{NARROW}?{NARROW}»",
        "https://portail.example/?page=1;a",
        "Fin…",
    ],
)
def test_good_typography_is_left_alone(text: str) -> None:
    assert french_faults(text) == []


def test_every_language_has_a_catalogue() -> None:
    assert {path.name for path in Path(CATALOGUES).iterdir()} == set(Language)
