"""Where the doctor's own way has led: a page that stands, in whichever window."""

import asyncio
import json
from collections.abc import Callable

import pytest

from devices.browser.chromium import Chromium
from devices.errors import BrowserFailed
from devices.kit import PageSeen
from tests.support.browsers import Browsers, lead, page_session, pages, pipe_of, until_pages
from tests.support.https_site import Page, Site

SPACE = Page("<title>Espace</title><h1>Bienvenue</h1><p class='nom'> Dr  Camille <b>ROUX</b></p>")


@pytest.fixture
async def browser(browsers: Browsers, site: Site) -> Chromium:
    """At a provider's page; the portal's is /espace."""
    site.pages["/connexion"] = Page("<title>Connexion</title><h1>Qui êtes-vous ?</h1>")
    site.pages["/espace"] = SPACE
    browser = browsers()
    await browser.start()
    await browser.open(site.url("/connexion"), [])
    return browser


def ends_with(*paths: str) -> Callable[[str], bool]:
    return lambda address: address.endswith(paths)


async def arriving(browser: Chromium, *paths: str) -> asyncio.Task[PageSeen]:
    """Somebody waits for a page at one of these paths, and waits already when this returns."""
    asked = asyncio.Event()

    def at(address: str) -> bool:
        asked.set()
        return address.endswith(paths)

    waiting = asyncio.create_task(browser.arrived(at, ".nom"))
    await asked.wait()
    return waiting


async def test_a_page_counts_once_the_doctor_has_come_to_it(browser: Chromium, site: Site) -> None:
    site.pages["/retour"] = Page("", 302, {"Location": "/espace?jeton=1#x"})
    arrival = await arriving(browser, "/espace")
    await lead(browser, site.url("/retour?code=1"))
    seen = await arrival
    assert seen == PageSeen(site.url("/espace"), "Espace", "Dr Camille ROUX")


async def test_a_page_that_is_already_there_counts(browser: Chromium) -> None:
    seen = await browser.arrived(ends_with("/connexion"))
    assert seen.heading == "Qui êtes-vous ?"


async def test_any_tab_counts(browser: Chromium, site: Site) -> None:
    arrival = await arriving(browser, "/espace")
    await pipe_of(browser).send("Target.createTarget", {"url": site.url("/espace")})
    assert (await arrival).title == "Espace"
    assert len(await pages(browser)) == 2


async def test_an_address_is_told_without_what_may_hold_a_token(
    browser: Chromium, site: Site
) -> None:
    told: set[str] = set()

    def at(address: str) -> bool:
        told.add(address)
        return address.endswith("/espace")

    arrival = asyncio.create_task(browser.arrived(at))
    await lead(browser, site.url("/connexion?code=1#jeton"))
    await until_pages(browser, lambda now: "code" in now[0]["url"])
    await lead(browser, site.url("/espace?code=2#jeton"))
    await arrival
    assert told == {site.url("/connexion"), site.url("/espace")}


PASSING = {
    "script": Page("<title>x</title><script>location.replace('/espace')</script>"),
    "when loaded": Page(
        "<body onload='document.forms[0].submit()'><form method=post action=/espace>"
    ),
    "a moment later": Page("<script>setTimeout(() => { location = '/espace' }, 50)</script>"),
    "in several steps": Page(
        "<h1>Un instant</h1><script>const step = Number(location.search.slice(1)) + 1;"
        "setTimeout(() => { location = step < 9 ? `?${step}` : '/espace' }, 20)</script>"
    ),
    "refresh": Page("<meta http-equiv=refresh content='0; url=/espace'>"),
    "header": Page("<h1>Un instant</h1>", 200, {"Refresh": "0; url=/espace"}),
    "error": Page("<h1>Refusé</h1><script>location = '/espace'</script>", 403),
}


@pytest.mark.parametrize("way", PASSING)
async def test_a_page_that_leads_straight_on_does_not_count(
    browser: Chromium, site: Site, way: str
) -> None:
    site.pages["/passage"] = PASSING[way]
    arrival = await arriving(browser, "/passage", "/espace")
    await lead(browser, site.url("/passage"))
    assert (await arrival).url == site.url("/espace")


async def test_an_error_does_not_count_and_the_page_behind_it_does(
    browser: Chromium, site: Site
) -> None:
    site.pages["/espace"] = Page("<title>Panne</title>", 503)
    arrival = await arriving(browser, "/espace")
    await lead(browser, site.url("/espace"))
    await until_pages(browser, lambda now: now[0]["title"] == "Panne")
    site.pages["/espace"] = SPACE
    await lead(browser, site.url("/espace"))
    assert (await arrival).title == "Espace"


async def test_a_page_that_only_changes_its_address_counts(browser: Chromium, site: Site) -> None:
    arrival = await arriving(browser, "/dossiers")
    script = "history.pushState(null, '', '/dossiers?x=1'); document.title = 'Dossiers'"
    session = await page_session(browser)
    await pipe_of(browser).send("Runtime.evaluate", {"expression": script}, session=session)
    assert (await arrival).url == site.url("/dossiers")


async def test_a_page_counts_after_a_download_and_when_one_comes_back_to_it(
    browser: Chromium, site: Site
) -> None:
    headers = {"Content-Disposition": "attachment; filename=lettre.txt"}
    site.pages["/lettre"] = Page("lettre", headers=headers)
    site.pages["/rien"] = Page("", 204)
    for nowhere in ("/lettre", "/rien"):
        await lead(browser, site.url(nowhere))
        assert (await browser.arrived(ends_with("/connexion"))).title == "Connexion"
    await lead(browser, site.url("/espace"))
    await browser.arrived(ends_with("/espace"))
    await lead(browser, "javascript:history.back()")
    assert (await browser.arrived(ends_with("/connexion"))).title == "Connexion"


NAMINGS = {
    "li:nth-child(2)": "deux",
    "form": "Votre nom",
    "text": "dessin",
    ".absent": "",
    "(((": "",
    "'\"\\\u2028": "",
    "": "",
    "p": "x" * 199 + "…",
}


async def test_who_is_signed_in_is_read_where_one_is_told_to_look(
    browser: Chromium, site: Site
) -> None:
    site.pages["/espace"] = Page(
        "<h1>Titre</h1><ul><li>un<li>d\u202eeu\x07x</ul><svg><text>dessin</text></svg>"
        "<form>Votre nom<input name=innerText><input name=textContent></form>"
        f"<p>{'x' * 2_000_000}</p><script>Document.prototype.querySelector = () => 0</script>"
    )
    await lead(browser, site.url("/espace"))
    seen = [(await browser.arrived(ends_with("/espace"), each)).heading for each in NAMINGS]
    assert seen == list(NAMINGS.values()), json.dumps(seen)[:500]


async def test_who_waits_hears_that_the_browser_has_gone(browser: Chromium) -> None:
    waiting = [await arriving(browser, "/espace") for _ in range(2)]
    (page,) = await pages(browser)
    await pipe_of(browser).send("Target.closeTarget", {"targetId": page["targetId"]})
    for each in waiting:
        with pytest.raises(BrowserFailed):
            await each
    assert (await browser.close()).clean
    with pytest.raises(BrowserFailed):
        await browser.arrived(ends_with("/espace"))


async def test_a_browser_that_never_ran_arrives_nowhere(browsers: Browsers) -> None:
    with pytest.raises(BrowserFailed):
        await browsers().arrived(ends_with("/espace"))


async def test_pages_that_may_not_be_looked_into_count_by_their_address(
    browsers: Browsers, site: Site, governed: Callable[..., str]
) -> None:
    site.pages["/espace"] = SPACE
    browser = browsers(command=governed(DeveloperToolsAvailability=2))
    await browser.start()
    await browser.open(site.url("/"), [])
    arrival = await arriving(browser, "/espace")
    await pipe_of(browser).send("Target.createTarget", {"url": site.url("/espace?jeton=1")})
    assert await arrival == PageSeen(site.url("/espace"), "Espace", "")
