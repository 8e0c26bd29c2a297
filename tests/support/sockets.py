"""This machine's TCP connections."""

from pathlib import Path

ESTABLISHED = "01"


def connections_to(port: int) -> int:
    """How many are open on the side that asked."""
    rows = [row.split() for row in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return sum(
        state == ESTABLISHED and int(remote.rpartition(":")[2], 16) == port
        for _, _, remote, state, *_ in rows
    )
