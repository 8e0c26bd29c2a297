"""Everything around the demo's kiosk: portal, cards, readers, browsers, and their private place."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from devices.browser import Chromium
from devices.browser_settings import BrowserSettings
from devices.kit import Kit
from devices.private_dir import private_directory
from devices.simulated import AS_REAL, AT_ONCE, SimulatedReaders
from kiosk.config import Config
from kiosk.config.models import (
    CardMethod,
    CardTable,
    JournalTable,
    KioskTable,
    MethodsTable,
    PortalTable,
)
from kiosk.demo.cards import Deck
from kiosk.demo.moves import CARDS
from kiosk.demo.pki import ISSUER, Authority
from kiosk.demo.portal.pages import NAME
from kiosk.demo.portal.process import HOST, Portal, running_portal
from kiosk.demo.witness import WitnessedBrowser

PREFIX = "demo-"
"""Short: Chromium makes sockets far below it, and the path of a socket ends after 107 bytes."""


@dataclass(frozen=True, slots=True)
class World:
    """What the demo's kiosk meets, for as long as the demo lasts."""

    portal: Portal
    readers: SimulatedReaders
    config: Config
    kit: Kit
    browsers: list[WitnessedBrowser]
    """Every one there has been, with what it showed and how it ended."""
    profiles: Path
    """Where browsers keep what they write."""


@asynccontextmanager
async def world(*, headless: bool, patient: bool) -> AsyncIterator[World]:
    """Makes it all, and takes it away again. A patient one has cards as slow as real ones."""
    with private_directory(PREFIX) as directory, private_directory(PREFIX) as profiles:
        authority = await asyncio.to_thread(Authority)
        deck = Deck(authority)
        async with running_portal(authority, directory) as portal:
            await asyncio.to_thread(deck.make, CARDS)
            readers = SimulatedReaders(deck, pace=AS_REAL if patient else AT_ONCE)
            config = _config(portal, directory / "journal.sqlite")
            browsers: list[WitnessedBrowser] = []
            make = _browser_maker(_browser_settings(config, profiles, headless=headless), browsers)
            kit = Kit(readers.watcher, readers.card, make)
            yield World(portal, readers, config, kit, browsers, profiles)


def has_display() -> bool:
    """Whether a browser's window can be seen here."""
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def _config(portal: Portal, journal: Path) -> Config:
    """What kiosk.toml would say; what is not said here is as it ships."""
    return Config(
        kiosk=KioskTable(name="Démonstration", site="Cabinet médical des Tilleuls"),
        card=CardTable(trusted_issuers=(ISSUER,)),
        portal=PortalTable(
            name=NAME,
            home_url=portal.home_url,
            logout_url=portal.logout_url,
            allowed_hosts=(HOST,),
            ca_file=portal.ca_file,
        ),
        methods=MethodsTable(card=CardMethod(login_url=portal.login_url)),
        journal=JournalTable(path=journal),
    )


def _browser_settings(config: Config, profiles: Path, *, headless: bool) -> BrowserSettings:
    return BrowserSettings(
        command=config.browser.command,
        arguments=config.browser.arguments,
        allowed_hosts=config.portal.allowed_hosts,
        language=config.kiosk.language,
        ca_file=config.portal.ca_file,
        headless=headless,
        runtime=profiles,
    )


def _browser_maker(
    settings: BrowserSettings, browsers: list[WitnessedBrowser]
) -> Callable[[Callable[[], None]], WitnessedBrowser]:
    def make(touched: Callable[[], None]) -> WitnessedBrowser:
        browsers.append(WitnessedBrowser(Chromium(settings, touched)))
        return browsers[-1]

    return make
