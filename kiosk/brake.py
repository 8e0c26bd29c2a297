"""Makes whoever tries passwords or codes wait, longer and longer."""

from pathlib import Path

from kiosk.identity import Identifier


class Brake:
    """Counts refusals of the portal for each identifier and for the kiosk; survives a restart."""

    def __init__(self, file: Path) -> None:
        raise NotImplementedError

    async def wait(self, number: Identifier | None) -> float:
        """Seconds until an attempt may be made, 0 when at once; None: by anybody at all."""
        raise NotImplementedError

    async def rejected(self, number: Identifier | None) -> None:
        """The portal has refused an attempt."""
        raise NotImplementedError

    async def accepted(self, number: Identifier) -> None:
        """She has signed in."""
        raise NotImplementedError
