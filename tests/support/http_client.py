"""The kiosk's HTTPS client as tests use it, on the sites of https_site."""

from pathlib import Path

from devices.kit import UserAgent
from kiosk.cookies import CookieJar
from kiosk.http import HttpClient
from tests.support.https_site import Authority, Page

AGENT = UserAgent("Navigateur/1.0 (essai)", "fr-FR,fr;q=0.9")


def to(target: str, status: int = 302, cookie: str = "") -> Page:
    """A redirect."""
    headers = {"Location": target} | ({"Set-Cookie": cookie} if cookie else {})
    return Page("", status, headers)


def client(
    authority: Authority,
    timeout: float = 10,
    limit: int = 10_000,
    jar: CookieJar | None = None,
    certificate: Path | None = None,
) -> HttpClient:
    """One that may visit localhost and what is below it."""
    return HttpClient(
        allowed_hosts=("localhost", "*.localhost"),
        agent=AGENT,
        ca_file=authority.file,
        timeout=timeout,
        limit=limit,
        jar=jar,
        certificate=certificate,
    )
