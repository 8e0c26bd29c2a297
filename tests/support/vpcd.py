"""A virtual reader, and the simplest cards to put into it."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from tests.support.card_seat import CardLogic, CardSeat, Moved

__all__ = ["CardLogic", "Exchange", "MuteCard", "SilentCard", "VirtualReader"]

HANG_SECONDS = 10


class SilentCard:
    """A card known by its ATR alone: it refuses every command (6D 00)."""

    def __init__(self, atr: bytes) -> None:
        self.atr = atr

    def power_on(self) -> None: ...

    def reset(self) -> None: ...

    def power_off(self) -> None: ...

    def transmit(self, apdu: bytes) -> bytes:  # noqa: ARG002
        return b"\x6d\x00"


class MuteCard(SilentCard):
    """A card put in upside down: pcscd reports SCARD_STATE_MUTE.

    Its ATR has 34 bytes, one more than any ATR may have: the driver still finds a card present but
    fails to power it. No answer at all, or an empty one, would count as pulled out.
    """

    def __init__(self) -> None:
        super().__init__(bytes(34))


@dataclass(frozen=True, slots=True)
class Exchange:
    """One APDU and its answer."""

    apdu: bytes
    answer: bytes


class VirtualReader:
    """A card put in stays in while pcscd dies and comes back, or the reader is unplugged."""

    def __init__(self, name: str, port: int, moved: Moved) -> None:
        self.name = name
        """What PC/SC calls it."""
        self.delay = 0.0
        """Seconds each APDU takes; 0.02 is a slow real card."""
        self.remove_at: Callable[[bytes], bool] | None = None
        """The card is pulled out instead of answering the first APDU for which this holds."""
        self.exchanges: list[Exchange] = []
        """Every APDU answered so far, over all cards."""
        self._port = port
        self._moved = moved
        self._seat: CardSeat | None = None

    @property
    def inserted(self) -> bool:
        return self._seat is not None and not self._seat.left.is_set()

    def insert(self, card: CardLogic) -> None:
        """Returns when the card lies at the contacts; pcscd notices a few milliseconds later."""
        assert not self.inserted, "there is a card in this reader"
        self.remove()
        self._seat = CardSeat(card, self._port, self._answer, self._moved)
        self._seat.start()
        assert self._seat.settled.wait(HANG_SECONDS), "the reader takes no card"

    def remove(self) -> None:
        """Pulls the card out; harmless when there is none."""
        seat, self._seat = self._seat, None
        if seat is not None:
            seat.leave()
            seat.join(HANG_SECONDS)

    def swap(self, card: CardLogic) -> None:
        """Pulls the card and puts another one in, as fast as can be."""
        self.remove()
        self.insert(card)

    def _answer(self, card: CardLogic, apdu: bytes) -> bytes | None:
        if self.remove_at is not None and self.remove_at(apdu):
            return None
        time.sleep(self.delay)
        answer = card.transmit(apdu)
        self.exchanges.append(Exchange(apdu, answer))
        return answer
