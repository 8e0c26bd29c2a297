"""What the browser holds of the portal's session while it lasts: a logout needs the latest."""

import os
import signal
from dataclasses import replace

from devices.browser.chromium import Chromium
from devices.cookie import Cookie
from tests.support.browsers import (
    COOKIE,
    Browsers,
    main_process,
    page_session,
    pipe_of,
    signed_in,
    until_pages,
)
from tests.support.https_site import Page, Site


def renewing(title: str, *cookies: str) -> Page:
    """A page that sets cookies, as portals do that renew a session's with each request."""
    return Page(f"<title>{title}</title>", headers={"Set-Cookie": "; ".join(cookies)})


async def held(browser: Chromium) -> dict[str, Cookie]:
    """By name. A slow machine may need to be asked twice."""
    cookies: tuple[Cookie, ...] = ()
    while not cookies:
        cookies = await browser.cookies()
    return {cookie.name: cookie for cookie in cookies}


async def go(browser: Chromium, url: str, title: str) -> None:
    """The doctor follows a link."""
    session = await page_session(browser)
    await pipe_of(browser).send("Page.navigate", {"url": url}, session=session, patience=60)
    await until_pages(browser, lambda now: now[0]["title"] == title)


async def test_the_cookie_that_the_portal_renewed_last_is_told(
    browsers: Browsers, site: Site
) -> None:
    site.pages["/un"] = renewing("un", "session=second", "Path=/", "Secure", "HttpOnly")
    site.pages["/deux"] = renewing("deux", "session=third", "Path=/", "Secure", "HttpOnly")
    browser = await signed_in(browsers, site)
    assert await held(browser) == {"session": COOKIE}
    for number, value in (("un", "second"), ("deux", "third")):
        await go(browser, site.url(f"/{number}"), number)
        assert await held(browser) == {"session": replace(COOKIE, value=value)}
    assert site.asked("/deux")[0].headers["Cookie"] == "session=second"


async def test_a_cookie_comes_back_with_all_its_attributes(browsers: Browsers, site: Site) -> None:
    cookies = [
        Cookie("host", "1", "a.permis.localhost", path="/p", same_site="Strict"),
        Cookie("domain", "2", "permis.localhost", host_only=False, http_only=True),
        Cookie("late", "3", "a.permis.localhost", same_site="Lax", expires=4_000_000_000.0),
    ]
    browser = browsers()
    await browser.start()
    await browser.open(site.url("/", "a.permis.localhost"), cookies)
    now = await held(browser)
    assert now["host"] == cookies[0]
    assert now["domain"] == cookies[1]
    expires = now["late"].expires
    assert expires is not None, "shortened to 400 days by Chromium"
    assert now["late"] == replace(cookies[2], expires=expires)


async def test_a_browser_that_is_not_there_holds_none(browsers: Browsers, site: Site) -> None:
    assert await browsers().cookies() == ()
    dead = await signed_in(browsers, site)
    os.kill(main_process(dead), signal.SIGKILL)
    await dead.closed()
    assert await dead.cookies() == ()
    closed = await signed_in(browsers, site)
    await closed.close()
    assert await closed.cookies() == ()


async def test_a_browser_that_does_not_answer_keeps_nobody_waiting(
    browsers: Browsers, site: Site
) -> None:
    browser = await signed_in(browsers, site)
    os.kill(main_process(browser), signal.SIGSTOP)
    assert await browser.cookies() == ()
