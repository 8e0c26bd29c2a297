"""A demo authority, its cards, a mailbox and a running portal."""

import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest

from devices.simulated import Key
from kiosk.demo.cards import Deck
from kiosk.demo.mailbox import Mailbox, open_mailbox
from kiosk.demo.pki import Authority
from kiosk.demo.portal.process import Portal, running_portal
from tests.demo.kiosk_client import KioskClient
from tests.demo.mail_visitor import MailVisitor
from tests.demo.visitor import Visitor


@pytest.fixture(scope="session")
def authority() -> Authority:
    return Authority()


@pytest.fixture
def runtime() -> Iterator[Path]:
    """Where the demo keeps everything; its path is short, for Chromium's sockets."""
    path = Path(tempfile.mkdtemp(prefix="t-", dir="/dev/shm"))
    yield path
    shutil.rmtree(path)


@pytest.fixture
def deck(authority: Authority) -> Deck:
    return Deck(authority)


@pytest.fixture
async def mailbox() -> AsyncIterator[Mailbox]:
    async with open_mailbox() as opened:
        yield opened


@pytest.fixture
async def portal(authority: Authority, tmp_path: Path, mailbox: Mailbox) -> AsyncIterator[Portal]:
    async with running_portal(authority, tmp_path, mailbox.port) as running:
        yield running


@pytest.fixture
async def visit(portal: Portal, tmp_path: Path) -> AsyncIterator[Callable[..., Visitor]]:
    """Makes visitors of the portal, with the key given or without any."""
    visitors: list[Visitor] = []

    def make(key: Key | None = None, *, agent: str = "Chromium") -> Visitor:
        visitors.append(Visitor(portal, tmp_path / f"pair-{len(visitors)}.pem", key, agent))
        return visitors[-1]

    yield make
    for visitor in visitors:
        await visitor.client.aclose()


@pytest.fixture
def doctor(portal: Portal, mailbox: Mailbox, visit: Callable[..., Visitor]) -> MailVisitor:
    """Before the portal's forms, in a browser of her own."""
    return MailVisitor(portal, mailbox, visit().client)


@pytest.fixture
async def kiosk(portal: Portal) -> AsyncIterator[KioskClient]:
    """The kiosk, for the portal's identity provider."""
    client = await KioskClient.at(portal)
    yield client
    await client.http.aclose()
