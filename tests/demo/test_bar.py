"""The simulator bar fits, names every key, and says what can be undone."""

import pytest
from rich.cells import cell_len

from devices.simulated import SimulatedReaders
from kiosk.demo.doctors import DOCTORS, MARTIN, PETIT
from kiosk.demo.moves import MOVES, PHONE_MOVES
from kiosk.demo.portal.facts import PhoneAsked
from kiosk.demo.rows import rows_of
from kiosk.demo.sight import Sight, Wanted
from kiosk.i18n import Language, Translator

ROOM = 78
"""Of 80 columns, without the margins."""


@pytest.fixture
def readers() -> SimulatedReaders:
    return SimulatedReaders({})


def rows(readers: SimulatedReaders, language: str, asked: PhoneAsked | None = None) -> list[str]:
    return [str(row) for row in rows_of(readers, Sight(asked=asked), Translator(language))]


@pytest.mark.parametrize("language", Language)
def test_every_row_fits_whatever_was_done(readers: SimulatedReaders, language: str) -> None:
    for _ in range(2):
        for row in rows(readers, language):
            assert cell_len(row) <= ROOM, row
        readers.unplug()
        readers.stop_service()


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(("way", "shown"), [("qr", "WDJB-MJHT"), ("push", "47"), ("page", "47")])
def test_what_waits_on_the_phone_fits_whosever_it_is(
    readers: SimulatedReaders, language: str, way: str, shown: str
) -> None:
    for number in DOCTORS:
        for row in rows(readers, language, PhoneAsked(1, way, shown, number)):
            assert cell_len(row) <= ROOM, row


def test_while_something_waits_the_phone_has_a_line_and_the_bar_does_not_grow(
    readers: SimulatedReaders,
) -> None:
    asked = PhoneAsked(1, "push", "47", PETIT.number)
    with_phone, without = rows(readers, "fr", asked), rows(readers, "fr")
    assert len(with_phone) == len(without)
    phone = "Téléphone PETIT 47  Ctrl+A approuver  Ctrl+R refuser  Ctrl+E laisser expirer"
    assert phone in with_phone
    assert "Téléphone" not in "".join(without)
    assert "F2 Dr MARTIN" in with_phone[0], "a card ends a visit without one"


def test_where_a_number_is_wanted_there_are_some_to_type(readers: SimulatedReaders) -> None:
    for language in Language:
        shown = rows_of(readers, Sight(Wanted.NUMBER), Translator(language))
        line = str(shown[1])
        assert f"{MARTIN.number} MARTIN" in line
        assert f"{PETIT.number} PETIT" in line
        assert cell_len(line) <= ROOM


def test_the_phone_has_keys_of_its_own() -> None:
    keys = [move.key for move in PHONE_MOVES]
    assert len({*keys, *MOVES, "ctrl+q"}) == len(keys) + len(MOVES) + 1


def test_every_key_is_named_once(readers: SimulatedReaders) -> None:
    words = " ".join(rows(readers, "fr")).split()
    caps = [move.cap for move in MOVES.values()]
    assert [words.count(cap) for cap in (*caps, "Ctrl+Q")] == [1] * (len(caps) + 1)


def test_the_codes_are_shown(readers: SimulatedReaders) -> None:
    shown = "\n".join(rows(readers, "fr"))
    assert "code 1234" in shown
    assert "code 2580" in shown


def test_what_was_done_can_be_undone_by_the_same_key(readers: SimulatedReaders) -> None:
    def last() -> str:
        return rows(readers, "fr")[-1]

    assert "débrancher" in last()
    MOVES["f9"].act(readers)
    assert "rebrancher" in last()
    MOVES["f9"].act(readers)
    assert readers.plugged
    assert "arrêter PC/SC" in last()
    MOVES["f12"].act(readers)
    assert "relancer PC/SC" in last()
    MOVES["f12"].act(readers)
    assert readers.service_runs
