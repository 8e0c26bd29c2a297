"""The card's PKCS#11 module: does it load, and does it forget?"""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from devices.card.probe import ModuleFacts, probe
from devices.errors import ModuleCrashed, ModuleHung, ModuleMissing
from devices.text import plain
from kiosk.check.fact import Fact, failed, ok, warning
from kiosk.config import Config
from kiosk.config.defaults import OFFICIAL_MODULES
from kiosk.i18n import _

MODULE_SECONDS = 15.0

OFFICIAL_VERSION = (3, 1)
"""What the Cryptolib CPS 5.2.2 calls its Linux module: the first to know all CPS4."""

CACHE = Path("/etc/opt/santesocial/CPS/cache")
"""Where the official module keeps what it read from cards. It is not refreshed for a CPS4: with a
renewed card, the former certificate came back (observed with 5.2.2)."""


def module(config: Config) -> Iterator[Fact]:
    """Loads the module in a process of its own."""
    path = config.card.pkcs11_module
    try:
        facts = probe(path, MODULE_SECONDS)
    except ModuleMissing as error:
        why = plain(str(error), 200)
        yield failed(
            "module",
            _("the PKCS#11 module cannot be loaded: {why}"),
            _("install the Cryptolib CPS of the ANS, or change pkcs11_module in [card]"),
            why=why,
        )
    except (ModuleCrashed, ModuleHung) as error:
        yield failed(
            "module",
            _("the PKCS#11 module {path} crashes or hangs: {why}"),
            _("install its newest version"),
            path=path,
            why=error,
        )
    else:
        yield _version(path, facts)


def _version(path: Path, facts: ModuleFacts) -> Fact:
    values = {
        "name": plain(f"{facts.manufacturer} {facts.description}", 80),
        "version": ".".join(map(str, facts.version)),
        "slots": facts.slots,
    }
    loads = _("PKCS#11 module {name} {version}, readers seen: {slots}")
    if "OpenSC" in facts.manufacturer:
        remedy = _("it knows the CPS3 but not the CPS4: install the Cryptolib CPS of the ANS")
        return warning("module", loads, remedy, **values)
    if path in OFFICIAL_MODULES and facts.version < OFFICIAL_VERSION:
        return warning("module", loads, _("install Cryptolib CPS 5.2.2 or newer"), **values)
    return ok("module", loads, **values)


def module_cache(config: Config, folder: Path = CACHE) -> Iterator[Fact]:
    """The official module must not remember the cards of former doctors."""
    if config.card.pkcs11_module not in OFFICIAL_MODULES:
        return
    remedy = _("empty {folder}, then: chown root:root and chmod 555")
    try:
        mode, files = folder.stat().st_mode, len([f for f in folder.iterdir() if f.stat().st_size])
    except FileNotFoundError:
        yield _absent(folder)
        return
    except PermissionError:
        yield ok("cache", _("the module cannot keep what it reads from cards"))
        return
    if files:
        message = _("the module remembers former cards in {folder} (files: {files})")
        yield failed("cache", message, remedy, folder=folder, files=files)
    elif _writable(folder, mode):
        message = _("the module could keep what it reads from cards in {folder}")
        yield failed("cache", message, remedy, folder=folder)
    else:
        yield ok("cache", _("the module cannot keep what it reads from cards"))


def _absent(folder: Path) -> Fact:
    parent = next(each for each in folder.parents if each.exists())
    if _writable(parent, parent.stat().st_mode):
        return failed(
            "cache",
            _("the module could keep what it reads from cards in {folder}"),
            _("run the kiosk as a user who may not write in {parent}"),
            folder=folder,
            parent=parent,
        )
    return ok("cache", _("the module cannot keep what it reads from cards"))


def _writable(folder: Path, mode: int) -> bool:
    # root may write everywhere, and is not who the kiosk runs as.
    return bool(mode & stat.S_IWOTH) or (os.geteuid() != 0 and os.access(folder, os.W_OK))
