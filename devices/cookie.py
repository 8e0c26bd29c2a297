"""A cookie with all its attributes, on its way from the HTTP client to the browser."""

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Cookie:
    """As RFC 6265 stores it. The value never shows in a repr."""

    name: str
    value: str = field(repr=False)
    domain: str
    """Host name without a leading dot."""
    host_only: bool = True
    path: str = "/"
    secure: bool = True
    http_only: bool = False
    same_site: Literal["Strict", "Lax", "None"] | None = None
    expires: float | None = None
    """Seconds since the epoch; None lasts as long as the browser session."""
