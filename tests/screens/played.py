"""The stage as a program of its own: `python -m tests.screens.played REPORT [FAULT]`.

It runs the real app on the real terminal with a card in the reader, and writes into REPORT what
has ended. FAULT: "screen" breaks a key of the boxes, "effect" the first effect.
"""

import logging
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from devices.events import CardFamily, CardInserted, Insertion
from kiosk.crash import guard
from kiosk.flow.effects import Effect, EndVisit, OpenBrowser, ReadCard, SignInWithCard
from kiosk.flow.events import BrowserOpened, CardRead, PinAccepted, PortalOpened
from kiosk.front import Post
from screens.gallery_states import KNOWN, PAGE
from screens.widgets.code_boxes import CodeBoxes
from tests.screens.stage import READER, Stage, Watcher

SECRET = "4321-secret"


class PlayedWatcher(Watcher):
    """Finds a card in the reader, and writes down that it was stopped."""

    def __init__(self, post: Post, note: Callable[[str], None]) -> None:
        super().__init__(post)
        self._note = note

    def start(self) -> None:
        super().start()
        self._post(CardInserted(Insertion(READER, 1), CardFamily.CPS3))

    def stop(self) -> None:
        self._note("watcher stopped")


class PlayedStage(Stage):
    """Reads the card and opens its page at once, and writes down that its visit was ended."""

    def __init__(self, fault: str, note: Callable[[str], None]) -> None:
        super().__init__(watcher=partial(PlayedWatcher, note=note))
        self._fault = fault
        self._note = note

    def perform(self, effect: Effect) -> None:
        if self._fault == "effect":
            fails(SECRET)
        super().perform(effect)
        match effect:
            case ReadCard(visit):
                self.post(CardRead(visit, KNOWN))
            case SignInWithCard(visit):
                self.post(PinAccepted(visit))
                self.post(PortalOpened(visit))
            case OpenBrowser(visit):
                self.post(BrowserOpened(visit, PAGE))
            case EndVisit():
                self._note("visit ended")
            case _:
                pass


def fails(pin: str) -> None:
    raise RuntimeError(pin)


def main() -> None:
    report, fault = Path(sys.argv[1]), (*sys.argv[2:], "")[0]
    logging.basicConfig(filename=report.with_suffix(".log"), level=logging.DEBUG)
    if fault == "screen":
        CodeBoxes.type = lambda self, character: fails(SECRET)  # type: ignore[method-assign]  # noqa: ARG005
    with report.open("w", encoding="utf-8") as notes:
        stage = PlayedStage(fault, lambda note: print(note, file=notes, flush=True))
        guard(stage.app.abort)
        stage.app.run(mouse=False)
    sys.exit(stage.app.return_code)


if __name__ == "__main__":
    main()
