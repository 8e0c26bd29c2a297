"""Everything around the demo's kiosk: portal, mail, cards, readers, browsers, and their place."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from devices.browser.chromium import Chromium
from devices.browser.settings import BrowserSettings
from devices.kit import Kit
from devices.private_dir import Purpose, private_directory, wipe_leftovers
from devices.simulated import AS_REAL, AT_ONCE, SimulatedReaders
from kiosk.browsing import browser_of
from kiosk.config import Config
from kiosk.config.method_email import EmailMethod
from kiosk.config.methods import CardMethod, EcpsMethod, MethodsTable
from kiosk.config.models import CardTable, JournalTable, KioskTable, PortalTable
from kiosk.demo.cards import Deck
from kiosk.demo.mailbox import Mailbox, open_mailbox
from kiosk.demo.moves import CARDS
from kiosk.demo.pki import ISSUER, Authority
from kiosk.demo.portal.addresses import HOST, PROVIDER_HOST
from kiosk.demo.portal.mail.codes import DIGITS, PAUSE_SECONDS
from kiosk.demo.portal.pages import NAME
from kiosk.demo.portal.process import Portal, running_portal
from kiosk.demo.portal.provider.identity import ACR
from kiosk.demo.witness import WitnessedBrowser
from kiosk.flow.phone import PhoneFlow

WINDOW = "1120,840"
"""Width and height of the browser's window where there is a display."""


@dataclass(frozen=True, slots=True)
class World:
    """What the demo's kiosk meets, for as long as the demo lasts."""

    portal: Portal
    mailbox: Mailbox
    readers: SimulatedReaders
    config: Config
    kit: Kit
    browsers: list[WitnessedBrowser]
    """Every one there has been, with what it showed and how it ended."""
    profiles: Path
    """Where browsers keep what they write."""


@asynccontextmanager
async def world(*, headless: bool, patient: bool, ecps: PhoneFlow) -> AsyncIterator[World]:
    """Makes it all, and takes it away again. A patient one has cards as slow as real ones."""
    await asyncio.to_thread(wipe_leftovers)
    with private_directory(Purpose.DEMO) as directory, private_directory(Purpose.DEMO) as profiles:
        authority = await asyncio.to_thread(Authority)
        deck = Deck(authority)
        making = asyncio.create_task(asyncio.to_thread(deck.make, CARDS))
        async with (
            open_mailbox() as mailbox,
            running_portal(authority, directory, mailbox.port) as portal,
        ):
            await making
            readers = SimulatedReaders(deck, pace=AS_REAL if patient else AT_ONCE)
            config = _config(portal, ecps, directory / "journal.sqlite")
            browsers: list[WitnessedBrowser] = []
            settings = replace(
                browser_of(config),
                arguments=(f"--window-size={WINDOW}",),
                headless=headless,
                full_screen=False,  # the simulator's keys must stay in sight
                runtime=profiles,
            )
            kit = Kit(readers.watcher, readers.card, _browser_maker(settings, browsers))
            yield World(portal, mailbox, readers, config, kit, browsers, profiles)


def _config(portal: Portal, ecps: PhoneFlow, journal: Path) -> Config:
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
        methods=MethodsTable(
            card=CardMethod(login_url=portal.login_url),
            ecps=_ecps_method(portal, ecps),
            email=_email_method(portal),
        ),
        journal=JournalTable(path=journal),
    )


def _ecps_method(portal: Portal, flow: PhoneFlow) -> EcpsMethod:
    match flow:
        case PhoneFlow.BROWSER:
            return EcpsMethod(
                flow="browser",
                hosts=(PROVIDER_HOST,),
                ca_file=portal.ca_file,
                start_url=portal.start_url,
                holder_selector="h1",
            )
        case PhoneFlow.QR | PhoneFlow.PUSH:
            return EcpsMethod(
                flow="qr" if flow is PhoneFlow.QR else "push",
                hosts=(PROVIDER_HOST,),
                ca_file=portal.ca_file,
                issuer=portal.issuer,
                client_id=portal.client_id,
                client_secret_file=portal.client_secret_file,
                acr_values=(ACR,),
                session_url=portal.session_url,
            )


def _email_method(portal: Portal) -> EmailMethod:
    """Forms, fields and messages the kiosk finds by itself."""
    return EmailMethod(
        login_url=portal.mail_url,
        holder_selector="h1",
        code_length=DIGITS,
        resend_seconds=PAUSE_SECONDS,
        forgotten_password_url=portal.forgotten_url,
        forgotten_password_here=True,
    )


def _browser_maker(
    settings: BrowserSettings, browsers: list[WitnessedBrowser]
) -> Callable[[Callable[[], None]], WitnessedBrowser]:
    def make(touched: Callable[[], None]) -> WitnessedBrowser:
        browsers.append(WitnessedBrowser(Chromium(settings, touched)))
        return browsers[-1]

    return make
