"""One reader at one moment, as PC/SC tells it."""

from dataclasses import dataclass
from enum import IntFlag


class ReaderState(IntFlag):
    """Flags of SCARD_READERSTATE. Others exist and do not matter here."""

    CHANGED = 0x0002
    UNKNOWN = 0x0004
    UNAVAILABLE = 0x0008
    EMPTY = 0x0010
    PRESENT = 0x0020
    EXCLUSIVE = 0x0080
    MUTE = 0x0200


@dataclass(frozen=True, slots=True)
class ReaderLook:
    """What SCardGetStatusChange says of one reader."""

    reader: str
    state: int
    """dwEventState: flags in the low half, the counter in the high half."""
    atr: bytes

    @property
    def available(self) -> bool:
        """False when the reader left, or cannot be spoken to."""
        return not self.state & (ReaderState.UNKNOWN | ReaderState.UNAVAILABLE)

    @property
    def present(self) -> bool:
        """There is a card in it."""
        return self.available and bool(self.state & ReaderState.PRESENT)

    @property
    def mute(self) -> bool:
        """The card's chip does not answer."""
        return bool(self.state & ReaderState.MUTE)

    @property
    def exclusive(self) -> bool:
        """A program holds the card for itself alone."""
        return bool(self.state & ReaderState.EXCLUSIVE)

    @property
    def counter(self) -> int:
        """One more for each insertion and each removal, from 0 to 0xFFFF and round again."""
        return self.state >> 16

    @property
    def expected(self) -> int:
        """What a wait compares with. Its flags are never all 0: such a wait returns at once."""
        state = self.state & ~ReaderState.CHANGED
        known = ReaderState.EMPTY | ReaderState.PRESENT
        return state if state & known or not self.available else state | ReaderState.EMPTY
