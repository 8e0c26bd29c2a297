"""What the kiosk needs of this computer: a browser, a place in memory, a place for its journal."""

import asyncio
import dataclasses
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from devices.browser.chromium import Chromium
from devices.errors import BrowserFailed, BrowserMissing
from devices.private_dir import runtime_directory
from devices.text import plain
from kiosk.browsing import browser_of
from kiosk.check.fact import Fact, failed, ok, warning
from kiosk.config import Config
from kiosk.i18n import _

ROOM = 256 * 1024 * 1024
"""Bytes. A profile with a few pages of a portal stays below it."""

JOURNAL_ROOM = 16 * 1024 * 1024
"""Bytes: years of a practice's sign-ins."""


def browser(config: Config) -> Iterator[Fact]:
    """Starts it as for a session, without a window, and ends it again."""
    yield asyncio.run(_browser(config))


async def _browser(config: Config) -> Fact:
    settings = dataclasses.replace(browser_of(config), headless=True)
    chromium = Chromium(settings, lambda: None)
    values: dict[str, object] = {"command": settings.command}
    try:
        agent = await chromium.start()
    except BrowserMissing:
        remedy = _("apt install chromium, or change command in [browser]")
        return failed("browser", _("no command {command}"), remedy, **values)
    except BrowserFailed as error:
        values["why"] = plain(str(error), 200)
        remedy = _("change command and arguments in [browser]")
        return failed("browser", _("{command} does not start: {why}"), remedy, **values)
    finally:
        wiped = await chromium.close()
    if not wiped.clean:
        message = _("{command} leaves something behind (processes: {processes}, files: {files})")
        values |= {"processes": wiped.processes_left, "files": wiped.files_left}
        return failed("browser", message, _("see what else works on its files"), **values)
    version = re.search(r"Chrome/(\d+)", agent.user_agent)
    values["version"] = version[1] if version else "?"
    return ok("browser", _("{command} {version} starts, answers and leaves nothing"), **values)


def user(_config: Config) -> Iterator[Fact]:
    """Who is asking: root sees and may do more than the kiosk."""
    if os.geteuid() == 0:
        message = _("root asks, but the kiosk does not run as root")
        yield warning("user", message, _("ask again as the kiosk's user"))
    else:
        yield ok("user", _("the kiosk may run as this user"))


def memory(_config: Config) -> Iterator[Fact]:
    """What a session leaves on the way lies in memory, where only the kiosk sees it."""
    place = runtime_directory()
    free = shutil.disk_usage(place.path).free
    values = {"folder": place.path, "free": free // 1024 // 1024}
    if not place.in_memory:
        message = _("sessions would be kept on disk, in {folder}")
        yield failed("memory", message, _("mount a tmpfs there, or set XDG_RUNTIME_DIR"), **values)
    elif free < ROOM:
        message = _("{folder} has only {free} MB left for the browser")
        yield warning("memory", message, _("make this tmpfs larger"), **values)
    else:
        yield ok("memory", _("sessions are kept in memory: {folder}, {free} MB free"), **values)


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
