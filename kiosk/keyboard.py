"""Keys, waited for: Textual's own driver looks for them ten times a second."""

import os
import selectors
from codecs import getincrementaldecoder
from typing import Any

from textual import constants
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

_READ_BYTES = 4096
_UNFINISHED_SECONDS = constants.ESCAPE_DELAY + 0.02
"""When nothing follows it for so long, what looks like the beginning of a sequence is a key."""


class WaitingDriver(LinuxDriver):
    """Sleeps until a key comes. An idle kiosk spends half its processor time on looking (measured).

    Overrides a private hook; that is one reason why the version of Textual is pinned.
    """

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401  # as Textual declares them
        super().__init__(*args, **options)
        self._told, self._tell = os.pipe()

    def disable_input(self) -> None:
        """Ends the thread that waits."""
        os.write(self._tell, b"!")
        super().disable_input()
        os.read(self._told, 1)

    def run_input_thread(self) -> None:
        """Hands keys to the app until the input is disabled or the terminal is gone."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")().decode
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            # What is written there stays until the thread has ended: it wakes, whenever it comes.
            selector.register(self._told, selectors.EVENT_READ)
            unfinished = False
            while not self.exit_event.is_set():
                ready = selector.select(_UNFINISHED_SECONDS if unfinished else None)
                unfinished = any(key.fd == self.fileno for key, _ in ready)
                if unfinished:
                    if not (data := os.read(self.fileno, _READ_BYTES)):
                        return
                    # Half a letter is no text yet, and no text would be the end of all.
                    for message in parser.feed(text) if (text := decode(data)) else ():
                        self.process_message(message)
                for message in parser.tick():
                    self.process_message(message)
