"""What processes exist, as the kernel tells."""

from pathlib import Path


def descendants(pid: int) -> list[int]:
    """Children, their children, and so on; zombies do not count."""
    found: list[int] = []
    for listing in _listings(pid):
        for child in _read(listing).split():
            if alive(int(child)):
                found.append(int(child))
            found += descendants(int(child))
    return found


def children(pid: int, name: str) -> list[int]:
    """The direct children whose program has that name."""
    listed = (int(child) for listing in _listings(pid) for child in _read(listing).split())
    return [child for child in listed if _read(Path(f"/proc/{child}/comm")).strip() == name]


def alive(pid: int) -> bool:
    """Whether it runs; a zombie does not."""
    stat = _read(Path(f"/proc/{pid}/stat"))
    return bool(stat) and stat.rpartition(")")[2].split()[0] != "Z"


def _listings(pid: int) -> list[Path]:
    """Where the kernel lists its children, thread by thread; nowhere when it has gone."""
    try:
        return list(Path(f"/proc/{pid}/task").glob("*/children"))
    except (FileNotFoundError, ProcessLookupError):
        return []


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""
