"""The kiosk: puts the engine, the screens and the devices together, and takes them down again."""

import asyncio
import logging
import os
import signal
from collections.abc import Callable
from typing import Any

from textual.app import App
from textual.screen import Screen

from devices.kit import Kit, ReaderWatcher
from kiosk.crash import describe
from kiosk.engine import Engine, system_clock
from kiosk.flow.desk import Desk, Rules
from kiosk.flow.effects import Effect
from kiosk.flow.events import Event, StopRequested, Tick
from kiosk.flow.state import State, Stopped, Welcome
from kiosk.i18n import Translator
from screens.kiosk_screen import Bar
from screens.offer import Announced
from screens.router import STYLES, Router
from screens.theme import THEMES
from screens.view import View
from screens.words import Words

logger = logging.getLogger(__name__)

SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
SECONDS_TO_END = 15.0
"""For closing, logging out, wiping and recording; what then still runs dies with the process."""

Perform = Callable[[Effect], None]
PerformerFactory = Callable[[Kit, Callable[[Event], None]], Perform]


class KioskApp(App[int], inherit_bindings=False):
    """No key leaves it: screens announce what was typed, everything else is ignored."""

    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    CSS_PATH = STYLES  # type: ignore[assignment]

    def __init__(
        self,
        view: View,
        rules: Rules,
        kit_factory: Callable[[], Kit],
        performer_factory: PerformerFactory,
        *,
        bar: Bar | None = None,
        clock: Callable[[], Tick] = system_clock,
    ) -> None:
        """The factories are called after the first paint: what they import may be heavy."""
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = "clear"
        self._kit_factory = kit_factory
        self._performer_factory = performer_factory
        self._clock = clock
        tick = clock()
        self._beginning = Welcome(Desk(rules, tick.now, tick.wall))
        self._router = Router(self, Words(Translator(view.language), view), bar)
        self._perform: Perform | None = None
        self._watcher: ReaderWatcher | None = None
        self._ending: asyncio.Task[None] | None = None
        self.engine: Engine | None = None
        self.stuck = False
        """Something did not end in time: the process must not wait for it."""

    def get_default_screen(self) -> Screen[None]:
        return self._router.first(self._beginning)

    def on_load(self) -> None:
        self.engine = Engine(self._beginning, self._do, self._show, self._clock)
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(_log_loose_end)
        for number in SIGNALS:
            loop.add_signal_handler(number, self.engine.post, StopRequested())

    async def on_ready(self) -> None:
        """After the first paint: devices, then the clock, then the first look at the readers."""
        engine = self.engine
        assert engine is not None  # noqa: S101  # on_load comes first
        kit = await asyncio.to_thread(self._equip, engine)
        engine.start()
        if not isinstance(engine.state, Stopped):
            self._watcher = kit.watcher(engine.post)
            self._watcher.start()

    def on_announced(self, message: Announced) -> None:
        if self.engine is not None:
            self.engine.post(message.event)

    async def on_unmount(self) -> None:
        await self._end()
        for number in SIGNALS:
            asyncio.get_running_loop().remove_signal_handler(number)

    def _equip(self, engine: Engine) -> Kit:
        kit = self._kit_factory()
        self._perform = self._performer_factory(kit, engine.post)
        return kit

    def _do(self, effect: Effect) -> None:
        if self._perform is None:
            raise RuntimeError("an effect was asked for before there were devices")
        self._perform(effect)

    def _show(self, state: State) -> None:
        if self.is_running:
            self._router.show(state)
        if isinstance(state, Stopped):
            self._end().add_done_callback(lambda _: self._leave())

    def _leave(self) -> None:
        failed = self.stuck or (self.engine is not None and self.engine.failed)
        self.exit(return_code=os.EX_SOFTWARE if failed else os.EX_OK)

    def _end(self) -> "asyncio.Task[None]":
        """Everything of this kiosk, once, whoever asks for it."""
        if self._ending is None:
            self._ending = asyncio.create_task(self._end_everything())
        return self._ending

    async def _end_everything(self) -> None:
        if self.engine is None:
            return
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

    def _handle_exception(self, error: Exception) -> None:
        """Instead of Textual's report, which prints local variables on the terminal."""
        logger.critical("the kiosk stops after a fault:\n%s", describe(error))
        self._return_code = os.EX_SOFTWARE
        if self._exception is None:
            # What Textual's test pilot looks at.
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        """Nothing of a session is ever printed."""
        self._exit_renderables.clear()


def _log_loose_end(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:  # noqa: ARG001
    """asyncio's own report would show what a callback was called with."""
    error = context.get("exception")
    logger.error("%s\n%s", context.get("message"), describe(error) if error else "")
