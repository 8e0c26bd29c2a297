"""What came of the card."""

from dataclasses import dataclass

from devices.pin import PinTries
from kiosk.flow.visit import KnownCard, Visit
from kiosk.identity import Holder
from kiosk.trouble import Trouble


@dataclass(frozen=True, slots=True)
class CardRead:
    visit: Visit
    card: KnownCard


@dataclass(frozen=True, slots=True)
class CardRefused:
    visit: Visit
    trouble: Trouble
    holder: Holder | None = None
    """Whose card it is, if it could be read."""


@dataclass(frozen=True, slots=True)
class PinAccepted:
    visit: Visit


@dataclass(frozen=True, slots=True)
class PinRejected:
    visit: Visit
    tries: PinTries


@dataclass(frozen=True, slots=True)
class LastTryMet:
    """Another program has used tries meanwhile: one is left, and the PIN was not presented."""

    visit: Visit
