"""The simulator bar while a doctor signs in by mail: whom she can be, and what has come for her."""

import pytest
from rich.cells import cell_len

from devices.simulated import SimulatedReaders
from kiosk.demo.doctors import MARTIN
from kiosk.demo.mailbox import Letter
from kiosk.demo.moves import KIOSKS_OWN, MOVES, PASTE_KEY, PHONE_MOVES, READ_KEY, ROWS
from kiosk.demo.portal.facts import PhoneAsked
from kiosk.demo.rows import rows_of
from kiosk.demo.sight import Sight, Wanted
from kiosk.i18n import Language, Translator
from screens.offer import FORGOTTEN_KEY, RESEND_KEY

ROOM = 78
"""Of 80 columns, without the margins."""

LETTER = Letter("DémoParcours", MARTIN.address, "Votre code de connexion", "Le code : 048213.")
ASKED = PhoneAsked(1, "push", "47", MARTIN.number)


def rows(sight: Sight, language: str = "en") -> list[str]:
    return [str(row) for row in rows_of(SimulatedReaders({}), sight, Translator(language))]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    "sight",
    [
        Sight(Wanted.PASSWORD),
        Sight(Wanted.CODE),
        Sight(Wanted.CODE, letter=LETTER, read=True),
        Sight(Wanted.CODE, letter=LETTER, works=False, read=True),
        Sight(Wanted.CODE, letter=Letter("界" * 50, "", "x" * 50, "048213"), read=True),
    ],
)
def test_every_row_fits_and_the_bar_does_not_grow(sight: Sight, language: str) -> None:
    shown = rows(sight, language)
    assert len(shown) == len(ROWS)
    for row in shown:
        assert cell_len(row) <= ROOM, row


def test_a_stranger_reads_whom_she_can_be() -> None:
    known, unknown, _last = rows(Sight(Wanted.PASSWORD))
    assert "8 99700366240 MARTIN, password camomille" in known
    assert "8 99700218896 MOREAU, never here before" in unknown


def test_the_letter_shows_its_code_only_to_whoever_reads_it() -> None:
    closed = rows(Sight(Wanted.CODE, letter=LETTER))
    assert "DémoParcours : Votre code de connexion" in closed[0]
    assert LETTER.code not in "".join(closed)
    opened = rows(Sight(Wanted.CODE, letter=LETTER, read=True))
    assert "Votre code de connexion  048213" in opened[0]
    assert "Ctrl+L read it  Ctrl+Y paste it  Ctrl+E let it expire" in opened[1]
    late = rows(Sight(Wanted.CODE, letter=LETTER, works=False, read=True))
    assert late[0].endswith("(its code is too old)")


def test_before_the_letter_has_come_the_mailbox_is_empty() -> None:
    assert rows(Sight(Wanted.CODE))[0] == "Mail nothing yet"


def test_what_still_waits_on_a_phone_does_not_hide_the_mail() -> None:
    shown = "".join(rows(Sight(Wanted.CODE, ASKED, LETTER)))
    assert "Ctrl+Y" in shown
    assert "Ctrl+A" not in shown


@pytest.mark.parametrize("wanted", [Wanted.PASSWORD, Wanted.CODE])
def test_no_key_is_named_that_the_kiosk_itself_needs_then(wanted: Wanted) -> None:
    words = " ".join(rows(Sight(wanted, letter=LETTER))).split()
    assert {FORGOTTEN_KEY, RESEND_KEY} == KIOSKS_OWN
    assert not {MOVES[key].cap for key in KIOSKS_OWN} & set(words)
    assert "F3" in words, "a card ends a visit without one"


def test_the_mailbox_has_keys_of_its_own() -> None:
    keys = [READ_KEY, PASTE_KEY, *(move.key for move in PHONE_MOVES), *MOVES, "ctrl+q"]
    assert len(set(keys)) == len(keys)
