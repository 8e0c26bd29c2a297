"""A brake, asked from outside of any event loop, and what is in its file."""

import asyncio
import json
from pathlib import Path
from typing import Any

from kiosk.brake import Brake
from kiosk.identity import Identifier

SHE = Identifier("899700366240")
HE = Identifier("899700218896")


def refuse(brake: Brake, number: Identifier | None = SHE, times: int = 4) -> None:
    for _ in range(times):
        asyncio.run(brake.tried(number))


def accept(brake: Brake, number: Identifier = SHE) -> None:
    asyncio.run(brake.accepted(number))


def wait(brake: Brake, number: Identifier | None = SHE) -> float:
    return asyncio.run(brake.wait(number))


def document(path: Path) -> dict[str, Any]:
    """The file as any program sees it."""
    found: dict[str, Any] = json.loads(path.read_text())
    return found


def counted(path: Path) -> list[int]:
    """The refusals in it, for each identifier."""
    return [refusals for refusals, _ in document(path)["counts"].values()]
