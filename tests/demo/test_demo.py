"""`kiosk demo` in a real terminal: the keys of the simulator bar, and what they do."""

from pathlib import Path

from tests.demo.terminal import F2, F3, F4, F5, F6, F7, F8, F9, F12, WELCOME, Demo, demo_in
from tests.support.screens import WIDTH, Window, screen
from tests.support.terminal import ENTER
from tests.support.waiting import wait_for

SESSION = "Pour terminer, retirez votre carte"


def sign_in(demo: Demo) -> None:
    demo.type(F2)
    demo.sees("Dr Camille MARTIN Carte CPS4")
    demo.type("1234" + ENTER)
    demo.sees(SESSION)


def test_a_doctor_signs_in_and_out_by_the_keys_of_the_bar(runtime: Path) -> None:
    with demo_in(runtime) as demo:
        demo.sees("F2 Dr MARTIN, code 1234")
        sign_in(demo)
        demo.sees("Dr Camille MARTIN – Espace Médecin Libéral")
        demo.type(F8)
        demo.sees(WELCOME)
        demo.sees("vous avez retiré votre carte")


def test_the_last_try_is_asked_for_and_opens_the_session(runtime: Path) -> None:
    with demo_in(runtime) as demo:
        demo.type(F3)
        demo.sees("Dernier essai")
        demo.type(ENTER)
        demo.sees("Composez votre code porteur")
        demo.type("2580" + ENTER)
        demo.sees(SESSION)
        demo.sees("Dr Lucie PETIT – Espace Médecin Libéral")


def test_cards_that_cannot_sign_in_are_refused_kindly(runtime: Path) -> None:
    refusals = {
        F4: "expiré",
        F5: "bloquée après trois codes erronés",
        F6: "carte Vitale",
        F7: "La carte ne répond pas",
    }
    with demo_in(runtime) as demo:
        for key, words in refusals.items():
            demo.type(key)
            demo.sees(words)
            demo.type(F8)
            demo.sees(WELCOME)


def test_reader_and_service_go_and_come_back(runtime: Path) -> None:
    with demo_in(runtime) as demo:
        sign_in(demo)
        demo.type(F9)
        demo.sees("rebrancher le lecteur")
        demo.sees("le lecteur de cartes a été débranché")
        demo.type(F8 + F12)
        demo.sees("relancer PC/SC")
        demo.sees("Le service de lecture des cartes est arrêté")
        demo.type(F12 + F9)
        demo.sees(WELCOME)


def test_where_there_is_a_display_the_page_opens_on_it_and_leaves_room(runtime: Path) -> None:
    with screen() as display, demo_in(runtime, DISPLAY=display.display) as demo:

        def window() -> Window | None:
            titles = (each for each in display.windows() if "Espace Médecin" in each.title)
            return next(titles, None)

        sign_in(demo)
        shown = window()
        assert shown is not None
        assert shown.title.startswith("Dr Camille MARTIN")
        assert shown.width < WIDTH
        demo.type(F8)
        demo.sees(WELCOME)
        wait_for(lambda: window() is None)
