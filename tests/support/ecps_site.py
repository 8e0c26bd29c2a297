"""A portal that takes e-CPS, on loopback, as a configuration describes it."""

from typing import Any

from devices.kit import UserAgent
from kiosk.flow.phone import PhoneFlow
from kiosk.signin.ecps_way import EcpsWay
from tests.support.https_site import Authority, Page, Site

AGENT = UserAgent("Navigateur/1.0 (essai)", "fr-FR,fr;q=0.9")
SESSION = "session-s3cr3t"


def ecps_way(site: Site, authority: Authority, **changes: Any) -> EcpsWay:  # noqa: ANN401 (whatever a way has)
    """Its portal is at the site; `changes` go above what is usual."""
    usual: dict[str, Any] = {
        "flow": PhoneFlow.QR,
        "allowed_hosts": ("localhost",),
        "ca_file": authority.file,
        "home_url": site.url("/accueil"),
        "logout_url": site.url("/deconnexion"),
        "timeout": 10.0,
        "session_url": site.url("/session"),
    }
    return EcpsWay(**(usual | changes))


def opens(target: str = "/espace", status: int = 303) -> Page:
    """The answer of a portal that lets in: a cookie with all its attributes, and where to go on."""
    cookie = f"session={SESSION}; Path=/; Secure; HttpOnly; SameSite=Lax"
    return Page("", status, {"Location": target, "Set-Cookie": cookie})
