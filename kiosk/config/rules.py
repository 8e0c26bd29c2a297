"""What the keys of kiosk.toml must have between them, each fault laid at the key to change."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import get_close_matches
from functools import partial

from devices.hosts import host_allowed
from kiosk.config.addresses import host_of
from kiosk.config.ecps_rules import ecps_addresses, ecps_contradictions
from kiosk.config.email_rules import email_addresses, email_contradictions
from kiosk.config.problems import Key, Mistake

ADDRESSES = (
    ("portal", "home_url"),
    ("portal", "logout_url"),
    ("methods", "card", "login_url"),
)
"""Addresses that the kiosk or its browser opens at the portal."""

Lookup = Callable[..., object]
"""The value of a key path; None when it is absent without default, UNKNOWN when nobody can tell."""


def contradictions(value: Lookup) -> Iterator[Mistake]:
    """Values that are right alone and wrong together, whatever else is wrong with the file."""
    yield from _addresses_off_the_hosts(value)
    yield from _session_times(value)
    yield from ecps_contradictions(partial(value, "methods", "ecps"))
    yield from email_contradictions(partial(value, "methods", "email"), value("portal", "home_url"))


def _addresses_off_the_hosts(value: Lookup) -> Iterator[Mistake]:
    hosts = value("portal", "allowed_hosts")
    if not isinstance(hosts, tuple):
        return
    where = "the allowed_hosts of [portal]"
    yield from _off(hosts, where, ((key, value(*key)) for key in ADDRESSES))
    yield from _off(hosts, where, email_addresses(partial(value, "methods", "email")))
    others = value("methods", "ecps", "hosts")
    if isinstance(others, tuple):
        where += " or the hosts of [methods.ecps]"
        yield from _off(hosts + others, where, ecps_addresses(partial(value, "methods", "ecps")))


def _off(
    hosts: Sequence[str], where: str, addresses: Iterable[tuple[Key, object]]
) -> Iterator[Mistake]:
    for key, address in addresses:
        host = host_of(address) if isinstance(address, str) else None
        if host is None or host_allowed(host, hosts):
            continue
        near = get_close_matches(host, hosts, n=1, cutoff=0.85)
        yield Mistake(
            key,
            f'is on "{host}", which is not among {where}',
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
