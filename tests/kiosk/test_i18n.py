"""A message reaches the doctor in her language, whatever state the catalogues are in."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from kiosk.i18n import Language, Translator, _, n_
from kiosk.secret import Secret

INSERT = _("Insert your card")
HELLO = _("Hello {name}")
TRIES = n_("{n} try left", "{n} tries left")


@pytest.fixture
def catalogues(tmp_path: Path) -> Path:
    french = Catalog(locale="fr")
    french.add(INSERT, "Insérez votre carte")
    french.add(HELLO, "Bonjour {name}")
    french.add(TRIES, ("{n} essai restant", "{n} essais restants"))
    french.add("Bye {name}", "Au revoir {nom}")
    french.add("Broken", "Cassé {")
    write(tmp_path, french)
    return tmp_path


def write(catalogues: Path, catalogue: Catalog) -> Path:
    path = catalogues / str(catalogue.locale) / "LC_MESSAGES" / "kiosk.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_mo(file, catalogue)
    return path


def test_marking_a_message_leaves_it_as_it_is() -> None:
    assert INSERT == "Insert your card"
    assert TRIES == ("{n} try left", "{n} tries left")


def test_a_message_is_shown_in_french(catalogues: Path) -> None:
    assert Translator("fr", catalogues).text(INSERT) == "Insérez votre carte"


def test_facts_stand_where_the_message_names_them(catalogues: Path) -> None:
    french = Translator(Language.FR, catalogues)
    assert french.text(HELLO, name="Dr Camille MARTIN") == "Bonjour Dr Camille MARTIN"


@pytest.mark.parametrize("name", ["{n}", "{0}", "{name.__class__}", "[bold]x[/]", "%s"])
def test_facts_are_data_and_never_a_template(catalogues: Path, name: str) -> None:
    assert Translator("fr", catalogues).text(HELLO, name=name) == f"Bonjour {name}"


@pytest.mark.parametrize(
    ("n", "french", "english"),
    [
        (0, "0 essai restant", "0 tries left"),
        (1, "1 essai restant", "1 try left"),
        (2, "2 essais restants", "2 tries left"),
    ],
)
def test_each_language_has_its_own_plural(
    catalogues: Path, n: int, french: str, english: str
) -> None:
    assert Translator("fr", catalogues).ntext(TRIES, n) == french
    assert Translator("en", catalogues).ntext(TRIES, n) == english


def test_without_a_catalogue_messages_are_in_english(tmp_path: Path) -> None:
    french = Translator("fr", tmp_path / "nowhere")
    assert french.text(HELLO, name="Camille") == "Hello Camille"
    assert french.ntext(TRIES, 2) == "2 tries left"


def test_an_unknown_message_is_shown_as_it_is(catalogues: Path) -> None:
    assert Translator("fr", catalogues).text("Never seen {n}", n=3) == "Never seen 3"
    assert Translator("fr", catalogues).text("") == ""


def test_an_unknown_language_is_english(catalogues: Path) -> None:
    translator = Translator("../../etc", catalogues)
    assert translator.language is Language.EN
    assert translator.text(INSERT) == "Insert your card"


@pytest.mark.parametrize("damage", [b"", b"no catalogue at all", b"\xde\x12\x04\x95", b"cut"])
def test_a_damaged_catalogue_costs_the_translation_only(catalogues: Path, damage: bytes) -> None:
    path = catalogues / "fr" / "LC_MESSAGES" / "kiosk.mo"
    content = path.read_bytes()
    damaged = catalogues / "damaged"
    write(damaged, Catalog(locale="fr")).write_bytes(damage if damage != b"cut" else content[:200])
    assert Translator("fr", damaged).text(INSERT) == "Insert your card"


def test_a_wrong_translation_falls_back_to_english(catalogues: Path) -> None:
    french = Translator("fr", catalogues)
    assert french.text("Bye {name}", name="Camille") == "Bye Camille"
    assert french.text("Broken") == "Broken"


def test_a_forgotten_fact_shows_the_message_and_does_not_crash(catalogues: Path) -> None:
    assert Translator("fr", catalogues).text(HELLO) == "Hello {name}"


def test_a_secret_among_the_facts_stays_one(catalogues: Path) -> None:
    shown = Translator("fr", catalogues).text(HELLO, name=Secret.typed("4821"))
    assert "4821" not in shown


AFTERNOON = datetime(2026, 11, 24, 14, 32, tzinfo=UTC)


def spaced(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_dates_and_times_are_said_in_french() -> None:
    french = Translator("fr")
    assert spaced(french.moment(AFTERNOON)) == "mardi 24 novembre, 14 h 32"
    assert spaced(french.day(date(2027, 8, 1))) == "dimanche 1er août"
    assert french.clock(time(9, 5)) == "9\u00a0h\u00a005"


def test_dates_and_times_are_said_in_english() -> None:
    english = Translator("en")
    assert spaced(english.moment(AFTERNOON)) == "Tuesday 24 November, 14:32"
    assert english.clock(time(9, 5)) == "9:05"


def test_a_time_is_said_in_its_own_zone() -> None:
    paris = AFTERNOON.astimezone(timezone(timedelta(hours=1)))
    assert spaced(Translator("fr").clock(paris)) == "15 h 32"


@pytest.mark.parametrize("language", Language)
def test_every_day_of_a_leap_year_has_its_own_name(language: Language) -> None:
    translator = Translator(language)
    days = [date(2028, 1, 1) + timedelta(days=n) for n in range(366)]
    assert len({translator.day(day) for day in days}) == 366
