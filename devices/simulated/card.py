"""The card in a simulated reader, as devices/kit.py knows cards."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from devices.errors import (
    CardUnreadable,
    CertificateMissing,
    LastTryAhead,
    ModuleCrashed,
    ModuleHung,
    PinIncorrect,
    PinLocked,
)
from devices.kit import CardFacts, Pin, TlsServer, Tunnel
from devices.pin import PinTries
from devices.simulated.chip import Fault
from devices.simulated.stay import Stay
from devices.simulated.tls import relay


@dataclass(frozen=True, slots=True)
class Pace:
    """How long the card takes, in seconds."""

    read: float = 0
    verify: float = 0
    hang: float = 0
    """Until the middleware is given up."""


AT_ONCE = Pace()
AS_REAL = Pace(read=0.6, verify=0.3, hang=15)
"""About what a CPS of the field takes."""


class SimulatedCard:
    """One insertion of a chip; every step raises CardGone as soon as the card has left."""

    def __init__(self, stay: Stay, pace: Pace) -> None:
        self._stay = stay
        self._chip = stay.chip
        self._pace = pace

    async def read(self) -> CardFacts:
        match self._chip.fault:
            case Fault.MODULE_HANGS:
                await self._stay.last(self._pace.hang)
                raise ModuleHung
            case Fault.MODULE_CRASHES:
                await self._stay.last(self._pace.read)
                raise ModuleCrashed
            case Fault.UNREADABLE:
                await self._stay.last(self._pace.read)
                raise CardUnreadable
        await self._stay.last(self._pace.read)
        if self._chip.certificate is None:
            raise CertificateMissing
        return CardFacts(self._chip.serial, self._chip.certificate, self._chip.tries)

    async def verify(self, pin: Pin, *, last_try_allowed: bool) -> None:
        await self._stay.last(self._pace.verify)
        if self._chip.tries is PinTries.LAST and not last_try_allowed:
            raise LastTryAhead
        self._chip.present(pin)

    @asynccontextmanager
    async def tls(self, pin: Pin, server: TlsServer) -> AsyncIterator[Tunnel]:
        await self._stay.last(self._pace.verify)
        try:
            self._chip.present(pin)
        except (PinIncorrect, PinLocked) as error:
            raise CardUnreadable from error
        if self._chip.key is None:
            raise CardUnreadable
        async with relay(self._stay, self._chip.key, server) as tunnel:
            yield tunnel

    async def close(self) -> bool:
        """Nothing to end: the PIN opens nothing that outlives a call."""
        return True
