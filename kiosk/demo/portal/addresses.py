"""Where the doors are."""

from dataclasses import dataclass


@dataclass(slots=True)
class Addresses:
    """Scheme, host and port of each; known once they are open."""

    space: str = ""
    card: str = ""
    provider: str = ""
