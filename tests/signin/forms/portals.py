"""Test sites as portals."""

from kiosk.signin.portal import Portal
from tests.support.https_site import Authority, Site


def portal_of(site: Site, authority: Authority, timeout: float = 30) -> Portal:
    """One on localhost, on whatever port."""
    return Portal(
        allowed_hosts=("localhost",),
        ca_file=authority.file,
        home_url=site.url("/"),
        logout_url=None,
        timeout=timeout,
    )
