"""What the last look showed, and the events that lead from there to the next look. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count

from devices.events import (
    CardFamily,
    CardInserted,
    CardRemoved,
    Insertion,
    Loss,
    ReaderAttached,
    ReaderDetached,
    ReaderEvent,
    ServiceFound,
    ServiceLost,
)
from devices.reader.atr import family_of
from devices.reader.look import ReaderLook

_Looks = Mapping[str, ReaderLook]


@dataclass(frozen=True, slots=True)
class _Stay:
    """A card that lies in a reader."""

    counter: int
    mute: bool
    insertion: Insertion | None
    """None once it was reported removed though it still lies there: it fell mute."""


class ReaderTable:
    """Turns looks into events: removals before insertions, so that no two cards overlap.

    A card is gone when the reader's counter of movements has changed, even if a card of the same
    make lies there again. Its ATR is not compared: a CPS4 may answer a reset with another one. The
    counter misses only a reader unplugged and plugged in again with another card between two looks;
    no hand is that fast, since pcscd wakes the watcher as soon as the reader goes.

    A card that falls mute while in use is reported removed and nothing more: this is what pcscd
    shows for a moment when a card is pulled during a reset.
    """

    def __init__(self) -> None:
        self._service: bool | None = None
        self._readers: dict[str, _Stay | None] = {}
        self._numbers = count(1)

    def see(self, looks: Iterable[ReaderLook]) -> list[ReaderEvent]:
        """The service answered, and these are all readers there are."""
        found: list[ReaderEvent] = [] if self._service else [ServiceFound()]
        self._service = True
        available = {look.reader: look for look in looks if look.available}
        return [
            *found,
            *self._remove_cards(available, Loss.READER),
            *self._detach_readers(available),
            *self._attach_readers(available),
            *self._insert_cards(available),
        ]

    def lose(self) -> list[ReaderEvent]:
        """The service is gone, or does not answer: what cannot be seen is gone."""
        if self._service is False:
            return []
        self._service = False
        return [*self._remove_cards({}, Loss.SERVICE), *self._detach_readers({}), ServiceLost()]

    def _remove_cards(self, looks: _Looks, with_reader: Loss) -> Iterator[CardRemoved]:
        for reader, stay in self._readers.items():
            if stay is None:
                continue
            after = _after(stay, looks.get(reader))
            if stay.insertion is not None and (after is None or after.insertion is None):
                yield CardRemoved(stay.insertion, Loss.PULLED if reader in looks else with_reader)
            self._readers[reader] = after

    def _detach_readers(self, looks: _Looks) -> Iterator[ReaderDetached]:
        for reader in [name for name in self._readers if name not in looks]:
            del self._readers[reader]
            yield ReaderDetached(reader)

    def _attach_readers(self, looks: _Looks) -> Iterator[ReaderAttached]:
        for reader in [name for name in looks if name not in self._readers]:
            self._readers[reader] = None
            yield ReaderAttached(reader)

    def _insert_cards(self, looks: _Looks) -> Iterator[CardInserted]:
        for reader, look in looks.items():
            if look.present and self._readers[reader] is None:
                insertion = Insertion(reader, next(self._numbers))
                self._readers[reader] = _Stay(look.counter, look.mute, insertion)
                yield CardInserted(insertion, _family(look))


def _after(stay: _Stay, look: ReaderLook | None) -> _Stay | None:
    """What the look leaves of a stay."""
    if look is None or not look.present or look.counter != stay.counter:
        return None
    if look.mute == stay.mute:
        return stay
    return _Stay(stay.counter, mute=True, insertion=None) if look.mute else None


def _family(look: ReaderLook) -> CardFamily:
    return CardFamily.MUTE if look.mute else family_of(look.atr)
