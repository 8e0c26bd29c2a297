"""What the keys of kiosk.toml must have between them, each fault laid at the key to change."""

from collections.abc import Callable, Iterator
from difflib import get_close_matches

from devices.hosts import host_allowed
from kiosk.config.addresses import host_of
from kiosk.config.problems import Mistake

ADDRESSES = (
    ("portal", "home_url"),
    ("portal", "logout_url"),
    ("methods", "card", "login_url"),
)
"""Addresses that the kiosk or its browser opens."""

Lookup = Callable[..., object]
"""The value of a key path; None when it is absent without default, or itself refused."""


def contradictions(value: Lookup) -> Iterator[Mistake]:
    """Values that are right alone and wrong together, whatever else is wrong with the file."""
    yield from _addresses_off_the_hosts(value)
    yield from _session_times(value)


def _addresses_off_the_hosts(value: Lookup) -> Iterator[Mistake]:
    hosts = value("portal", "allowed_hosts")
    if not isinstance(hosts, tuple):
        return
    for key in ADDRESSES:
        address = value(*key)
        host = host_of(address) if isinstance(address, str) else None
        if host is None or host_allowed(host, hosts):
            continue
        near = get_close_matches(host, hosts, n=1)
        yield Mistake(
            key,
            f'is on "{host}", which is not among the allowed_hosts of [portal]',
            f'"{near[0]}"' if near else None,
        )


def _session_times(value: Lookup) -> Iterator[Mistake]:
    idle, longest, warn = (
        value("session", name) for name in ("idle_minutes", "max_minutes", "warn_seconds")
    )
    if isinstance(idle, int) and isinstance(longest, int) and idle > longest:
        yield Mistake(("session", "idle_minutes"), "must not be above max_minutes")
    if isinstance(idle, int) and isinstance(warn, int) and warn >= idle * 60:
        yield Mistake(("session", "warn_seconds"), "must be shorter than idle_minutes")
