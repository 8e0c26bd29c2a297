"""What processes have open and show of themselves, as the kernel tells."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path


def written_files(processes: Iterable[int]) -> set[str]:
    """Paths of the files that any of them has open for writing."""
    found = set()
    for number, name, target in _open(processes):
        with suppress(FileNotFoundError, ProcessLookupError):
            told = Path(f"/proc/{number}/fdinfo/{name}").read_text()
            flags = int(told.split("flags:")[1].split()[0], 8)
            if target.startswith("/") and flags & os.O_ACCMODE:
                found.add(target.removesuffix(" (deleted)"))
    return found


def listening_ports(processes: Iterable[int]) -> list[str]:
    """Addresses (in the kernel's notation) on which any of them waits for TCP connections."""
    sockets = {target.strip("socket:[]") for _, _, target in _open(processes)}
    return [
        line.split()[1]
        for table in ("tcp", "tcp6")
        for line in Path(f"/proc/net/{table}").read_text().splitlines()
        if line.split()[3] == "0A" and line.split()[9] in sockets
    ]


def shown(processes: Iterable[int]) -> bytes:
    """Arguments and environments of all of them: what any process of this user can read."""
    seen = []
    for number in processes:
        for file in ("cmdline", "environ"):
            with suppress(FileNotFoundError, ProcessLookupError):
                seen.append(Path(f"/proc/{number}/{file}").read_bytes())
    return b"\n".join(seen)


def _open(processes: Iterable[int]) -> Iterator[tuple[int, str, str]]:
    """Number of process, of file, and what it is. Processes and files come and go meanwhile."""
    for number in processes:
        entries: list[Path] = []
        with suppress(FileNotFoundError, ProcessLookupError):
            entries += Path(f"/proc/{number}/fd").iterdir()
        for entry in entries:
            with suppress(FileNotFoundError, ProcessLookupError):
                yield number, entry.name, str(entry.readlink())
