"""What the kiosk needs of this computer: a browser, a place in memory, a place for its journal."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from devices.private_dir import private_directory
from kiosk.check.fact import Fact, failed, ok, warning
from kiosk.config import Config
from kiosk.i18n import _
from kiosk.text import plain

ROOM = 256 * 1024 * 1024
"""Bytes. A profile with a few pages of a portal stays below it."""

JOURNAL_ROOM = 16 * 1024 * 1024
"""Bytes: years of a practice's sign-ins."""


def browser(config: Config) -> Iterator[Fact]:
    """The command exists and says its version."""
    command = config.browser.command
    remedy = _("apt install chromium, or change command in [browser]")
    path = shutil.which(command)
    if path is None:
        yield failed("browser", _("no command {command}"), remedy, command=command)
        return
    said = subprocess.run(
        [path, "--version"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        errors="replace",
        check=False,
    ).stdout
    version = plain(said, 60)
    if "Chromium" in said or "Chrome" in said:
        yield ok("browser", "{version}", version=version)
    else:
        message = _("{command} is no Chromium: {version}")
        yield failed("browser", message, remedy, command=command, version=version)


def memory(_config: Config) -> Iterator[Fact]:
    """What a session leaves on the way lies in memory, where only the kiosk sees it."""
    with private_directory("kiosk-check-") as folder:
        kind = filesystem(folder)
        free = shutil.disk_usage(folder).free
    values = {"folder": folder.parent, "kind": kind, "free": free // 1024 // 1024}
    if kind not in {"tmpfs", "ramfs"}:
        message = _("sessions would be kept on disk: {folder} is {kind}")
        yield failed("memory", message, _("mount a tmpfs there, or set XDG_RUNTIME_DIR"), **values)
    elif free < ROOM:
        message = _("{folder} has only {free} MB left for the browser")
        yield warning("memory", message, _("make this tmpfs larger"), **values)
    else:
        yield ok("memory", _("sessions are kept in memory: {folder}, {free} MB free"), **values)


def filesystem(path: Path, mounts: Path = Path("/proc/self/mounts")) -> str:
    """The type of file system that the path lies on."""
    found = ("", "unknown")
    for line in mounts.read_text().splitlines():
        _device, place, kind = line.split()[:3]
        # Later lines hide earlier ones. Spaces in names are written as octal.
        place = place.encode().decode("unicode_escape")
        if path.is_relative_to(place) and len(place) >= len(found[0]):
            found = (place, kind)
    return found[1]


def journal(config: Config) -> Iterator[Fact]:
    """The journal can grow."""
    path = config.journal.path
    folder = next(each for each in path.parents if each.exists())
    values = {"path": path, "folder": folder}
    try:
        _try_to_write(path, folder)
    except OSError as error:
        message = _("the journal {path} cannot be written: {why}")
        yield failed(
            "journal", message, _("give {folder} to the kiosk's user"), why=error.strerror, **values
        )
        return
    if shutil.disk_usage(folder).free < JOURNAL_ROOM:
        yield failed(
            "journal", _("the disk of the journal {path} is full"), _("make room"), **values
        )
    else:
        yield ok("journal", _("the journal {path} can be written"), **values)


def _try_to_write(path: Path, folder: Path) -> None:
    """Changes nothing: a file without a name, and the journal only opened."""
    with tempfile.TemporaryFile(dir=folder):
        pass
    if path.exists():
        with path.open("r+b"):
            pass
