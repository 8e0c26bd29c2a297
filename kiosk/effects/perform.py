"""Does what the flow asks. Each effect is one task that posts exactly one of its endings."""

import asyncio
import logging
from collections.abc import Callable, Coroutine

from devices.errors import CardGone
from devices.kit import Kit
from kiosk.crash import describe
from kiosk.effects.belongings import Belongings
from kiosk.effects.record import Recorder
from kiosk.effects.settings import Settings
from kiosk.effects.troubles import trouble_of
from kiosk.effects.works import Work, work_of
from kiosk.flow.effects import Effect, EndVisit, Record
from kiosk.flow.events import Event, LeftBehind, VisitEnded
from kiosk.flow.visit import Visit
from kiosk.signin.portal import PortalSession, logout
from kiosk.trouble import Trouble

logger = logging.getLogger(__name__)

NOTICE_SECONDS = 2.0
"""Longer than any reader takes to notice that its card is gone (27 to 379 ms measured);
a card that is still there was reset by another program."""

Post = Callable[[Event], None]


class Performer:
    """Owns the belongings of every visit that has not quite ended."""

    def __init__(self, kit: Kit, settings: Settings, recorder: Recorder, post: Post) -> None:
        self._kit = kit
        self._settings = settings
        self._recorder = recorder
        self._post = post
        self._visits: dict[Visit, Belongings] = {}
        self._endings: set[asyncio.Task[None]] = set()

    def perform(self, effect: Effect) -> None:
        """Starts the effect; returns at once."""
        match effect:
            case EndVisit(visit):
                mine = self._visits.pop(visit, None)
                if mine is not None:
                    mine.cancel()
                self._finish(self._end(mine, visit))
            case Record():
                self._finish(self._recorder.record(effect))
            case _:
                self._start(effect.visit, work_of(effect, self._settings))

    def _start(self, visit: Visit, work: Work) -> None:
        """Runs as long as the visit lasts."""
        if visit not in self._visits:
            self._visits[visit] = Belongings(visit, self._kit, self._post)
        mine = self._visits[visit]
        task = mine.run(_answer(mine, work), "effect")
        if (secret := work.secret) is not None:
            task.add_done_callback(lambda _: secret.wipe())

    def _finish(self, work: Coroutine[None, None, Event]) -> None:
        """Runs to its end, whatever becomes of the visit."""

        async def finish() -> None:
            self._post(await work)

        task = asyncio.create_task(finish())
        self._endings.add(task)
        task.add_done_callback(self._endings.discard)

    async def _end(self, mine: Belongings | None, visit: Visit) -> Event:
        if mine is None:
            return VisitEnded(visit, wiped=True, card_reset=True, logged_out=None)
        cleared = await mine.clear()
        for trouble in cleared.troubles:
            self._post(LeftBehind(trouble, visit))
        logged_out = await mine.log_out(self._log_out)
        return VisitEnded(visit, cleared.wiped, cleared.card_reset, logged_out)

    async def _log_out(self, session: PortalSession) -> bool:
        return await logout(session, self._settings.portal(session.method))


async def _answer(mine: Belongings, work: Work) -> None:
    try:
        event = await work.run(mine)
    except CardGone:
        # Usually pulled: the watcher is about to say so, and then the visit ends with this task.
        await asyncio.sleep(NOTICE_SECONDS)
        event = work.refused(mine.visit, Trouble.CARD_UNREADABLE)
    except Exception as error:
        trouble = trouble_of(error)
        if trouble is Trouble.FAULT:
            logger.error("an effect failed in an unforeseen way:\n%s", describe(error))
        event = work.refused(mine.visit, trouble)
    mine.tell(event)
