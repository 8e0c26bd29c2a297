"""`kiosk demo` in a real terminal, with a password: the mailbox of the simulator bar."""

import re
from pathlib import Path

from kiosk.demo.doctors import MARTIN, MOREAU
from tests.demo.terminal import F2, F3, F8, WELCOME, Demo, demo_in
from tests.support.terminal import ENTER, ESCAPE
from tests.support.waiting import wait_for

CTRL_E, CTRL_L, CTRL_Y = "\x05", "\x0c", "\x19"
F10 = "\x1b[21~"

ASKED = "l’a envoyé à c••••••@tilleuls.example"
LETTER = "DémoParcours : Votre code de connexion"
SESSION = "Pour terminer, appuyez sur F10, ici ou dans la page"


def give_password(demo: Demo, number: str = MARTIN.number, password: str = MARTIN.password) -> None:
    """From the first screen."""
    demo.type("m")
    demo.sees("Saisissez le numéro")
    demo.type(number + ENTER)
    demo.sees("Saisissez votre mot de passe DémoParcours")
    demo.type(password + ENTER)


def test_the_code_of_the_mailbox_is_pasted_and_opens_the_session(runtime: Path) -> None:
    with demo_in(runtime) as demo:
        give_password(demo)
        demo.sees(ASKED)
        demo.sees(LETTER)
        assert code_in(demo) is None, "nobody has read the letter yet"
        demo.type(CTRL_Y + ENTER)
        demo.sees(SESSION)
        demo.sees("Dr Camille MARTIN – Espace Médecin Libéral")
        assert LETTER not in demo.text()
        demo.type(F10)
        demo.sees(WELCOME)
        demo.sees("Votre session est terminée")


def test_the_code_can_be_read_and_typed(runtime: Path) -> None:
    with demo_in(runtime) as demo:
        give_password(demo)
        demo.sees(LETTER)
        demo.type(CTRL_L)
        wait_for(lambda: code_in(demo))
        code = code_in(demo)
        demo.type(CTRL_L)
        wait_for(lambda: not code_in(demo))
        demo.type(f"{code}{ENTER}")
        demo.sees(SESSION)


def test_a_code_that_ran_out_is_refused_and_a_card_ends_it_all(runtime: Path) -> None:
    with demo_in(runtime) as demo:
        give_password(demo)
        demo.sees(LETTER)
        demo.type(CTRL_E)
        wait_for(lambda: re.search(f"{LETTER} +\\(", demo.text()))
        demo.type(CTRL_Y + ENTER)
        demo.sees("Ce code a expiré : demandez-en un nouveau")
        demo.type(F3)
        demo.sees("Dernier essai")
        demo.type(F8)
        demo.sees(WELCOME)


def test_the_kiosk_has_its_keys_for_itself_where_it_needs_them(runtime: Path) -> None:
    with demo_in(runtime) as demo:
        demo.type("m")
        demo.sees(MARTIN.password)
        demo.type(F2)
        demo.sees("Photographiez ce code avec votre téléphone")
        demo.type(ESCAPE)
        demo.sees("Saisissez le numéro")
        demo.type(ESCAPE)
        demo.sees(WELCOME)
        demo.type(F2)
        demo.sees("Dr Camille MARTIN Carte CPS4")


def test_who_has_never_been_here_is_told_so(runtime: Path) -> None:
    with demo_in(runtime) as demo:
        give_password(demo, MOREAU.number, MOREAU.password)
        demo.sees("Code à donner : L02")


def code_in(demo: Demo) -> str | None:
    """What the mailbox shows of the letter besides its heading."""
    found = re.search(f"{LETTER} +([0-9]{{6}})", demo.text())
    return found[1] if found else None
