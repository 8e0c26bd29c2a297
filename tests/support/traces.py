"""What a program leaves behind for whoever looks: files, arguments, environments."""

import os
import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote_plus

from tests.support.process_files import shown, written_files

LONGEST = 32 * 2**20
"""Bytes that are read of one file."""

CHARSETS = ("utf-8", "windows-1252", "utf-16-le")


def process_traces(pids: Iterable[int]) -> dict[str, bytes]:
    """By place: what the processes show of themselves, and what they are writing."""
    pids = tuple(pids)
    files = {path: _content(Path(path)) for path in written_files(pids)}
    return {"processes": shown(pids), **files}


def files_below(*folders: Path) -> dict[str, bytes]:
    """By path, without those that go meanwhile."""
    return {
        str(path): _content(path)
        for top in folders
        for folder, _, names in os.walk(top)
        for path in (Path(folder, name) for name in names)
    }


def stands_in(secret: str, content: bytes) -> bool:
    """By itself, however it is written: six digits are part of many a number."""
    ways = {
        form
        for charset in CHARSETS
        for form in (secret.encode(charset), quote_plus(secret, encoding=charset).encode())
    }
    # Behind a point they are a fraction, of a second for instance.
    words = (rb"(?<![0-9])(?<![0-9][.,])" + re.escape(way) + rb"(?![0-9])" for way in ways)
    return any(re.search(word, content) for word in words)


def _content(path: Path) -> bytes:
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as file:
            return file.read(LONGEST)
    except OSError:
        return b""  # gone meanwhile, or nobody's to read
