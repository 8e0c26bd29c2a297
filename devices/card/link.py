"""The way to a card's worker: starts it, asks it, ends it, and finds out why it failed."""

import asyncio
import logging
import os
from collections.abc import Sequence
from typing import Any

from devices.aside import aside
from devices.card.answers import error_in
from devices.card.process import WorkerProcess
from devices.card.stay import CardStay
from devices.errors import (
    CardBusy,
    CardError,
    CardGone,
    ModuleCrashed,
    ModuleHung,
    ModuleMissing,
    PinIncorrect,
    PinLocked,
)

PCSC_SECONDS = 5.0
"""How long a look at the reader, or a reset of the card, may take."""

log = logging.getLogger(__name__)

_PLAIN = (CardGone, ModuleMissing, PinIncorrect, PinLocked)
"""Errors that mean what they say even when the card has just been pulled."""


class CardLink:
    """For one stay of one card. Once closed, it only raises CardGone."""

    def __init__(self, reader: str, command: Sequence[str], patience: float) -> None:
        self._reader = reader
        self._command = command
        self._patience = patience
        self._stay: CardStay | None = None
        self._worker: WorkerProcess | None = None
        self._closing: asyncio.Task[bool] | None = None
        self._harmless = False

    @property
    def fresh(self) -> bool:
        """Whether the next question goes to a worker that was asked nothing yet."""
        return self._worker is None or not self._worker.alive

    async def ask(self, question: bytearray) -> dict[str, Any]:
        """Starts a worker where there is none. Wipes the question, which may hold a PIN."""
        try:
            await self._begin()
            worker = await self._living_worker()
            answer = await worker.ask(question, self._patience)
            error = error_in(answer)
        except (ModuleCrashed, ModuleHung) as failure:
            answer, error = {}, failure
        finally:
            question[:] = bytes(len(question))
        if self._closing is not None:
            raise CardGone("closed")
        if error is not None:
            raise await self.explained(error)
        if not await self.lasts():
            raise CardGone("left meanwhile")
        return answer

    async def explained(self, error: CardError) -> CardError:
        """A removal not yet noticed looks like any failure of the module; so does a held card."""
        if isinstance(error, _PLAIN) or self._stay is None:
            return error
        try:
            if not await aside(self._stay.outlasts_removal, PCSC_SECONDS):
                return CardGone(str(error))
            return CardBusy(str(error)) if await aside(self._stay.taken, PCSC_SECONDS) else error
        except TimeoutError:
            return CardGone("PC/SC does not answer")

    async def lasts(self) -> bool:
        """Whether the card still lies where the first question found it."""
        if self._closing is not None or self._stay is None:
            return False
        try:
            return await aside(self._stay.lasts, PCSC_SECONDS)
        except TimeoutError:
            return False

    async def drop_worker(self) -> None:
        """The next question starts a new one."""
        worker, self._worker = self._worker, None
        if worker is not None:
            await worker.kill()

    async def reset(self) -> bool:
        """Takes a verified PIN from the card. Never raises.

        False when the card was not reset though it may still lie there.
        """
        if self._stay is None:
            return True
        try:
            await aside(self._stay.reset, PCSC_SECONDS)
        except Exception as error:
            log.warning("the card was not reset: %r", error)
            return False
        return True

    async def close(self) -> bool:
        """Drops the worker and resets the card. Whoever waits for an answer gets CardGone.

        False as reset() says it; the next call then tries again.
        """
        if self._closing is None or (self._closing.done() and not self._harmless):
            self._closing = asyncio.create_task(self._close())
        return await asyncio.shield(self._closing)

    async def _close(self) -> bool:
        await self.drop_worker()
        self._harmless = await self.reset()
        return self._harmless

    async def _begin(self) -> None:
        if self._stay is not None:
            return
        try:
            self._stay = await aside(lambda: CardStay.begin(self._reader), PCSC_SECONDS)
        except TimeoutError:
            raise CardGone("PC/SC does not answer") from None
        if self._stay is None:
            raise CardGone("no card in the reader")

    async def _living_worker(self) -> WorkerProcess:
        if self.fresh and self._closing is None:
            self._worker = await WorkerProcess.start((*self._command, str(os.getpid())))
        if self._closing is not None:
            await self.drop_worker()
        if self._worker is None:
            raise CardGone("closed")
        return self._worker
