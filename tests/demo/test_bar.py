"""The simulator bar fits, names every key, and says what can be undone."""

import pytest
from rich.cells import cell_len

from devices.simulated import SimulatedReaders
from kiosk.demo.bar import row_of
from kiosk.demo.moves import MOVES, ROWS
from kiosk.i18n import Language, Translator

ROOM = 78
"""Of 80 columns, without the margins."""


@pytest.fixture
def readers() -> SimulatedReaders:
    return SimulatedReaders({})


def rows(readers: SimulatedReaders, language: str) -> list[str]:
    return [str(row_of(title, moves, readers, Translator(language))) for title, moves in ROWS]


@pytest.mark.parametrize("language", Language)
def test_every_row_fits_whatever_was_done(readers: SimulatedReaders, language: str) -> None:
    for _ in range(2):
        for row in rows(readers, language):
            assert cell_len(row) <= ROOM, row
        readers.unplug()
        readers.stop_service()


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
