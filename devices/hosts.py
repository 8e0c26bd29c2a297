"""Servers on the web: which hosts a list of allowed ones covers, and which one an address is on."""

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

_PORTS = {"https": 443, "http": 80}


def host_allowed(host: str, allowed: Sequence[str]) -> bool:
    """Whether a host is one of them, or below one that is written "*.example.fr"."""
    return any(
        host == entry or (entry.startswith("*.") and host.endswith(entry[1:])) for entry in allowed
    )


class Origin(NamedTuple):
    """What two addresses of the same server have in common (RFC 6454 §4)."""

    scheme: str
    host: str
    """In lower case; an IPv6 address without its brackets."""
    port: int


def origin_of(url: str) -> Origin | None:
    """None when it is no clear address on the web.

    One with a user name is none either: people take the name for the host.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in _PORTS or not parts.hostname or "@" in parts.netloc:
        return None
    return Origin(parts.scheme, parts.hostname, _PORTS[parts.scheme] if port is None else port)
