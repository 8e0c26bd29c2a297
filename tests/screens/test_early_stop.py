"""A kiosk that is told to stop before its devices are there."""

import asyncio
import os
import signal
import threading

import pytest

from devices.kit import Kit
from kiosk.flow.effects import Record
from kiosk.flow.state import Stopped
from kiosk.outcome import Outcome
from tests.screens.stage import Stage
from tests.support.waiting import eventually


class SlowStage(Stage):
    """Its devices take as long as the test wants."""

    def __init__(self, *, broken: bool) -> None:
        super().__init__()
        self.asked_for_devices = threading.Event()
        self.made = threading.Event()
        self._broken = broken

    def _kit(self) -> Kit:
        self.asked_for_devices.set()
        assert self.made.wait(20)
        if self._broken:
            raise RuntimeError("no devices")
        return super()._kit()


async def stopped_early(stage: SlowStage) -> "asyncio.Task[None]":
    """The running app, which has seen the signal; it still waits for its devices."""
    running = asyncio.create_task(stage.app.run_async(headless=True))
    await asyncio.to_thread(stage.asked_for_devices.wait, 20)
    os.kill(os.getpid(), signal.SIGTERM)
    await eventually(lambda: isinstance(stage.state, Stopped))
    stage.made.set()
    return running


async def test_the_end_is_recorded_when_they_come() -> None:
    stage = SlowStage(broken=False)
    await (await stopped_early(stage))
    assert [record.outcome for record in stage.asked(Record)] == [Outcome.STOPPED]
    assert stage.app.return_code == os.EX_OK
    assert stage.watchers == []


async def test_it_ends_as_a_fault_when_they_never_come(caplog: pytest.LogCaptureFixture) -> None:
    stage = SlowStage(broken=True)
    await (await stopped_early(stage))
    assert stage.app.return_code == os.EX_SOFTWARE
    assert caplog.text.count("builtins.RuntimeError") == 1
