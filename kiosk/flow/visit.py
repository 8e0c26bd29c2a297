"""One person's passage at the kiosk: from the card's insertion to everything being gone."""

from dataclasses import dataclass

from devices.events import CardFamily, Insertion
from devices.pin import PinTries
from kiosk.identity import Holder, Method


@dataclass(frozen=True, slots=True)
class Visit:
    """Names who everything belongs to: tasks, card, browser, portal session.

    Answers that carry another visit than the current one are too late and change nothing.
    """

    number: int
    method: Method
    card: Insertion | None
    """The card that opened the visit; its removal ends it."""
    family: CardFamily | None = None


@dataclass(frozen=True, slots=True)
class KnownCard:
    """A card that was read, found valid, and may ask for its PIN."""

    serial: str
    holder: Holder
    tries: PinTries
    expires_in_days: int | None = None
    """Only when the holder should be warned."""
