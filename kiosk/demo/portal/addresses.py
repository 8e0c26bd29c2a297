"""Where the doors are."""

from dataclasses import dataclass

HOST = "127.0.0.1"
PROVIDER_HOST = "localhost"
"""Another name for the same place: as in life, the provider is not where the portal is."""


@dataclass(slots=True)
class Addresses:
    """Scheme, host and port of each; known once they are open."""

    space: str = ""
    card: str = ""
    provider: str = ""
