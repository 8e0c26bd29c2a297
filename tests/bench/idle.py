"""What the kiosk costs while nobody is there."""

import time
from contextlib import suppress
from pathlib import Path

from tests.bench.figures import Figure, Series
from tests.bench.rig import WELCOME, Rig
from tests.bench.tape import Tape

SECONDS = 20.0
SETTLE_SECONDS = 3.0
"""After its start a program still loads and collects."""


def measure(rig: Rig) -> list[Figure]:
    """Kiosk and pcsc_scan at the same time, with two empty readers of the same pcscd."""
    with rig.kiosk() as kiosk, Tape(["pcsc_scan"], rig.stack.environment()) as scan:
        kiosk.until(WELCOME)
        time.sleep(SETTLE_SECONDS)
        pids = kiosk.process.pid, scan.process.pid
        before = [cpu_seconds(pid) for pid in pids]
        time.sleep(SECONDS)
        used = [cpu_seconds(pid) - start for pid, start in zip(pids, before, strict=True)]
        memory = resident(kiosk.process.pid)
    ours, floor = (1000 * seconds / SECONDS for seconds in used)
    return [
        Figure(
            what="CPU when idle",
            unit="ms/s",
            ours=Series([ours]),
            floor=Series([floor]),
            ratio_limit=1.2,
            digits=2,
        ),
        Figure(what="Resident when idle", unit="MB", ours=Series([memory]), limit=80, digits=1),
    ]


def cpu_seconds(pid: int) -> float:
    """Time on a processor, user and system, of all its living threads.

    From schedstat, which counts nanoseconds; /proc/PID/stat counts ticks of 10 ms.
    """
    nanoseconds = 0
    for thread in Path(f"/proc/{pid}/task").iterdir():
        with suppress(FileNotFoundError):
            nanoseconds += int((thread / "schedstat").read_text().split()[0])
    return nanoseconds / 1e9


def resident(pid: int) -> float:
    """Megabytes (10⁶ bytes) of it in memory, what it shares with others included."""
    status = Path(f"/proc/{pid}/status").read_text()
    (line,) = (line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) * 1024 / 1e6
