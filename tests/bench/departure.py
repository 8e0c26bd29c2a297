"""When the processes of a browser and its profile are gone."""

import os
import select
import time
from contextlib import suppress
from pathlib import Path
from threading import Thread

from devices.processes import processes_of

LOOK_MILLISECONDS = 1
SECONDS = 20


class Departure:
    """Starts to wait when made: the kernel tells of processes, a look each millisecond of files."""

    def __init__(self, profile: Path) -> None:
        self.processes_gone = 0.0
        """In seconds of the monotonic clock."""
        self.files_gone = 0.0
        self._profile = profile
        self._handles = _handles(processes_of(profile))
        assert self._handles, "there is no browser to wait for"
        self._thread = Thread(target=self._wait, daemon=True)
        self._thread.start()

    def over(self) -> None:
        """Waits for both, and makes sure that nothing came after."""
        self._thread.join(SECONDS)
        assert self.processes_gone, "the browser is still there"
        assert self.files_gone, "the profile is still there"
        assert not processes_of(self._profile)

    def processes_over(self) -> None:
        """Waits for the processes alone."""
        deadline = time.monotonic() + SECONDS
        while not self.processes_gone:
            assert time.monotonic() < deadline, "the browser is still there"
            time.sleep(LOOK_MILLISECONDS / 1000)

    def _wait(self) -> None:
        poll = select.poll()
        for handle in self._handles:
            poll.register(handle, select.POLLIN)
        left = set(self._handles)
        while left or not self.files_gone:
            for handle, _ in poll.poll(LOOK_MILLISECONDS):
                poll.unregister(handle)
                left.discard(handle)
                os.close(handle)
            moment = time.monotonic()
            if not left and not self.processes_gone:
                self.processes_gone = moment
            if not self.files_gone and not self._profile.exists():
                self.files_gone = moment


def _handles(pids: list[int]) -> list[int]:
    handles = []
    for pid in pids:
        with suppress(ProcessLookupError):
            handles.append(os.pidfd_open(pid))
    return handles
