"""A Textual app that no key leaves, and that prints nothing of what it held when it fails."""

import logging
import os
from typing import Any

from textual.app import App

from kiosk.crash import describe

logger = logging.getLogger(__name__)


class SealedApp(App[None], inherit_bindings=False):
    """No quit key, no palette, no selection; crash reports without values.

    Textual's own report of a crash prints the local variables of every frame to the terminal. The
    private hooks below replace it; that is why the version of Textual is pinned.
    """

    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False

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
