"""A card as one holds it in the hand: it keeps its tries wherever it is put in."""

from dataclasses import dataclass, field
from enum import Enum, auto

from devices.certificate import CardCertificate
from devices.errors import PinIncorrect, PinLocked
from devices.events import CardFamily
from devices.kit import Pin
from devices.pin import PinTries


class Fault(Enum):
    """What the middleware does with this card."""

    MODULE_HANGS = auto()
    MODULE_CRASHES = auto()
    UNREADABLE = auto()


@dataclass(frozen=True, slots=True)
class Key:
    """The authentication key and its certificate, as PEM."""

    private: str = field(repr=False)
    certificate: str


@dataclass(slots=True)
class Chip:
    """Family, serial and PIN, and what the family has of the rest."""

    family: CardFamily
    serial: str = ""
    pin: bytes = field(default=b"", repr=False)
    tries: PinTries = PinTries.ALL
    certificate: CardCertificate | None = None
    key: Key | None = None
    fault: Fault | None = None

    def present(self, pin: Pin) -> None:
        """Compares the PIN as a CPS does: three wrong ones in a row lock it.

        Raises PinIncorrect with the tries left, or PinLocked.
        """
        if self.tries is PinTries.LOCKED:
            raise PinLocked
        if bytes(pin) == self.pin:
            self.tries = PinTries.ALL
            return
        self.tries = PinTries(self.tries - 1)
        if self.tries is PinTries.LOCKED:
            raise PinLocked
        raise PinIncorrect(self.tries)
