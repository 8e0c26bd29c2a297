"""The demo's own portal behind nginx, as a reverse proxy stands before what knows only itself."""

import asyncio
import threading
from collections.abc import Coroutine, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, TypeVar

import pytest

from kiosk.demo.portal.process import Portal, running_portal
from tests.support.demo_portal_site import LOG_FORMAT, DemoSite
from tests.support.mail_server import MailServer
from tests.support.nginx import Backend, Nginx, Server
from tests.support.pki import authority
from tests.support.portal import PAGES, SERVER_AUTHORITY, certificate

T = TypeVar("T")

COMMON = f"log_format asked escape=json '{LOG_FORMAT}';"
LOCATION = """
    access_log {log} asked;
    proxy_pass {inner};
    proxy_http_version 1.1;
    proxy_ssl_verify on;
    proxy_ssl_trusted_certificate {ca_file};
    proxy_redirect {inner}/ $scheme://$http_host/;
    proxy_set_header Host $proxy_host;
    set $origin $http_origin;
    if ($http_origin = "$scheme://$http_host") {{ set $origin {inner}; }}
    proxy_set_header Origin $origin;
"""


class DemoPortal:
    """Runs from the moment it is made; `site` tells what happened."""

    def __init__(self, directory: Path, mail: MailServer) -> None:
        self.ca_file = directory / "authority.pem"
        """Whom to trust to reach it."""
        self.ca_file.write_text(authority(SERVER_AUTHORITY).pem)
        self._process = _WatchedPortal(directory / "portal", mail)
        log = directory / "asked.log"
        log.touch()
        self.site = DemoSite(self._process.portal, self._process.loop, log)
        server = Server(PAGES, certificate(SERVER_AUTHORITY, "localhost"))
        self._nginx = Nginx(directory, [server], _backend(self._process.portal, log))
        self._nginx.start()

    def stop(self) -> None:
        self._nginx.stop()
        self._process.end()

    def vanish(self) -> None:
        """It cannot be reached, until it comes back."""
        self._nginx.stop()

    def come_back(self) -> None:
        self._nginx.start()

    def url(self, path: str) -> str:
        return f"https://localhost:{self._nginx.port(PAGES)}{path}"


class _WatchedPortal:
    """The portal's process, and an event loop on a thread of its own that hears what it tells."""

    def __init__(self, directory: Path, mail: MailServer) -> None:
        directory.mkdir()
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self._thread.start()
        self._running = AsyncExitStack()
        running = running_portal(authority(), directory, mail.port)
        self.portal = self._do(self._running.enter_async_context(running))

    def end(self) -> None:
        self._do(self._running.aclose())
        self._do(self.loop.shutdown_default_executor())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join()
        self.loop.close()

    def _do(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result()


def _backend(portal: Portal, log: Path) -> Backend:
    inner = portal.home_url.removesuffix("/espace")
    return Backend(LOCATION.format(inner=inner, ca_file=portal.ca_file, log=log), COMMON)


@pytest.fixture
def demo_portal(tmp_path: Path, mail_server: MailServer) -> Iterator[DemoPortal]:
    """A running one."""
    directory = tmp_path / "demo-portal"
    directory.mkdir()
    service = DemoPortal(directory, mail_server)
    try:
        yield service
    finally:
        service.stop()
