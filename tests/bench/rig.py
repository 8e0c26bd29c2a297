"""Everything real that the bench runs on: pcscd, portal, runtime directory."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.portal import LoadingPortal
from tests.bench.tape import Tape, words
from tests.bench.witness import Witness
from tests.journeys.stack import Stack, stack_in
from tests.support.pcsc import PcscService
from tests.support.usb_readers import build
from tests.support.vpcd import VirtualReader

WELCOME = words("Insérez votre carte CPS")


@dataclass(frozen=True, slots=True)
class Rig:
    """What the measurements use."""

    stack: Stack
    portal: LoadingPortal
    witness: Witness

    @property
    def reader(self) -> VirtualReader:
        """The one that the witness watches."""
        return self.stack.pcsc.readers[0]

    def kiosk(self) -> Tape:
        """`kiosk run`, just started."""
        return Tape(self.stack.command(), self.stack.environment())


@contextmanager
def rig() -> Iterator[Rig]:
    """Starts it all; takes it all away."""
    place = Path(tempfile.mkdtemp(prefix="bench-"))
    try:
        (place / "pcsc").mkdir()
        (place / "portal").mkdir()
        build(place / "pcsc")
        with (
            _pcsc(place / "pcsc") as pcsc,
            _portal(place / "portal") as portal,
            stack_in(pcsc, portal, place) as stack,
            Witness({**os.environ, **pcsc.environ}) as witness,
        ):
            yield Rig(stack, portal, witness)
    finally:
        shutil.rmtree(place)


@contextmanager
def _pcsc(directory: Path) -> Iterator[PcscService]:
    service = PcscService(directory)
    try:
        service.attach_reader(0)
        service.attach_reader(1)
        service.start()
        yield service
    finally:
        for reader in service.readers:
            reader.remove()
        service.stop()


@contextmanager
def _portal(directory: Path) -> Iterator[LoadingPortal]:
    portal = LoadingPortal(directory)
    portal.start()
    try:
        yield portal
    finally:
        portal.stop()
