"""What surrounds the doctor in every state: the clock, the readers and what lies in them."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from devices.events import (
    CardFamily,
    CardInserted,
    CardRemoved,
    Insertion,
    ReaderAttached,
    ReaderDetached,
    ServiceFound,
    ServiceLost,
)
from kiosk.flow.events import Event, KioskStarted, LeftBehind, Recorded, RecordFailed, Tick
from kiosk.flow.mail import MailWay
from kiosk.flow.phone import PhoneFlow
from kiosk.trouble import Trouble

SIGN_IN_FAMILIES = frozenset({CardFamily.CPS3, CardFamily.CPS4})
"""A contactless CPS carries no key behind a PIN, so it cannot open a session."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What the configuration says, as far as the flow needs it. Durations in seconds."""

    idle: float
    """Without a sign of the doctor, a session ends."""
    longest: float
    """No session lasts longer."""
    warm_browser: bool = True
    """Start the browser while the doctor types."""
    typing: float = 60.0
    """Without a key, the PIN screen gives way."""
    phone: PhoneFlow | None = None
    """How one signs in by e-CPS; None where one cannot."""
    code_renewals: int = 3
    """How many times a code that nobody used is replaced by a fresh one."""
    mail: MailWay | None = None
    """How one signs in with a password and a code by mail; None where one cannot."""
    mailing: float = 300.0
    """Without a key, the screen that waits for the mailed code gives way."""
    at_page: float = 180.0
    """Without a sign of the doctor, a page that she uses by herself gives way."""
    signing_in: float = 90.0
    """Above the sum of the time limits of card, portal and browser: the last resort."""
    reading_trouble: float = 90.0
    """A refusal stays on screen that long."""
    reading_notice: float = 30.0
    """A notice stays on the welcome screen that long."""


@dataclass(frozen=True, slots=True)
class Seat:
    """One reader, and the card in it."""

    reader: str
    card: Insertion | None = None
    family: CardFamily | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """Facts that do not depend on who is signing in."""

    rules: Rules
    now: float = 0.0
    """Monotonic seconds, from the last Tick."""
    wall: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    """Wall clock of the last Tick, for people."""
    service: bool | None = None
    """Whether PC/SC answers; None until the watcher's first word."""
    seats: tuple[Seat, ...] = ()
    journal_works: bool = True
    left_behind: bool = False
    """Something of a session could not be wiped; a restart tries again."""
    visits: int = 0
    """How many visits there have been: the last one's number."""

    @property
    def waiting_card(self) -> Seat | None:
        """The seat with a card that could sign in, if there is one."""
        return next((seat for seat in self.seats if seat.family in SIGN_IN_FAMILIES), None)

    def holds(self, card: Insertion) -> bool:
        """Whether this very insertion is still seen."""
        return any(seat.card == card for seat in self.seats)

    def after(self, event: Event) -> "Desk":
        """The desk once the event is seen."""
        match event:
            case Tick(now, wall):
                return replace(self, now=now, wall=wall)
            case ServiceFound():
                return replace(self, service=True)
            case ServiceLost():
                return replace(self, service=False, seats=())
            case ReaderAttached(reader) if reader not in {seat.reader for seat in self.seats}:
                return self._with(Seat(reader))
            case ReaderDetached(reader):
                return replace(self, seats=self._others(reader))
            case CardInserted(card, family):
                return self._with(Seat(card.reader, card, family))
            case CardRemoved(card) if self.holds(card):
                return self._with(Seat(card.reader))
            case Recorded():
                return replace(self, journal_works=True)
            case RecordFailed():
                return replace(self, journal_works=False)
            case KioskStarted(leftovers) if not all(each.clean for each in leftovers):
                return replace(self, left_behind=True)
            case LeftBehind(trouble=Trouble.WIPE_FAILED):
                return replace(self, left_behind=True)
            case _:
                return self

    def _others(self, reader: str) -> tuple[Seat, ...]:
        return tuple(seat for seat in self.seats if seat.reader != reader)

    def _with(self, seat: Seat) -> "Desk":
        seats = sorted((*self._others(seat.reader), seat), key=lambda each: each.reader)
        return replace(self, seats=tuple(seats))
