"""One table of hosts, asked of everybody who decides where a session may go."""

from contextlib import suppress

import pytest

from devices.browser.chromium import Chromium
from devices.browser.windows import belongs
from devices.errors import BrowserFailed
from devices.hosts import host_allowed
from tests.support.browsers import Browsers
from tests.support.https_site import Site

ALLOWED = ("localhost", "*.permis.localhost")

INSIDE = ("localhost", "a.permis.localhost", "a.b.permis.localhost")
OUTSIDE = (
    "permis.localhost",
    "x.localhost",
    "xpermis.localhost",
    "a.permis.localhost.x.localhost",
    "localhost.x.localhost",
    "127.0.0.1",
    "[::1]",
    "2130706433",
)
TABLE = [(host, True) for host in INSIDE] + [(host, False) for host in OUTSIDE]


@pytest.mark.parametrize(("host", "inside"), TABLE)
def test_the_kiosk_s_own_requests(host: str, inside: bool) -> None:
    assert host_allowed(host, ALLOWED) is inside


@pytest.mark.parametrize(("host", "inside"), TABLE)
def test_tabs_that_may_stay_open(host: str, inside: bool) -> None:
    assert belongs(f"https://{host}/", ALLOWED) is inside
    assert not belongs(f"http://{host}/", ALLOWED)


@pytest.mark.parametrize(
    ("url", "stays"),
    [
        ("about:blank", True),
        ("chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/index.html", True),
        ("chrome-extension://nmmhkkegccagdldgiimedpiccmgmieda/index.html", False),
        ("chrome://settings/", False),
        ("file:///etc/passwd", False),
    ],
)
def test_tabs_without_a_host(url: str, stays: bool) -> None:
    assert belongs(url, ALLOWED) is stays


async def test_names_that_resolve(
    browsers: Browsers, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("devices.browser.preferences.allow_list", lambda _hosts: ["*"])
    browser = browsers()
    await browser.start()
    for host in OUTSIDE:
        with pytest.raises(BrowserFailed, match="NAME_NOT_RESOLVED"):
            await browser.open(site.url("/", host), [])
        assert site.connections == 0, host
    await those_inside_are_reached(browser, site)


async def test_addresses_that_are_opened(
    browsers: Browsers, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("devices.browser.switches.resolver_rules", lambda _hosts: "--no-pings")
    browser = browsers()
    await browser.start()
    for host in OUTSIDE:
        if host == "permis.localhost":
            continue  # see allow_list
        with pytest.raises(BrowserFailed, match="BLOCKED_BY_ADMINISTRATOR"):
            await browser.open(site.url("/", host), [])
        assert site.requests == [], host
    await those_inside_are_reached(browser, site)


async def those_inside_are_reached(browser: Chromium, site: Site) -> None:
    """Reached is who is connected to, even where the certificate names another host."""
    for host in INSIDE:
        before = site.connections
        with suppress(BrowserFailed):
            await browser.open(site.url("/", host), [])
        assert site.connections > before, host
