"""Which addresses of a provider the kiosk asks, or shows."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from devices.hosts import host_allowed
from kiosk.signin.oauth.errors import ProviderOffLimits, ProviderUnclear

LONGEST = 2048

_URI = re.compile(r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+")
"""RFC 3986 §2. A backslash is not among them: browsers and Python disagree what it ends."""
_HOST = re.compile(r"[a-z0-9._:-]+")


def checked(address: str, allowed_hosts: Sequence[str]) -> str:
    """The same address, https and on one of the hosts; raises ProviderOffLimits or -Unclear."""
    if len(address) > LONGEST or not _URI.fullmatch(address):
        raise ProviderUnclear("an address that is none")
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        port = parts.port
    except ValueError:
        raise ProviderUnclear("an address that is none") from None
    allowed = _HOST.fullmatch(host) and host_allowed(host, allowed_hosts)
    if parts.scheme != "https" or not allowed or port == 0 or "@" in parts.netloc:
        raise ProviderOffLimits(host[:253])
    return address
