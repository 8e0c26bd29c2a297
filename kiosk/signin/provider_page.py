"""Signing in on the provider's own page, in the session's browser: what the kiosk sees of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from devices.hosts import Origin, origin_of


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
    """A ProviderSession of which the kiosk holds nothing: only her browser can end it.

    It begins at the portal's logout, as the portal holds the ID token: with that as a hint it leads
    the browser on to its provider, which otherwise would have to ask whether she wants to leave
    (OpenID Connect RP-Initiated Logout 1.0 §2).
    """

    browser_url: str | None = field(repr=False)

    async def end(self, *, visited: bool) -> bool:
        return visited


def _origin_and_path(url: str) -> tuple[Origin | None, str]:
    """No origin when it is no address on the web."""
    origin = origin_of(url)
    return origin, "" if origin is None else urlsplit(url).path or "/"
