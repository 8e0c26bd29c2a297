"""Readers moved by method calls; what they post is what the PC/SC watcher would post."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
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
from devices.kit import ReaderWatcher
from devices.simulated.card import AT_ONCE, Pace, SimulatedCard
from devices.simulated.chip import Chip
from devices.simulated.stay import Stay
from devices.simulated.watcher import Audience, SimulatedWatcher

READER = "Lecteur de démonstration 00 00"


@dataclass(slots=True)
class _Slot:
    plugged: bool = True
    chip: Chip | None = None
    stay: Stay | None = None
    """The chip as it is seen at present; None while nobody can see it."""


class SimulatedReaders:
    """Readers, the PC/SC service, and a hand that moves cards. Methods may come from any thread.

    `watcher` and `card` are what devices/kit.py asks for.
    """

    def __init__(
        self, chips: Mapping[str, Chip], *, readers: Sequence[str] = (READER,), pace: Pace = AT_ONCE
    ) -> None:
        self._chips = chips
        self._pace = pace
        self._slots = {name: _Slot() for name in readers}
        self._service = True
        self._numbers = count(1)
        self._audience = Audience()
        self._lock = threading.RLock()

    @property
    def plugged(self) -> bool:
        """Whether the first reader is."""
        return next(iter(self._slots.values())).plugged

    @property
    def service_runs(self) -> bool:
        return self._service

    @property
    def holds_card(self) -> bool:
        """Whether a card lies in any reader, seen or not."""
        return any(slot.chip for slot in self._slots.values())

    def insert(self, card: str, reader: str | None = None) -> None:
        """Pushes the card of this name in; one that is there already is swapped for it."""
        chip = self._chips[card]
        with self._lock:
            name, slot = self._slot(reader)
            self._hide(slot, Loss.PULLED)
            slot.chip = chip
            self._show(name, slot)

    def pull(self, reader: str | None = None) -> None:
        """Takes the card out, if there is one."""
        with self._lock:
            _, slot = self._slot(reader)
            self._hide(slot, Loss.PULLED)
            slot.chip = None

    def unplug(self, reader: str | None = None) -> None:
        """Pulls the reader's cable; a card stays in it."""
        with self._lock:
            name, slot = self._slot(reader)
            if slot.plugged:
                slot.plugged = False
                self._hide(slot, Loss.READER)
                if self._service:
                    self._audience.tell(ReaderDetached(name))

    def plug(self, reader: str | None = None) -> None:
        with self._lock:
            name, slot = self._slot(reader)
            if not slot.plugged:
                slot.plugged = True
                if self._service:
                    self._audience.tell(ReaderAttached(name))
                self._show(name, slot)

    def stop_service(self) -> None:
        """The PC/SC service ends: nothing can be seen any more."""
        with self._lock:
            if not self._service:
                return
            self._service = False
            for slot in self._slots.values():
                self._hide(slot, Loss.SERVICE)
            for name in self._plugged():
                self._audience.tell(ReaderDetached(name))
            self._audience.tell(ServiceLost())

    def start_service(self) -> None:
        with self._lock:
            if self._service:
                return
            self._service = True
            self._audience.tell(ServiceFound())
            for name in self._plugged():
                self._audience.tell(ReaderAttached(name))
            for name in self._plugged():
                self._show(name, self._slots[name])

    def watcher(self, post: Callable[[ReaderEvent], None]) -> ReaderWatcher:
        """A watcher that begins with what is there when it is started."""
        return SimulatedWatcher(self._audience, self._lock, self._present, post)

    def card(self, insertion: Insertion, _family: CardFamily) -> SimulatedCard:
        """The card of this insertion, gone already if it is no longer there."""
        with self._lock:
            stays = [slot.stay for slot in self._slots.values()]
        stay = next((each for each in stays if each and each.insertion == insertion), None)
        if stay is None:
            stay = Stay(insertion, Chip(CardFamily.UNKNOWN))
            stay.end()
        return SimulatedCard(stay, self._pace)

    def _present(self) -> Iterator[ReaderEvent]:
        yield ServiceFound() if self._service else ServiceLost()
        readers = self._plugged() if self._service else []
        yield from map(ReaderAttached, readers)
        for name in readers:
            stay = self._slots[name].stay
            if stay is not None:
                yield CardInserted(stay.insertion, stay.chip.family)

    def _slot(self, reader: str | None) -> tuple[str, _Slot]:
        name = reader or next(iter(self._slots))
        return name, self._slots[name]

    def _plugged(self) -> list[str]:
        return [name for name, slot in self._slots.items() if slot.plugged]

    def _show(self, name: str, slot: _Slot) -> None:
        if self._service and slot.plugged and slot.chip is not None:
            slot.stay = Stay(Insertion(name, next(self._numbers)), slot.chip)
            self._audience.tell(CardInserted(slot.stay.insertion, slot.chip.family))

    def _hide(self, slot: _Slot, loss: Loss) -> None:
        if slot.stay is not None:
            slot.stay.end()
            self._audience.tell(CardRemoved(slot.stay.insertion, loss))
            slot.stay = None
