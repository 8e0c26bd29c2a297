"""The kiosk: puts the engine, the screens and the devices together, and takes them down again."""

import asyncio
import logging
import os
from collections.abc import Callable

from devices.kit import Kit, ReaderWatcher
from kiosk.config import Config
from kiosk.crash import guard
from kiosk.engine import Engine, system_clock
from kiosk.flow.desk import Desk, Rules
from kiosk.flow.events import KioskStarted, StopRequested, Tick
from kiosk.flow.state import State, Stopped, Welcome
from kiosk.front import Perform, Post, kit_of, performer_of, rules_of, view_of
from kiosk.hands import Hands
from kiosk.i18n import Translator
from kiosk.logs import say_where
from kiosk.sealed import SealedApp
from screens.kiosk_screen import Bar
from screens.offer import Announced
from screens.router import STYLES, Router
from screens.theme import THEMES
from screens.view import View
from screens.words import Words

logger = logging.getLogger(__name__)

SECONDS_TO_END = 75.0
"""For closing, logging out (tried for a minute: kiosk/signin/portal.py), wiping and recording. What
then still runs dies with the process; systemd waits 90 seconds."""


class KioskApp(SealedApp, inherit_bindings=False):
    """Screens announce what was typed; the engine decides; the router shows."""

    CSS_PATH = STYLES

    engine: Engine
    """From loading on, as it needs the event loop."""

    def __init__(
        self,
        view: View,
        rules: Rules,
        kit_factory: Callable[[], Kit],
        performer_factory: Callable[[Kit, Post], Perform],
        *,
        bar: Bar | None = None,
        clock: Callable[[], Tick] = system_clock,
    ) -> None:
        """The factories are called in a thread, after the first paint: they may import a lot."""
        super().__init__()
        self.wear(THEMES[0])
        self._kit_factory = kit_factory
        self._performer_factory = performer_factory
        self._clock = clock
        tick = clock()
        self._beginning = Welcome(Desk(rules, tick.now, tick.wall))
        self._router = Router(self, Words(Translator(view.language), view), bar)
        self._hands = Hands()
        self._watcher: ReaderWatcher | None = None
        self._ending: asyncio.Task[None] | None = None
        self._gone = False
        self.stuck = False
        """Something did not end in time: the process must not wait for it."""

    def on_load(self) -> None:
        self.engine = Engine(self._beginning, self._hands, self._show, self._clock)
        self.heed(lambda: self.engine.post(StopRequested()))

    def on_mount(self) -> None:
        self._router.show(self._beginning)

    async def on_ready(self) -> None:
        """After the first paint: devices, then the clock, then the first look at the readers."""
        try:
            kit, perform = await asyncio.to_thread(self._equip, self.engine.post)
        except Exception:
            self._hands.stay_empty(self.engine.post)
            raise
        self._hands.get(perform)
        self.engine.start()
        if not isinstance(self.engine.state, Stopped):
            self.engine.post(KioskStarted(kit.leftovers))
            self._watcher = kit.watcher(self.engine.post)
            self._watcher.start()

    def on_announced(self, message: Announced) -> None:
        self.engine.post(message.event)

    async def on_unmount(self) -> None:
        await self._end()
        self.heed_no_more()

    def abort(self) -> None:
        """Fails closed, from any thread: everything ends, then the process, without a farewell."""
        self._gone = True
        self.engine.abort()

    def _equip(self, post: Post) -> tuple[Kit, Perform]:
        kit = self._kit_factory()
        return kit, self._performer_factory(kit, post)

    def _show(self, state: State) -> None:
        if not self._gone and not self.has_terminal():
            logger.critical("the terminal is gone")
            self.abort()
        if self.is_running and not self._gone:
            self._router.show(state)
        if isinstance(state, Stopped):
            self._end().add_done_callback(lambda _: self._leave())

    def _leave(self) -> None:
        if self._gone:
            # Whatever writes to the terminal would wait for ever.
            os._exit(os.EX_SOFTWARE)
        failed = self.stuck or self.engine.failed or self.return_code
        self.exit(return_code=os.EX_SOFTWARE if failed else os.EX_OK)

    def _end(self) -> asyncio.Task[None]:
        """Everything of this kiosk, once, whoever asks for it."""
        if self._ending is None:
            self._ending = asyncio.create_task(self._end_everything())
        return self._ending

    async def _end_everything(self) -> None:
        self.engine.post(StopRequested())
        try:
            async with asyncio.timeout(SECONDS_TO_END):
                await self.engine.drained()
                if self._watcher is not None:
                    await asyncio.to_thread(self._watcher.stop)
        except TimeoutError:
            self.stuck = True
            logger.error("the kiosk did not end within %d seconds", SECONDS_TO_END)
        self.engine.close()


def run(config: Config, log: str) -> int:
    """Runs the kiosk until it is told to stop; `log` says where its log is. Its exit status."""
    app = KioskApp(view_of(config), rules_of(config), kit_of(config), performer_of(config))
    guard(app.abort)
    app.run(mouse=False)
    if app.return_code or app.stuck:
        say_where(log, Translator(config.kiosk.language))
    if app.stuck:
        os._exit(os.EX_SOFTWARE)
    return app.return_code or os.EX_OK
