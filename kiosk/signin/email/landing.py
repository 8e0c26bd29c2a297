"""Where one arrives signed in: at a page that the configuration names, or at the portal's home.

Nobody arrives where she has typed something: a page at such an address may as well refuse it.
"""

from urllib.parse import urlsplit

from devices.hosts import Origin, origin_of
from kiosk.signin.email.answers import Submitted
from kiosk.signin.email.phrases import SENDS_CODE
from kiosk.signin.email.way import EmailWay
from kiosk.signin.email.words import says
from kiosk.signin.forms.page import Page
from kiosk.signin.provider_page import at_or_below


def at_named(page: Page, way: EmailWay, submitted: Submitted) -> bool:
    """Whether it is at one of `landing_urls`, or below one that is not the whole portal."""
    place = place_of(page.url)
    if place in map(place_of, way.landing_urls):
        return True
    folders = [url for url in way.landing_urls if place_of(url)[1] != "/"]
    return at_or_below(page.url, folders) and place not in _typed_at(way, submitted)


def may_be_home(page: Page, way: EmailWay, submitted: Submitted) -> bool:
    """Whether it is at `home_url` or below, and asks for nothing that signing in would need.

    Below "/" there is everything: there, only the very address is home.
    """
    if place_of(way.home_url)[1] != "/":
        there = at_or_below(page.url, (way.home_url,))
    else:
        there = _whole(page.url) == _whole(way.home_url)
    return there and place_of(page.url) not in _typed_at(way, submitted) and not _asks(page)


def place_of(url: str) -> tuple[Origin | None, str]:
    """An address without query."""
    return origin_of(url), urlsplit(url).path.rstrip("/") or "/"


def _whole(url: str) -> tuple[tuple[Origin | None, str], str]:
    return place_of(url), urlsplit(url).query


def _typed_at(way: EmailWay, submitted: Submitted) -> set[tuple[Origin | None, str]]:
    return {place_of(url) for url in (way.login_url, submitted.page_url, submitted.entrance)}


def _asks(page: Page) -> bool:
    """For a password, or how somebody wants to get the code."""
    controls = [control for form in page.forms for control in form.controls]
    return any(
        (control.kind == "password" and control.seen)
        or (control.submits and says(control.label, SENDS_CODE))
        for control in controls
    )
