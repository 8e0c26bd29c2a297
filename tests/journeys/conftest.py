"""The real stack, for every journey."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.journeys.mail import Visiting, mail_visit
from tests.journeys.stack import Stack, stack_in
from tests.support.identity_clients import ALL
from tests.support.identity_provider import IdentityProvider, running_provider
from tests.support.mail_server import MailServer
from tests.support.mail_ways import MailPortal
from tests.support.pcsc import PcscService
from tests.support.portal import PortalService
from tests.support.portal_federation import registration


@pytest.fixture
def stack(pcsc: PcscService, portal: PortalService, tmp_path: Path) -> Iterator[Stack]:
    """Two readers, no card, a portal in good manners."""
    with stack_in(pcsc, portal, tmp_path) as made:
        yield made


@pytest.fixture
def visiting(stack: Stack, mail_portal: MailPortal, mail_server: MailServer) -> Visiting:
    """For somebody with a password; the portal is each of them."""
    return partial(mail_visit, stack, mail_portal, mail_server)


@pytest.fixture
def identity_provider(portal: PortalService, tmp_path: Path) -> Iterator[IdentityProvider]:
    """Knows the portal, too: there doctors sign in on the provider's own page."""
    directory = tmp_path / "identity-provider"
    directory.mkdir()
    clients = (*ALL, registration(portal.url("")))
    with running_provider(directory, clients=clients, interval=1) as provider:
        yield provider
