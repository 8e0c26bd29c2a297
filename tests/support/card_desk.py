"""A desk with real middleware: pcscd, OpenSC's PKCS#11 module, the product's card on top."""

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from devices.card.pkcs11 import Pkcs11Card
from devices.events import CardFamily, Insertion
from devices.kit import Card
from devices.reader.pcsc import PcscContext
from tests.support.pcsc import PcscService
from tests.support.vpcd import CardLogic, VirtualReader
from tests.support.waiting import wait_for

_NAME = "opensc-pkcs11.so"
MODULE = next(Path("/usr/lib").glob(f"*-linux-gnu/{_NAME}"), Path("/usr/lib") / _NAME)
"""Of Debian's package opensc-pkcs11, for whichever processor."""


class CardDesk:
    """Readers `left` and `right`, and whatever lies in them."""

    def __init__(self, service: PcscService) -> None:
        self.service = service
        self.left, self.right = service.readers
        self._context = PcscContext()

    def insert(self, card: CardLogic, reader: VirtualReader | None = None) -> None:
        """Returns when PC/SC has seen it."""
        reader = reader or self.left
        before = self._counter(reader)
        reader.insert(card)
        wait_for(lambda: self._counter(reader) > before)

    def remove(self, reader: VirtualReader | None = None) -> None:
        """Returns when PC/SC has seen it."""
        reader = reader or self.left
        before = self._counter(reader)
        reader.remove()
        wait_for(lambda: self._counter(reader) > before)

    def sees_card(self, reader: VirtualReader | None = None) -> bool:
        """Whether PC/SC says that there is a card."""
        return self._context.look([(reader or self.left).name])[0].present

    @asynccontextmanager
    async def card(
        self, reader: VirtualReader | None = None, *, module: Path = MODULE, patience: float = 15
    ) -> AsyncIterator[Card]:
        """The card in that reader as the kiosk has it; closed afterwards."""
        insertion = Insertion((reader or self.left).name, 1)
        card: Card = Pkcs11Card(insertion, CardFamily.CPS3, module, patience=patience)
        try:
            yield card
        finally:
            await card.close()

    def release(self) -> None:
        self._context.release()

    def _counter(self, reader: VirtualReader) -> int:
        return self._context.look([reader.name])[0].counter


def workers(parent: int | None = None) -> list[int]:
    """Process ids of the card workers that a process, or this one, started and still has."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            command = (entry / "cmdline").read_bytes()
            started_by = (entry / "stat").read_text().rpartition(")")[2].split()[1]
        except OSError:
            continue
        if b"devices.card.worker" in command and int(started_by) == (parent or os.getpid()):
            found.append(int(entry.name))
    return found


@pytest.fixture
def desk(pcsc: PcscService) -> Iterator[CardDesk]:
    """Both readers empty."""
    made = CardDesk(pcsc)
    yield made
    made.release()
