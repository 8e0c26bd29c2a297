"""What the reader watcher saw, in the past tense. Facts only; what follows is the flow's to say."""

from dataclasses import dataclass
from enum import StrEnum


class CardFamily(StrEnum):
    """What kind of card lies in the reader, told by its answer to reset alone."""

    CPS3 = "cps3"
    CPS4 = "cps4"
    CPS_CONTACTLESS = "cps-contactless"
    VITALE = "vitale"
    """A patient's card: to be returned kindly, never an error."""
    MUTE = "mute"
    """The chip does not answer: upside down, dirty or dead."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Insertion:
    """One stay of one card in one reader. The same card put in again is another insertion."""

    reader: str
    number: int
    """Counts up for as long as the watcher lives, over all readers."""


@dataclass(frozen=True, slots=True)
class ServiceFound:
    """The PC/SC service answers."""


@dataclass(frozen=True, slots=True)
class ServiceLost:
    """The PC/SC service is gone; every reader and card was reported gone before."""


@dataclass(frozen=True, slots=True)
class ReaderAttached:
    reader: str


@dataclass(frozen=True, slots=True)
class ReaderDetached:
    """The reader is gone; its card, if any, was reported removed before."""

    reader: str


@dataclass(frozen=True, slots=True)
class CardInserted:
    insertion: Insertion
    family: CardFamily


class Loss(StrEnum):
    """How a card came to be seen no more."""

    PULLED = "pulled"
    READER = "reader"
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class CardRemoved:
    """The card left, or can no longer be seen: both end whatever it opened."""

    insertion: Insertion
    loss: Loss = Loss.PULLED


ReaderEvent = (
    ServiceFound | ServiceLost | ReaderAttached | ReaderDetached | CardInserted | CardRemoved
)
