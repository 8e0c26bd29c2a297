"""`kiosk demo` in a real terminal, without a card: the phone of the simulator bar."""

from pathlib import Path

from kiosk.demo.doctors import PETIT
from tests.demo.terminal import F2, F8, WELCOME, Demo, demo_in
from tests.support.terminal import ENTER, ESCAPE
from tests.support.waiting import wait_for

CTRL_A, CTRL_E, CTRL_R = "\x01", "\x05", "\x12"

SESSION = "Pour terminer, appuyez sur F10, ici ou dans la page"
APPROVE = "Ctrl+A approuver"


def end(demo: Demo) -> None:
    demo.type(ESCAPE)
    demo.sees(WELCOME)
    demo.sees("Votre session est terminée")


def test_a_code_that_the_phone_confirms_opens_the_session(runtime: Path) -> None:
    with demo_in(runtime) as demo:
        demo.type("e")
        demo.sees("Photographiez ce code")
        demo.sees(APPROVE)
        code = phone_of(demo)
        wait_for(lambda: demo.text().count(code) == 2)  # on the screen, and on the phone
        demo.type(CTRL_A)
        demo.sees(SESSION)
        demo.sees("Dr Camille MARTIN – Espace Médecin Libéral")
        wait_for(lambda: APPROVE not in demo.text())
        end(demo)


def test_a_phone_that_refuses_is_believed_and_a_code_that_runs_out_is_replaced(
    runtime: Path,
) -> None:
    with demo_in(runtime) as demo:
        demo.type("e")
        demo.sees(APPROVE)
        first = phone_of(demo)
        demo.type(CTRL_E)
        demo.sees("Le code précédent a expiré")
        wait_for(lambda: first not in demo.text())
        demo.sees(APPROVE)
        demo.type(CTRL_R)
        demo.sees("La connexion a été refusée sur le téléphone")
        demo.type(F2)
        demo.sees("Dr Camille MARTIN Carte CPS4")
        demo.type(F8)
        demo.sees(WELCOME)


def test_a_number_has_its_phone_ring_with_the_digits_of_the_screen(runtime: Path) -> None:
    with demo_in(runtime, "--ecps", "push") as demo:
        demo.type("e")
        demo.sees(f"{PETIT.number} {PETIT.family_name}")
        demo.type(PETIT.number + ENTER)
        demo.sees("choisissez ce nombre")
        demo.sees(APPROVE)
        assert phone_of(demo).startswith("PETIT ")
        demo.type(CTRL_A)
        demo.sees(SESSION)
        demo.sees("Dr Lucie PETIT – Espace Médecin Libéral")
        end(demo)


def test_the_providers_own_page_waits_for_the_phone_and_leads_to_hers(runtime: Path) -> None:
    with demo_in(runtime, "--ecps", "browser") as demo:
        demo.type("e")
        demo.sees(APPROVE)
        demo.type(CTRL_A)
        demo.sees(SESSION)
        demo.sees("Dr Camille MARTIN – Espace Médecin Libéral")
        end(demo)


def phone_of(demo: Demo) -> str:
    """What the bar says that the phone shows."""
    (line,) = (line for line in demo.text().splitlines() if APPROVE in line)
    return line.partition("Téléphone ")[2].partition("  ")[0]
