"""Signing in on the provider's own page, in the session's browser: what the kiosk sees of it."""

import asyncio
import logging
from collections.abc import Iterable
from urllib.parse import urlsplit

from kiosk.signin.oauth.ending import end_session_url
from kiosk.signin.oauth.errors import ProviderError
from kiosk.signin.oauth.provider import Provider

log = logging.getLogger(__name__)


def at_or_below(url: str, places: Iterable[str]) -> bool:
    """Whether an address is one of the places, or below one; queries do not count."""
    origin, path = _origin_and_path(url)
    for place in places:
        other_origin, other_path = _origin_and_path(place)
        if origin == other_origin and origin is not None:
            folder = other_path.rstrip("/")
            if path.rstrip("/") == folder or path.startswith(folder + "/"):
                return True
    return False


class PageEnd:
    """A ProviderSession of which the kiosk holds nothing: only her browser can end it.

    Where it ends is found out while she signs in.
    """

    def __init__(self, provider: Provider | None) -> None:
        """None when nothing is known of the provider: then there is nothing to visit."""
        self.browser_url: str | None = None
        self.known = provider is None
        """Whether the provider has said where."""
        self._finding = None if provider is None else asyncio.create_task(self._find(provider))

    async def end(self, *, visited: bool) -> bool:
        if self._finding is not None:
            self._finding.cancel()
            await asyncio.wait([self._finding])
        return visited or (self.known and self.browser_url is None)

    async def _find(self, provider: Provider) -> None:
        try:
            endpoint = (await provider.endpoints()).end_session_endpoint
        except ProviderError as error:
            log.warning("where the single sign-on ends is unknown: %r", error)
            return
        self.known = True
        if endpoint is not None:
            self.browser_url = end_session_url(endpoint, provider.settings.client.client_id)


def _origin_and_path(url: str) -> tuple[tuple[str, str, int] | None, str]:
    """No origin when it is no address on the web."""
    try:
        parts = urlsplit(url)
        port = parts.port or {"https": 443, "http": 80}.get(parts.scheme, 0)
    except ValueError:
        return None, ""
    if not parts.hostname or "@" in parts.netloc:
        return None, ""
    return (parts.scheme, parts.hostname, port), parts.path or "/"
