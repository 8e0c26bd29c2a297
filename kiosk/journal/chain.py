"""The hash chain: each row seals the one before it, so that a change shows.

The chain finds rows that were changed, taken out or put in by hand. It cannot find a journal that
somebody rewrote from some row to its end, hashes included: against that, keep the last hash
elsewhere from time to time (`kiosk journal --verify` prints it).
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

ORIGIN = "0" * 64
"""What the first row has in place of the hash of the one before."""


class Fault(StrEnum):
    """What is wrong with a row."""

    MISSING = "missing"
    EXTRA = "extra"
    """Its number was never given out."""
    CHANGED = "changed"
    """Its hash is not that of what it says."""
    DETACHED = "detached"
    """It does not continue the row before it: one of the two was replaced."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it stands in the file, whoever wrote it there."""

    number: int
    """Counts from 1."""
    cells: Mapping[str, object]
    """The columns of an Entry; anything, after tampering."""
    previous: object
    hash: object


@dataclass(frozen=True, slots=True)
class BadRow:
    number: int
    fault: Fault


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a look at the whole chain found."""

    rows: int
    """How many follow each other without fault."""
    head: str
    """Hash of the last of these."""
    bad: BadRow | None
    """The first fault."""


def sealed(number: int, cells: Mapping[str, object], previous: str) -> Row:
    """A new row with its hash."""
    return Row(number, cells, previous, digest(number, cells, previous))


def digest(number: int, cells: Mapping[str, object], previous: object) -> str:
    """SHA-256 (hex) of the previous hash, a line feed, and the row as canonical JSON.

    Canonical: keys sorted, no spaces, ASCII, and no key for what is not known, so that a column
    added later leaves the hashes of older rows as they are.
    """
    known = {name: value for name, value in cells.items() if value is not None}
    text = json.dumps(
        {**known, "number": number}, sort_keys=True, separators=(",", ":"), default=repr
    )
    return hashlib.sha256(f"{previous}\n{text}".encode("utf-8", "backslashreplace")).hexdigest()


def inspect(rows: Iterable[Row], given_out: int) -> Inspection:
    """Follows the chain from its origin to the first fault.

    `given_out` is the highest number ever given out; rows beyond it may have been added since.
    """
    count, head = 0, ORIGIN
    for row in rows:
        fault = _fault(row, count + 1, head)
        if fault is not None:
            return Inspection(count, head, fault)
        count, head = row.number, str(row.hash)
    missing = BadRow(count + 1, Fault.MISSING) if count < given_out else None
    return Inspection(count, head, missing)


def _fault(row: Row, expected: int, head: str) -> BadRow | None:
    if row.number > expected:
        return BadRow(expected, Fault.MISSING)
    if row.number < expected:
        return BadRow(row.number, Fault.EXTRA)
    if row.hash != digest(row.number, row.cells, row.previous):
        return BadRow(row.number, Fault.CHANGED)
    if row.previous != head:
        return BadRow(row.number, Fault.DETACHED)
    return None
