"""Signing in on the provider's own page, in the session's browser: what the kiosk sees of it."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class PageEnd:
    """A ProviderSession of which the kiosk holds nothing: only her browser can end it."""

    browser_url: str | None
    known: bool = True
    """False when the provider could not be asked where its session ends."""

    async def end(self, *, visited: bool) -> bool:
        return visited or (self.known and self.browser_url is None)


async def page_end(provider: Provider | None) -> PageEnd:
    """Asks the provider where its session ends; without one there is nothing to visit."""
    if provider is None:
        return PageEnd(None)
    try:
        endpoint = (await provider.endpoints()).end_session_endpoint
    except ProviderError as error:
        log.warning("where the single sign-on ends is unknown: %r", error)
        return PageEnd(None, known=False)
    if endpoint is None:
        return PageEnd(None)
    return PageEnd(end_session_url(endpoint, provider.settings.client.client_id))


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
