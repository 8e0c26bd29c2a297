"""Which hosts a list of allowed ones covers."""

from collections.abc import Sequence


def host_allowed(host: str, allowed: Sequence[str]) -> bool:
    """Whether a host is one of them, or below one that is written "*.example.fr"."""
    return any(
        host == entry or (entry.startswith("*.") and host.endswith(entry[1:])) for entry in allowed
    )
