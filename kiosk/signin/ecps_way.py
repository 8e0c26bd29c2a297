"""What the configuration says of signing in by e-CPS."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from kiosk.flow.phone import PhoneFlow
from kiosk.signin.oauth.settings import ProviderSettings
from kiosk.signin.portal import Portal


@dataclass(frozen=True, slots=True, kw_only=True)
class EcpsWay(Portal):
    """One of the three flows, and what it needs; what only the others need is None or empty."""

    flow: PhoneFlow
    provider: ProviderSettings | None = None
    """None where somebody else speaks to it: an intermediary, or the portal of the browser flow."""
    proxy_url: str | None = None
    """Push: an e-Santé proxy that asks Pro Santé Connect in the kiosk's place."""
    proxy_ca_file: Path | None = None
    """Whom to believe there: PEM bundle; None means the system's."""
    proxy_client_id: str = ""
    proxy_seconds: float = 150.0
    """How long it may wait for the phone before it answers."""
    scope: str = "openid"
    acr_values: tuple[str, ...] = ()
    acr_required: bool = True
    """Whether the ID token must name one of them."""
    parameters: Mapping[str, str] = field(default_factory=dict)
    """More of the authorization request, e.g. channel."""
    session_url: str | None = None
    """Where the portal opens a session for a token."""
    session_token: Literal["access_token", "id_token"] = "access_token"  # noqa: S105  # a name
    start_url: str | None = None
    """Browser: the page that the doctor begins at."""
    landing_urls: tuple[str, ...] = ()
    """Browser: whoever is at or below one of these is signed in."""
    holder_selector: str | None = None
    """Browser: CSS selector of the element of the landing page that names the doctor."""
