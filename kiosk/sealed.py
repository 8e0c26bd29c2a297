"""A Textual app that no key leaves, and that neither keeps nor prints what it has shown."""

import asyncio
import logging
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from textual._styles_cache import StylesCache
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.driver import Driver
from textual.screen import Screen
from textual.theme import Theme

from kiosk.crash import describe, log_loose_end
from kiosk.keyboard import WaitingDriver

logger = logging.getLogger(__name__)

SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


class SealedApp(App[None], inherit_bindings=False):
    """No quit key, no palette, no selection; crash reports without values.

    Textual's own report of a crash prints the local variables of every frame to the terminal. The
    private hooks below replace it; that is why the version of Textual is pinned.
    """

    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False

    def wear(self, theme: Theme) -> None:
        """Takes the theme for good, before anything is shown."""
        self.register_theme(theme)
        self.set_reactive(App.theme, theme.name)
        self.stylesheet.set_variables(self.get_css_variables())

    def refresh_css(self, animate: bool = True) -> None:
        """Nothing: the theme stays. Textual would parse all style sheets a second time here."""

    def get_driver_class(self) -> type[Driver]:
        """The terminal's."""
        return WaitingDriver

    def heed(self, stop: Callable[[], None]) -> None:
        """From now on, the signals that end a program call this instead."""
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(log_loose_end)
        for number in SIGNALS:
            loop.add_signal_handler(number, stop)

    def heed_no_more(self) -> None:
        """Gives the signals back."""
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(None)
        for number in SIGNALS:
            loop.remove_signal_handler(number)

    def switch_screen(self, screen: Screen[Any] | str) -> AwaitComplete:
        """Forgets the lines that were painted so far, names of doctors among them.

        Textual keeps those of the last thousand widgets, long after they are gone: a cache that was
        meant for their class has each one's lines in its keys. It grew by 1 MB with each visit, and
        collecting garbage took 100 ms and more (measured).
        """
        switching = super().switch_screen(screen)
        StylesCache.get_inner_outer.cache_clear()
        return switching

    def has_terminal(self) -> bool:
        """Whether somebody could still see and type; Textual itself does not notice the loss."""
        return self.is_headless or (sys.__stdin__ is not None and sys.__stdin__.isatty())

    def _handle_exception(self, error: Exception) -> None:
        logger.critical("the kiosk stops after a fault:\n%s", describe(error))
        self._return_code = os.EX_SOFTWARE
        if self._exception is None:
            # What Textual's test pilot looks at.
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()

    def _fatal_error(self) -> None:
        self._return_code = os.EX_SOFTWARE
        self._close_messages_no_wait()

    def panic(self, *renderables: Any) -> None:  # noqa: ARG002, ANN401  # as Textual declares it
        """Fails without printing what it is given."""
        self._fatal_error()

    def _print_error_renderables(self) -> None:
        self._exit_renderables.clear()
