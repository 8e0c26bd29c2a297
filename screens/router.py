"""Which screen shows which state."""

from pathlib import Path, PurePath
from typing import Any

from textual.app import App

from kiosk.flow.state import (
    AtPage,
    AwaitingPhone,
    CodeEntry,
    LastTryWarning,
    NumberEntry,
    PasswordEntry,
    PasswordHelp,
    PinEntry,
    Refusal,
    SessionOpen,
    SigningIn,
    State,
    Stopped,
    Welcome,
)
from screens.kiosk_screen import Bar, KioskScreen
from screens.last_try import LastTryScreen
from screens.mail_code import CodeScreen
from screens.number import NumberScreen
from screens.page import PageScreen
from screens.password import PasswordScreen
from screens.password_help import PasswordHelpScreen
from screens.phone import PhoneScreen
from screens.pin import PinScreen
from screens.progress import ProgressScreen
from screens.session import SessionScreen
from screens.stopped import StoppedScreen
from screens.trouble import TroubleScreen
from screens.welcome import WelcomeScreen
from screens.words import Words

SCREENS: dict[type[State], type[KioskScreen[Any]]] = {
    Welcome: WelcomeScreen,
    PinEntry: PinScreen,
    LastTryWarning: LastTryScreen,
    NumberEntry: NumberScreen,
    AwaitingPhone: PhoneScreen,
    PasswordEntry: PasswordScreen,
    PasswordHelp: PasswordHelpScreen,
    CodeEntry: CodeScreen,
    AtPage: PageScreen,
    SigningIn: ProgressScreen,
    SessionOpen: SessionScreen,
    Refusal: TroubleScreen,
    Stopped: StoppedScreen,
}

STYLES: list[str | PurePath] = sorted(Path(__file__).parent.rglob("*.tcss"))
"""Read by the app at its start, so that no screen waits for its style when it is needed."""


class Router:
    """Shows each state on its screen; nothing of one visit's screen is left for the next."""

    def __init__(self, app: App[Any], words: Words, bar: Bar | None = None) -> None:
        self._app = app
        self._words = words
        self._bar = bar
        self._place: tuple[type[State], int] | None = None
        self._screen: KioskScreen[Any] | None = None

    def show(self, state: State) -> None:
        """On the current screen when it belongs to the same visit, else on a fresh one."""
        place = _place(state)
        if self._screen is not None and place == self._place:
            self._screen.show(state)
            return
        fresh = SCREENS[type(state)](self._words, state, self._app.size, self._bar)
        if self._screen is None:
            self._app.push_screen(fresh)
        else:
            self._app.switch_screen(fresh)
        self._screen, self._place = fresh, place


def _place(state: State) -> tuple[type[State], int]:
    return type(state), state.visit.number if state.visit is not None else 0
