"""A CPS in a reader, through the PKCS#11 module of its maker, held in a child process.

Vendor modules cache PINs, crash, hang and hold locks (SSSD keeps them in a child for the same
reasons). Killing the child ends all that; only the PIN's verified state stays on the card, which is
therefore reset.
"""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from devices.card.answers import facts_in
from devices.card.link import CardLink
from devices.card_tls.tunnel import TlsVersion, TokenKey, card_tls
from devices.errors import CardError, CardGone, CardUnreadable, LastTryAhead, PinLocked
from devices.events import CardFamily, Insertion
from devices.kit import CardFacts, Pin, TlsServer, Tunnel
from devices.pin import PinTries, is_pin


class Pkcs11Card:
    """Implements devices.kit.Card. Only one of its questions is under way at a time."""

    def __init__(
        self,
        insertion: Insertion,
        family: CardFamily,
        module: Path,
        *,
        python: str = sys.executable,
        patience: float = 15.0,
        tls_max: TlsVersion | None = None,
    ) -> None:
        """`patience` is how many seconds the module may take to answer one question."""
        self._family = family
        self._module = module
        self._tls_max = tls_max
        # Isolated mode: neither the working directory nor PYTHONPATH can slip code in.
        worker = (python, "-I", "-m", "devices.card.worker", str(module), insertion.reader)
        self._link = CardLink(insertion.reader, worker, patience)
        self._turn = asyncio.Lock()
        self._facts: CardFacts | None = None
        self._token_serial = self._token_label = ""
        self._saw_pin = False

    async def read(self) -> CardFacts:
        """Reads serial, authentication certificate and tries left. Asks no PIN.

        Raises the errors of devices/errors.py, but for those of a PIN.
        """
        async with self._turn:
            return await self._read()

    async def verify(self, pin: Pin, *, last_try_allowed: bool) -> None:
        """Presents the PIN, once. Raises PinIncorrect or PinLocked when refused.

        LastTryAhead or PinLocked, without presenting it, for the tries that the card has by now.
        ValueError for anything but four digits, which some modules would count as a wrong PIN.
        """
        if not is_pin(pin):
            raise ValueError("a PIN has four digits")
        async with self._turn:
            if self._link.fresh:
                await self._recall()
            fewest = PinTries.LAST if last_try_allowed else PinTries.TWO
            withheld = await self._present(pin, fewest)
            if withheld is PinTries.LOCKED and await self._recall() is not PinTries.LOCKED:
                # Falsely so, see _read(): it has been reset.
                withheld = await self._present(pin, fewest)
        if withheld is PinTries.LOCKED:
            raise PinLocked("not presented")
        if withheld is not None:
            raise LastTryAhead("not presented")

    @asynccontextmanager
    async def tls(self, pin: Pin, server: TlsServer) -> AsyncIterator[Tunnel]:
        """Opens a tunnel for the time of the context. The card must have been read before.

        A CardError becomes CardGone if the card was pulled, also one raised inside the context.
        """
        if self._facts is None:
            raise CardUnreadable("not read yet")
        self._saw_pin = True
        key = TokenKey(
            module=self._module,
            serial=self._token_serial,
            key_id=self._facts.certificate.key_id,
            pkcs1_only=self._family is not CardFamily.CPS4,
            label=self._token_label,
        )
        try:
            async with card_tls(key, server, pin, tls_max=self._tls_max) as tunnel:
                yield tunnel
        except CardError as error:
            raise await self._link.explained(error) from None

    async def close(self) -> bool:
        """Ends the worker and resets the card; what is under way raises CardGone. Never raises.

        False when a PIN was presented and the card could not be reset.
        """
        return await self._link.close() or not self._saw_pin

    async def _read(self) -> CardFacts:
        try:
            facts = await self._read_once()
        except (CardGone, CardUnreadable):
            # Another program may have reset the card, or the module looked too early.
            if not await self._link.lasts():
                raise
            await self._link.drop_worker()
            facts = await self._read_once()
        if facts.tries is PinTries.LOCKED:
            # Falsely so on a CPS4 that another program left verified (measured); not after a reset.
            await self._link.drop_worker()
            await self._link.reset()
            facts = await self._read_once()
        self._facts = facts
        return facts

    async def _read_once(self) -> CardFacts:
        answer = await self._link.ask(bytearray(b'{"do": "read"}\n'))
        self._token_serial = answer["token_serial"]
        self._token_label = answer["token_label"]
        return facts_in(answer)

    async def _present(self, pin: Pin, fewest: PinTries) -> PinTries | None:
        """Unless the card has fewer tries left: then says how many, and that it has not done so."""
        seen, self._saw_pin = self._saw_pin, True
        question = json.dumps({"do": "verify", "fewest": fewest}).encode()
        answer = await self._link.ask(bytearray(question + b"\n") + pin)
        if "withheld" not in answer:
            return None
        self._saw_pin = seen
        return PinTries(answer["withheld"])

    async def _recall(self) -> PinTries:
        """Reads the card again; the PIN is for the one that was read before, for no other."""
        known = self._facts
        facts = await self._read()
        if known is not None and facts.certificate != known.certificate:
            raise CardGone("another card lies there now")
        return facts.tries
