"""The two ways a request may take: through the card's tunnel, or straight to the server."""

import asyncio
import logging
import ssl
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import httpx

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

    def __init__(self, route: Route | None, ca_file: Path | None) -> None:
        self._route = route
        self._ca_file = ca_file
        self._tunnel: httpx.AsyncHTTPTransport | None = None
        self._direct: httpx.AsyncHTTPTransport | None = None

    def tunnels(self, url: httpx.URL) -> bool:
        """Whether the tunnel leads to this URL."""
        if self._route is None:
            return False
        return (url.host, url.port or 443) == (self._route.host, self._route.port)

    async def get(self, url: httpx.URL, headers: dict[bytes, bytes]) -> httpx.Response:
        """Sends a request for an https URL; the body of the answer is still to be read."""
        if self._route is not None and self.tunnels(url):
            # Whoever keeps cookies has seen https; only what goes into the tunnel is plain.
            plain = httpx.Request("GET", url.copy_with(scheme="http"), headers=headers)
            return await self._through(self._route).handle_async_request(plain)
        direct = await self._straight()
        return await direct.handle_async_request(httpx.Request("GET", url, headers=headers))

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
            file = None if self._ca_file is None else str(self._ca_file)
            trust = await asyncio.to_thread(ssl.create_default_context, cafile=file)
            self._direct = httpx.AsyncHTTPTransport(verify=trust)
        return self._direct


def prepare() -> None:
    """Loads what httpx puts off until its first request; blocks, so it is called in a thread.

    Otherwise that is a tenth of a second in which no key is answered (measured), right after the
    first PIN of the day.
    """
    asyncio.run(_ask_nobody())


async def _ask_nobody() -> None:
    transports = Transports(Route(Path("/nonexistent"), "nobody.invalid", 443), None)
    with suppress(httpx.TransportError):
        await transports.get(httpx.URL("https://nobody.invalid"), {})
    await transports.close()
