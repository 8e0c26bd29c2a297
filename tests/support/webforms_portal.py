"""A portal shaped like ASP.NET WebForms behind nginx: one form round the page, and view state."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.mail_server import MailServer
from tests.support.nginx import Nginx, Server
from tests.support.pki import authority
from tests.support.portal import PAGES, SERVER_AUTHORITY, certificate
from tests.support.webforms_portal_site import WebFormsSite


class WebFormsPortal:
    """The portal with its nginx; `site` tells what happened."""

    def __init__(self, directory: Path, mail: MailServer) -> None:
        self.ca_file = directory / "authority.pem"
        """Whom to trust to reach it."""
        self.ca_file.write_text(authority(SERVER_AUTHORITY).pem)
        self.site = WebFormsSite(mail)
        server = Server(PAGES, certificate(SERVER_AUTHORITY, "localhost"))
        self._nginx = Nginx(directory, [server], self.site.server_address[1])
        self._thread = threading.Thread(
            target=self.site.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )

    def start(self) -> None:
        self._thread.start()
        self._nginx.start()

    def stop(self) -> None:
        self._nginx.stop()
        self.site.shutdown()
        self.site.server_close()

    def vanish(self) -> None:
        """It cannot be reached, until it comes back."""
        self._nginx.stop()

    def come_back(self) -> None:
        self._nginx.start()

    def url(self, path: str) -> str:
        return f"https://localhost:{self._nginx.port(PAGES)}{path}"


@pytest.fixture
def webforms_portal(tmp_path: Path, mail_server: MailServer) -> Iterator[WebFormsPortal]:
    """A running one."""
    directory = tmp_path / "webforms-portal"
    directory.mkdir()
    service = WebFormsPortal(directory, mail_server)
    service.start()
    try:
        yield service
    finally:
        service.stop()
