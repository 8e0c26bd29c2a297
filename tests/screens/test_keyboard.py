"""Keys of a real terminal, as they come: alone, in pieces, late."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.terminal import ENTER, ESCAPE, Terminal
from tests.support.waiting import wait_for


@pytest.fixture
def kiosk(tmp_path: Path) -> Iterator[Terminal]:
    """A card lies in the reader, and the code is asked for."""
    command = [sys.executable, "-m", "tests.screens.played", str(tmp_path / "report")]
    with Terminal(command, {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80"}) as kiosk:
        kiosk.sees("Dr Camille MARTIN")
        yield kiosk


def test_an_escape_that_nothing_follows_is_a_key(kiosk: Terminal) -> None:
    kiosk.type(ESCAPE)
    kiosk.sees("Reprenez votre carte")


def test_an_escape_that_begins_an_arrow_is_none(kiosk: Terminal) -> None:
    kiosk.type("1" + ESCAPE + "[A" + "2")
    wait_for(lambda: kiosk.text().count("●") == 2)
    assert "Reprenez" not in kiosk.text()


@pytest.mark.parametrize("pieces", [("\x1b[21~",), ("\x1b", "[21", "~")], ids=["whole", "pieces"])
def test_the_end_key_comes_through_a_terminal(kiosk: Terminal, pieces: tuple[str, ...]) -> None:
    kiosk.type("1234" + ENTER)
    kiosk.sees("F10 / Échap  Terminer la session")
    for piece in pieces:
        kiosk.send(piece.encode())
    kiosk.sees("Reprenez votre carte")


def test_a_letter_may_come_in_two_pieces(kiosk: Terminal) -> None:
    first, second = "é".encode()
    kiosk.send(bytes([first]))
    kiosk.send(bytes([second]))
    wait_for(lambda: kiosk.text().count("●") == 1)  # the 2 of a French keyboard
    kiosk.type(ENTER)
    kiosk.sees("Le code comporte quatre chiffres")
