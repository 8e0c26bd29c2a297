"""Where the browser may go: the portal's hosts over verified TLS, and nowhere else."""

import pytest

from devices.browser.chromium import Chromium
from devices.errors import BrowserFailed
from tests.support.browsers import Browsers, page_session, pipe_of, until_pages
from tests.support.https_site import Page, Site


async def at_home(browsers: Browsers, site: Site) -> Chromium:
    """A browser that shows the landing page."""
    browser = browsers()
    await browser.start()
    await browser.open(site.url("/"), [])
    return browser


async def test_no_other_host_is_reached(browsers: Browsers, site: Site, plain_site: Site) -> None:
    browser = browsers()
    await browser.start()
    addresses = ("127.0.0.1", "127.1", "2130706433", "[::1]", "permis.localhost", "x.localhost")
    for host in addresses:
        for address in (site.url("/", host), plain_site.url("/", host)):
            with pytest.raises(BrowserFailed, match="net::ERR"):
                await browser.open(address, [])
    assert site.connections == 0
    assert plain_site.connections == 0


async def test_the_portal_s_hosts_are_reached(browsers: Browsers, site: Site) -> None:
    browser = browsers()
    await browser.start()
    for host in ("localhost", "LOCALHOST", "a.permis.localhost"):
        assert (await browser.open(site.url("/", host), [])).heading == "Bonjour Dr Test"


async def test_an_allowed_host_is_not_asked_without_tls(
    browsers: Browsers, plain_site: Site
) -> None:
    browser = browsers()
    await browser.start()
    with pytest.raises(BrowserFailed, match="ERR_BLOCKED_BY_ADMINISTRATOR"):
        await browser.open(plain_site.url("/"), [])
    assert plain_site.requests == []


async def test_a_page_loads_nothing_from_elsewhere(
    browsers: Browsers, site: Site, plain_site: Site
) -> None:
    elsewhere, plainly = site.url("/x", "x.localhost"), plain_site.url("/x", "127.0.0.1")
    site.pages["/mixte"] = Page(
        f"<title>non</title><img src={elsewhere}><img src={plainly}>"
        f"<iframe src={elsewhere}></iframe><iframe src=file:///etc/passwd></iframe>"
        f"<script>fetch('{elsewhere}', {{mode: 'no-cors'}}).catch(() => document.title = 'oui')"
        "</script>"
    )
    browser = await at_home(browsers, site)
    session = await page_session(browser)
    pipe = pipe_of(browser)
    await pipe.send("Page.navigate", {"url": site.url("/mixte")}, session=session, patience=60)
    await until_pages(browser, lambda now: now[0]["title"] == "oui")
    assert site.asked("/x") == []
    assert plain_site.connections == 0


async def test_no_way_to_the_machine_s_files_or_the_browser_s_tools(browsers: Browsers) -> None:
    browser = browsers()
    await browser.start()
    for address in (
        "file:///etc/passwd",
        "view-source:https://localhost/",
        "devtools://devtools/bundled/inspector.html",
        "https://ailleurs.example/",
    ):
        with pytest.raises(BrowserFailed, match="net::ERR_BLOCKED_BY_ADMINISTRATOR"):
            await browser.open(address, [])


async def test_a_tab_that_leads_elsewhere_closes_by_itself(browsers: Browsers, site: Site) -> None:
    browser = await at_home(browsers, site)
    for address in (
        "chrome://history/",
        "chrome://newtab/",
        "chrome://settings/clearBrowserData",
        "file:///etc/passwd",
        "https://ailleurs.example/",
    ):
        await pipe_of(browser).send("Target.createTarget", {"url": address})
        await until_pages(browser, lambda now: [page["url"] for page in now] == [site.url("/")])


async def test_nothing_of_an_argument_or_host_with_a_trick_is_taken(browsers: Browsers) -> None:
    for changes in (
        {"arguments": ("--ignore-certificate-errors",)},
        {"allowed_hosts": ("localhost, EXCLUDE *",)},
        {"allowed_hosts": ("*",)},
    ):
        browser = browsers(**changes)
        with pytest.raises(BrowserFailed, match="refused"):
            await browser.start()
    assert browsers.processes == []
