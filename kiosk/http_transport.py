"""The two ways a request may take: through the card's tunnel, or straight to the server."""

import asyncio
import logging
import ssl
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import httpx

from kiosk.http_errors import CertificateUnusable

# It would write whole headers at DEBUG, cookies included.
logging.getLogger("httpcore").setLevel(logging.INFO)


@dataclass(frozen=True, slots=True)
class Route:
    """A unix socket on which one host, and no other, is reached in plain HTTP."""

    socket: Path
    host: str
    port: int


class Transports:
    """Opens connections as they are needed and keeps them until closed."""

    def __init__(
        self, route: Route | None, ca_file: Path | None, certificate: Path | None = None
    ) -> None:
        self._route = route
        self._ca_file = ca_file
        self._certificate = certificate
        self._tunnel: httpx.AsyncHTTPTransport | None = None
        self._direct: httpx.AsyncHTTPTransport | None = None

    @property
    def certified(self) -> bool:
        """Whether the kiosk has a certificate of its own to show."""
        return self._certificate is not None

    def tunnels(self, url: httpx.URL) -> bool:
        """Whether the tunnel leads to this URL."""
        if self._route is None:
            return False
        return (url.host, url.port or 443) == (self._route.host, self._route.port)

    async def send(
        self, method: str, url: httpx.URL, headers: dict[bytes, bytes], body: bytes
    ) -> httpx.Response:
        """Sends a request for an https URL; the body of the answer is still to be read."""
        # httpx takes an empty body for one, and would announce it.
        content = body or None
        if self._route is not None and self.tunnels(url):
            # Whoever keeps cookies has seen https; only what goes into the tunnel is plain.
            url = url.copy_with(scheme="http")
            transport = self._through(self._route)
        else:
            transport = await self._straight()
        request = httpx.Request(method, url, headers=headers, content=content)
        return await transport.handle_async_request(request)

    async def close(self) -> None:
        for transport in (self._tunnel, self._direct):
            if transport is not None:
                await transport.aclose()

    def _through(self, route: Route) -> httpx.AsyncHTTPTransport:
        if self._tunnel is None:
            # TLS is the tunnel's business: this context is never used, and trusts nobody.
            idle = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            self._tunnel = httpx.AsyncHTTPTransport(uds=str(route.socket), verify=idle)
        return self._tunnel

    async def _straight(self) -> httpx.AsyncHTTPTransport:
        if self._direct is None:
            context = await asyncio.to_thread(_context, self._ca_file, self._certificate)
            self._direct = httpx.AsyncHTTPTransport(verify=context)
        return self._direct


def _context(ca_file: Path | None, certificate: Path | None) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=None if ca_file is None else str(ca_file))
    if certificate is not None:
        try:
            # Without a password, OpenSSL would ask for one on the doctor's terminal.
            context.load_cert_chain(certificate, password="")
        except (OSError, ValueError) as error:
            raise CertificateUnusable(f"{certificate}: {type(error).__name__}") from None
    return context


def prepare() -> None:
    """Loads what httpx puts off until its first request; blocks, so it is called in a thread.

    Otherwise that is a tenth of a second in which no key is answered (measured), right after the
    first PIN of the day.
    """
    asyncio.run(_ask_nobody())


async def _ask_nobody() -> None:
    transports = Transports(Route(Path("/nonexistent"), "nobody.invalid", 443), None)
    with suppress(httpx.TransportError):
        await transports.send("GET", httpx.URL("https://nobody.invalid"), {}, b"")
    await transports.close()
