"""The key that ends a session: the doctor's to press, in whatever the page is made of."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator

import pytest

from devices.browser.chromium import Chromium
from tests.support.browsers import Browsers, page_session, pages, pipe_of, press, until_pages
from tests.support.https_site import Page, Site
from tests.support.screens import Screen, screen

SHIFT = 8
GREEDY = """
<title>avant</title><h1>Page jalouse</h1><input autofocus>
<script>
  const key = () => new KeyboardEvent("keydown", {key: "F10", code: "F10", bubbles: true});
  for (const target of [window, document, document.querySelector("input")])
    target.dispatchEvent(key());
  for (const target of [window, document])
    target.addEventListener("keydown", event => {
      event.stopImmediatePropagation();
      event.preventDefault();
      document.title = `vu ${event.key}`;
    }, true);
</script>
"""


@pytest.fixture
async def opened(browsers: Browsers, site: Site) -> Callable[[Page], Awaitable[Chromium]]:
    """Opens a page in a browser of its own."""

    async def open_(page: Page) -> Chromium:
        site.pages["/page"] = page
        browser = browsers()
        await browser.start()
        await browser.open(site.url("/page"), [])
        return browser

    return open_


async def until_ended(browser: Chromium, press_again: Callable[[], Awaitable[None]]) -> None:
    """Chromium drops what is typed before a page was painted: a person would try again, too."""
    ended = asyncio.create_task(browser.end_key())
    async with asyncio.timeout(30):
        while not ended.done():
            await press_again()


Opened = Callable[[Page], Awaitable[Chromium]]


async def test_a_page_can_neither_press_the_key_nor_see_it(opened: Opened) -> None:
    browser = await opened(Page(GREEDY))
    ended = asyncio.create_task(browser.end_key())
    session = await page_session(browser)
    async with asyncio.timeout(30):
        while (await pages(browser))[0]["title"] != "vu b":
            await press(browser, session, "b")
    await press(browser, session, "F10", SHIFT)
    await until_pages(browser, lambda now: now[0]["title"] == "vu F10")
    assert not ended.done()
    await press(browser, session, "c")
    await until_pages(browser, lambda now: now[0]["title"] == "vu c")
    await press(browser, session, "F10")
    await ended
    assert (await pages(browser))[0]["title"] == "vu c"


async def test_the_key_counts_in_every_tab(opened: Opened, site: Site) -> None:
    browser = await opened(Page("<h1>Une page</h1>"))
    created = await pipe_of(browser).send("Target.createTarget", {"url": site.url("/")})
    session = await page_session(browser, {"targetId": created["targetId"]})
    await until_ended(browser, lambda: press(browser, session, "F10"))


FRAMES = {
    "another host's": "<iframe src={other}></iframe>",
    "of the same site": "<iframe src=/></iframe>",
    "empty, as editors of text are": "<iframe></iframe>",
    "made of text": "<iframe srcdoc='<p>texte'></iframe>",
    "sealed off": "<iframe sandbox src=/></iframe>",
    "written by its page": "<iframe></iframe><script>const inner = frames[0].document;"
    "inner.open(); inner.write('<p>texte'); inner.close()</script>",
}


FOCUS = """
<script>
  setInterval(() => { frames[0].focus(); document.title = document.activeElement.tagName }, 20)
</script>
"""


@pytest.mark.parametrize("kind", FRAMES)
async def test_the_key_counts_in_a_frame(opened: Opened, site: Site, kind: str) -> None:
    frame = FRAMES[kind].format(other=site.url("/", "a.permis.localhost"))
    browser = await opened(Page(frame + FOCUS))
    await until_pages(browser, lambda now: now[0]["title"] == "IFRAME")
    session = await page_session(browser)
    await until_ended(browser, lambda: press(browser, session, "F10"))


async def test_the_key_counts_in_a_page_that_has_written_itself_anew(opened: Opened) -> None:
    browser = await opened(
        Page(
            "<script>onload = () => setTimeout(() => {"
            " document.open(); document.write('<title>neuf</title><p>Neuf'); document.close()"
            "})</script>"
        )
    )
    await until_pages(browser, lambda now: now[0]["title"] == "neuf")
    session = await page_session(browser)
    await until_ended(browser, lambda: press(browser, session, "F10"))


async def test_the_key_counts_after_it_was_pressed(opened: Opened) -> None:
    browser = await opened(Page("<h1>Une page</h1>"))
    session = await page_session(browser)
    await until_ended(browser, lambda: press(browser, session, "F10"))
    await browser.end_key()


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Iterator[Screen]:
    with screen() as running:
        monkeypatch.setenv("DISPLAY", running.display)
        monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
        yield running


async def test_the_key_of_a_keyboard_counts(browsers: Browsers, site: Site, shown: Screen) -> None:
    browser = browsers(headless=False)
    await browser.start()
    await browser.open(site.url("/"), [])
    await until_ended(browser, lambda: asyncio.to_thread(shown.press, "F10"))
