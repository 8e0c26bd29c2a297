"""The stay of a card in a reader, as PC/SC counts it: is it still the same one?"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from devices.reader.look import ReaderLook
from devices.reader.pcsc import PcscContext, PcscError
from devices.reader.reset import GONE, reset_card

REMOVAL_SECONDS = 0.6
"""How long a removal may go unnoticed: pcscd polls simple readers every 0.4 s (measured: 0.38)."""


@dataclass(frozen=True, slots=True)
class CardStay:
    """Its calls block, for ever when the PC/SC service hangs."""

    reader: str
    counter: int
    """Of the reader's insertions and removals: the same card put in again is another stay."""

    @classmethod
    def begin(cls, reader: str) -> "CardStay | None":
        """None when no card lies there, or none can be seen."""
        look = _look(reader)
        return None if look is None or not look.present else cls(reader, look.counter)

    def lasts(self) -> bool:
        """Whether the card still lies there; what cannot be seen has gone."""
        return self._holds(_look(self.reader))

    def outlasts_removal(self) -> bool:
        """Like lasts(), after giving pcscd the time to notice that it does not."""
        deadline = time.monotonic() + REMOVAL_SECONDS
        try:
            with _context() as context:
                looks = context.look([self.reader])
                while self._holds(looks[0]) and (left := deadline - time.monotonic()) > 0:
                    looks = context.wait(looks, left)
                return self._holds(looks[0])
        except PcscError:
            return False

    def taken(self) -> bool:
        """Whether another program holds the card for itself alone."""
        look = _look(self.reader)
        return look is not None and look.exclusive

    def reset(self) -> None:
        """Takes a verified PIN from the card; the next card in this reader is left in peace.

        Raises PcscError when the card was not reset though it lies there, or may lie there.
        """
        try:
            with _context() as context:
                look = context.look([self.reader])[0]
        except PcscError as error:
            if error.code in GONE:
                return
            raise
        if self._holds(look):
            reset_card(self.reader)

    def _holds(self, look: ReaderLook | None) -> bool:
        return look is not None and look.present and look.counter == self.counter


def _look(reader: str) -> ReaderLook | None:
    try:
        with _context() as context:
            return context.look([reader])[0]
    except PcscError:
        return None


@contextmanager
def _context() -> Iterator[PcscContext]:
    context = PcscContext()
    try:
        yield context
    finally:
        context.release()
