"""The thread that calls PC/SC and may be held there."""

import logging
import re
import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from devices.reader.look import ReaderLook

if TYPE_CHECKING:
    from devices.reader.pcsc import PcscContext

LOOK_SECONDS = 2.0
"""Looks at least so often: a few changes wake nobody (PcscContext.wait)."""

SOON_SECONDS = 0.2
"""After a change: another may have come too early to wake anybody."""

RETRY_SECONDS = (0.1, 0.2, 0.5, 1.0)
"""Pauses before asking again for a service that is gone; the last one goes on."""

_NOTHING_NEW_SECONDS = 0.02
"""Keeps a wait that returns for no reason from becoming a busy loop."""

Sight = Sequence[ReaderLook] | None
"""All readers at one moment; None when the service is gone."""

log = logging.getLogger(__name__)


class Looker(threading.Thread):
    """Hands a Sight over whenever something may have changed, and at least every LOOK_SECONDS."""

    def __init__(
        self,
        hand_over: Callable[[Sight], None],
        stopping: threading.Event,
        allow: Sequence[re.Pattern[str]],
    ) -> None:
        super().__init__(name="reader-looker", daemon=True)
        self._hand_over = hand_over
        self._stopping = stopping
        self._allow = allow
        self._context: PcscContext | None = None
        self._failures = 0
        self._last: Sight = None

    def cancel(self) -> None:
        """Wakes it. May be lost (PcscContext.cancel): repeat until the thread has ended."""
        if (context := self._context) is not None:
            context.cancel()

    def run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._connect_and_look()
            except Exception as error:
                log.debug("PC/SC service lost: %r", error)
                self._hand_over(None)
                pause = RETRY_SECONDS[min(self._failures, len(RETRY_SECONDS) - 1)]
                self._failures += 1
                self._stopping.wait(pause)

    def _connect_and_look(self) -> None:
        """Returns when stopping; raises PcscError when the service is lost."""
        # Here, since the first picture on the screen need not wait 30 ms for pyscard.
        from devices.reader.pcsc import PcscCode, PcscContext, PcscError  # noqa: PLC0415

        context = self._context = PcscContext()
        try:
            while not self._stopping.is_set():
                try:
                    self._look(context)
                except PcscError as error:
                    if error.code not in {PcscCode.UNKNOWN_READER, PcscCode.CANCELLED}:
                        raise
                    self._stopping.wait(_NOTHING_NEW_SECONDS)
        finally:
            self._context = None
            context.release()

    def _look(self, context: "PcscContext") -> None:
        looks = context.look(allowed(context.readers(), self._allow))
        self._failures = 0
        self._hand_over(looks)
        changed = context.wait(looks, LOOK_SECONDS if looks == self._last else SOON_SECONDS)
        self._last = looks
        self._hand_over(changed)
        if changed == looks:
            self._stopping.wait(_NOTHING_NEW_SECONDS)


def allowed(readers: Sequence[str], allow: Sequence[re.Pattern[str]]) -> list[str]:
    """The readers in whose name a pattern is found; all of them where there is no pattern."""
    return [name for name in readers if not allow or any(pattern.search(name) for pattern in allow)]
