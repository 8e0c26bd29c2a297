"""`kiosk demo` in a real terminal: the keys of the simulator bar, and what they do."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from devices.processes import processes_of
from tests.support.screens import WIDTH, Window, screen
from tests.support.terminal import ENTER, Terminal
from tests.support.waiting import wait_for

F2, F3, F4, F5 = "\x1bOQ", "\x1bOR", "\x1bOS", "\x1b[15~"
F6, F7, F8, F9, F12 = "\x1b[17~", "\x1b[18~", "\x1b[19~", "\x1b[20~", "\x1b[24~"
CTRL_Q = "\x11"

WELCOME = "Insérez votre carte CPS"
SESSION = "Pour terminer, retirez votre carte"


class Demo(Terminal):
    """Waits longer than others: it starts a portal and a browser before it shows much."""

    def sees(self, words: str, seconds: float = 60) -> None:
        super().sees(words, seconds)


@contextmanager
def demo_in(runtime: Path, **more: str) -> Iterator[Demo]:
    """The demo at its first screen; it is left by its key, and nothing of it remains."""
    with TemporaryDirectory() as home:
        environ = {
            "PATH": os.environ["PATH"],
            "HOME": home,
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "XDG_RUNTIME_DIR": str(runtime),
            **more,
        }
        with Demo([sys.executable, "-m", "kiosk", "demo"], environ) as demo:
            demo.sees(WELCOME)
            yield demo
            demo.type(CTRL_Q)
            assert demo.ends(60) == 0
    wait_for(lambda: not processes_of(runtime))
    assert list(runtime.iterdir()) == []


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
