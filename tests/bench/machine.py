"""What the figures were taken on."""

import os
import platform
import re
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

PROGRAMS = {
    "Chromium": ("chromium", "--version"),
    "pcscd": ("pcscd", "--version"),
    "OpenSC": ("opensc-tool", "--version"),
    "stunnel": ("stunnel", "-version"),
    "pcsc_scan": ("pcsc_scan", "-V"),
}
_NUMBER = re.compile(r"\d+(?:\.\d+)+")


def describe() -> Iterator[tuple[str, str]]:
    """Pairs of a name and what is said of it."""
    yield "Date", f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    yield "Processor", f"{_processor()}, {os.cpu_count()} cores"
    yield "Memory", f"{_memory_gigabytes():.0f} GB"
    yield "Kernel", platform.release()
    yield "Python", platform.python_version()
    yield "Textual", version("textual")
    for name, command in PROGRAMS.items():
        yield name, _number(command)


def load() -> float:
    """Processes that wanted a processor, on average over the last minute."""
    return os.getloadavg()[0]


def _processor() -> str:
    found = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text())
    return found[1] if found else platform.machine()


def _memory_gigabytes() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9


def _number(command: tuple[str, ...]) -> str:
    """The first version number that the program says."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = _NUMBER.search(done.stdout + done.stderr)
    return found[0] if found else "?"
