"""Addresses in kiosk.toml: https only, and one reading of their host."""

import re
from typing import Annotated
from urllib.parse import urlsplit

from kiosk.config.values import Refused, Rule

_VISIBLE = re.compile(r"[!-\[\]-~]+")
"""ASCII without spaces and without the backslash, which browsers read as a slash and Python does
not: the two would see different hosts in one address."""

_LABEL = r"[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"{_LABEL}(\.{_LABEL})*")
_HOSTS_BELOW = re.compile(rf"\*\.{_LABEL}(\.{_LABEL})+")
"""Every host below a name of at least two parts: "*.fr" would allow all of France."""


def host_of(url: str) -> str | None:
    """The host of an address, in lower case; None when there is none."""
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


def _https_url(value: str) -> None:
    if not _VISIBLE.fullmatch(value):
        raise Refused("must be an address without spaces, accents or backslashes")
    if value[:7].lower() == "http://":
        raise Refused("must start with https://", f'"https://{value[7:]}"')
    if not value.startswith("https://"):
        raise Refused("must start with https://")
    if "@" in value.split("/")[2]:
        raise Refused("must not contain a user name or a password")
    if not _well_formed(value):
        raise Refused("is not a valid address")


def _well_formed(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return bool(_HOST.fullmatch(parts.hostname or "")) and parts.port != 0
    except ValueError:
        return False


def _nothing_behind(value: str) -> None:
    if "?" in value or "#" in value:
        raise Refused("must end before the ? or #", f'"{re.split("[?#]", value)[0]}"')


def _host_name(value: str) -> None:
    if _HOST.fullmatch(value) or _HOSTS_BELOW.fullmatch(value):
        return
    meant = (host_of(value) or value).lower()
    suggestion = f'"{meant}"' if _HOST.fullmatch(meant) else None
    raise Refused("must be a host name in lower case, or *. and a domain", suggestion)


HttpsUrl = Annotated[str, Rule(_https_url, {"format": "uri", "pattern": "^https://"})]
PlainUrl = Annotated[HttpsUrl, Rule(_nothing_behind, {"pattern": "^https://[^?#]*$"})]
"""One that others are compared with."""
HostName = Annotated[str, Rule(_host_name, {"pattern": r"^(\*\.)?[a-z0-9._-]+$"})]
