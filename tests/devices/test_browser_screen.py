"""The browser on a screen: it covers all of it, and its own shortcuts lead nowhere."""

import asyncio
from collections.abc import Iterator

import pytest

from devices.browser.chromium import Chromium
from tests.support.browsers import Browsers, page_session, pages, pipe_of, until_pages
from tests.support.https_site import Site
from tests.support.screens import HEIGHT, WIDTH, Screen, screen
from tests.support.waiting import eventually


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Iterator[Screen]:
    with screen() as running:
        monkeypatch.setenv("DISPLAY", running.display)
        monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
        yield running


async def on_screen(browsers: Browsers, site: Site) -> Chromium:
    browser = browsers(headless=False)
    await browser.start()
    await browser.open(site.url("/"), [])
    return browser


async def test_the_page_covers_the_whole_screen(
    browsers: Browsers, site: Site, shown: Screen
) -> None:
    browser = browsers(headless=False)
    said = await browser.start()
    assert not [window for window in shown.windows() if window.width > 200]
    seen = await browser.open(site.url("/"), [])
    assert (seen.title, seen.heading) == ("Espace médecin", "Bonjour Dr Test")
    assert site.requests[0].headers["User-Agent"] == said.user_agent
    assert site.requests[0].headers["Accept-Language"] == said.accept_language

    def covers() -> bool:
        # Without a window manager Chromium leaves one line free on two sides.
        return any(
            (window.x, window.y) == (0, 0)
            and window.width >= WIDTH - 1
            and window.height >= HEIGHT - 1
            for window in shown.windows()
            if window.title.startswith("Espace médecin")
        )

    await eventually(covers)
    inner = await evaluate(browser, "[innerWidth, innerHeight]")
    assert inner in ([WIDTH, HEIGHT], [WIDTH - 1, HEIGHT - 1]), "no tabs, no address bar"
    assert (await browser.close()).clean
    await eventually(lambda: not [each for each in shown.windows() if "Espace" in each.title])


async def test_shortcuts_of_the_browser_lead_nowhere(
    browsers: Browsers, site: Site, shown: Screen
) -> None:
    browser = await on_screen(browsers, site)
    await until_typed(browsers, browser, shown)
    for key in ("ctrl+h", "ctrl+t", "ctrl+n", "ctrl+shift+n", "ctrl+u", "F12", "F1", "ctrl+o"):
        await asyncio.to_thread(shown.press, key)
    # A page that knows the key is the sign that all those before it have been handled.
    await until_typed(browsers, browser, shown)
    await until_pages(browser, lambda now: [page["url"] for page in now] == [site.url("/")])
    titles = {window.title for window in shown.windows() if window.width > 200}
    assert titles == {"Espace médecin – Chromium"}


async def test_closing_the_window_by_hand_ends_the_session(
    browsers: Browsers, site: Site, shown: Screen
) -> None:
    browser = await on_screen(browsers, site)
    await until_typed(browsers, browser, shown)
    await asyncio.to_thread(shown.press, "ctrl+w")
    await asyncio.wait_for(browser.closed(), 30)
    assert (await browser.close()).clean


async def until_typed(browsers: Browsers, browser: Chromium, shown: Screen) -> None:
    """Types until the page has seen it: from then on it has the focus."""
    browsers.touches.clear()
    async with asyncio.timeout(30):
        while not browsers.touches:
            await asyncio.to_thread(shown.press, "a")
            await pages(browser)


async def evaluate(browser: Chromium, expression: str) -> object:
    session = await page_session(browser)
    answer = await pipe_of(browser).send(
        "Runtime.evaluate", {"expression": expression, "returnByValue": True}, session=session
    )
    return answer["result"]["value"]
