"""What counts as the doctor's activity: her hands, and nothing a page can make up."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable

from devices.browser.activity import Activity
from devices.browser.chromium import Chromium
from tests.support.browsers import Browsers, page_session, pages, pipe_of, press, until_pages
from tests.support.https_site import Page, Site

FAKES = """
<title>avant</title><h1>Page bavarde</h1><button>x</button>
<script>
  addEventListener("keydown", event => event.stopImmediatePropagation(), true);
  for (const type of ["keydown", "pointerdown", "pointermove", "wheel", "touchstart"]) {
    const made = new Event(type, {bubbles: true});
    Object.defineProperty(made, "screenX", {value: Math.random()});
    document.querySelector("button").dispatchEvent(made);
  }
  document.querySelector("button").click();
  let seen = typeof kioskTell;
  try { kioskTell("") } catch (error) { seen = error.name }
  console.log("x".repeat(5000000));
  document.title = seen;
</script>
"""


async def point(browser: Chromium, session: str, kind: str, x: int, y: int) -> None:
    """A pointer, as from the mouse."""
    at = {"type": kind, "x": x, "y": y}
    if kind != "mouseMoved":
        at |= {"button": "left", "clickCount": 1}
    await pipe_of(browser).send("Input.dispatchMouseEvent", at, session=session)


async def until_touched(browsers: Browsers, act: Callable[[], Awaitable[None]]) -> None:
    """Chromium drops what is typed before a page was painted: a person would try again, too."""
    browsers.touches.clear()
    async with asyncio.timeout(30):
        while not browsers.touches:
            await act()


async def test_a_page_s_own_events_are_no_activity_and_a_key_is(
    browsers: Browsers, site: Site
) -> None:
    site.pages["/bavarde"] = Page(FAKES)
    browser = browsers()
    await browser.start()
    await browser.open(site.url("/bavarde"), [])
    await until_pages(browser, lambda now: now[0]["title"] == "ReferenceError")
    session = await page_session(browser)
    assert browsers.touches == []
    await until_touched(browsers, lambda: press(browser, session))


async def test_much_activity_is_told_at_most_once_a_second() -> None:
    loop = asyncio.get_running_loop()
    told: list[float] = []
    activity = Activity(lambda: told.append(loop.time()))
    begun = loop.time()
    while loop.time() < begun + 2.1:
        activity.heard("touched")
        await asyncio.sleep(0)
    assert len(told) == 3


async def test_a_pointer_counts_when_it_moves(browsers: Browsers, site: Site) -> None:
    browser = browsers()
    await browser.start()
    await browser.open(site.url("/"), [])
    session = await page_session(browser)
    for _ in range(3):
        await point(browser, session, "mouseMoved", 10, 10)
    assert browsers.touches == []
    places = itertools.cycle((30, 40))
    await until_touched(browsers, lambda: point(browser, session, "mouseMoved", next(places), 10))


async def test_a_window_that_a_page_opens_belongs_to_the_session(
    browsers: Browsers, site: Site
) -> None:
    site.pages["/menu"] = Page("<h1>Menu</h1><a href=/ target=_blank style='font-size:9em'>ici</a>")
    browser = browsers()
    said = await browser.start()
    await browser.open(site.url("/menu"), [])
    session = await page_session(browser)
    await until_touched(browsers, lambda: press(browser, session))
    for kind in ("mousePressed", "mouseReleased"):
        await point(browser, session, kind, 60, 160)
    await until_pages(browser, lambda now: len(now) == 2 and all(page["title"] for page in now))
    assert site.asked("/")[0].headers["User-Agent"] == said.user_agent
    (popup,) = [page for page in await pages(browser) if page["url"] == site.url("/")]
    popup_session = await page_session(browser, popup)
    await until_touched(browsers, lambda: press(browser, popup_session))
    await pipe_of(browser).send("Target.closeTarget", {"targetId": popup["targetId"]})
    await until_pages(browser, lambda now: len(now) == 1)


async def test_a_frame_of_another_host_counts_too(browsers: Browsers, site: Site) -> None:
    inner = site.url("/cadre", "a.permis.localhost")
    site.pages["/cadre"] = Page("<h1>Cadre</h1>")
    site.pages["/hote"] = Page(f"<h1>Hôte</h1><iframe src={inner} width=600 height=400></iframe>")
    browser = browsers()
    await browser.start()
    await browser.open(site.url("/hote"), [])
    session = await page_session(browser)
    await until_touched(browsers, lambda: point(browser, session, "mousePressed", 200, 250))
