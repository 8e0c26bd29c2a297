"""The kiosk beside Chromium itself: the same forms sent, the session and its cookies taken over."""

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import replace

from devices.browser.chromium import Chromium
from devices.cookie import Cookie
from kiosk.demo.portal.mail import guard
from tests.support.browsers import Browsers, page_session, pipe_of, press
from tests.support.mail_desk import MailDesk
from tests.support.mail_server import MailServer
from tests.support.mail_ways import MailPortal
from tests.support.portal_mail_pages import TOKEN
from tests.support.portal_record import Asked
from tests.support.terminal import ENTER
from tests.support.waiting import POLL_SECONDS, eventually
from tests.support.webforms_portal_state import SIGNED

HEADERS = ("content-type", "origin", "referer")
EACH_TIME_ANOTHER = (*SIGNED, TOKEN, guard.FIELD)


def shape(asked: Asked, codes: Sequence[str]) -> tuple[str, list[tuple[str, str]], dict[str, str]]:
    """What does not differ from one time to the next."""
    fields = [
        (name, "" if name in EACH_TIME_ANOTHER or value in codes else value)
        for name, value in asked.fields
    ]
    return asked.target, fields, {name: asked.headers[name] for name in HEADERS}


def rounded(cookie: Cookie) -> Cookie:
    """Chromium does not keep time to the last digit."""
    return cookie if cookie.expires is None else replace(cookie, expires=round(cookie.expires))


async def run(browser: Chromium, script: str) -> object:
    """In the page; its value."""
    session = await page_session(browser)
    said = await pipe_of(browser).send(
        "Runtime.evaluate", {"expression": script, "returnByValue": True}, session=session
    )
    return said["result"].get("value")


async def fill(browser: Chromium, name: str, value: str) -> None:
    """Types, as far as a page can tell."""
    field, text = json.dumps(f"[name='{name}']"), json.dumps(value)
    await run(browser, f"it = document.querySelector({field}); it.focus(); it.value = {text}; 0")


async def has(browser: Chromium, name: str) -> bool:
    """Whether the page has such a field now."""
    field = json.dumps(f"[name='{name}']")
    return await run(browser, f"document.querySelector({field}) !== null") is True


async def person(browser: Chromium, portal: MailPortal, code: Callable[[], str]) -> list[Asked]:
    """Types into both forms and presses Enter, as anybody would; what was sent."""
    number, password, code_field = portal.markup.fields
    await browser.open(portal.login_url, ())
    await fill(browser, number, portal.doctor.number)
    await fill(browser, password, portal.doctor.password)
    await press(browser, await page_session(browser), ENTER)
    async with asyncio.timeout(30):
        while not await has(browser, code_field):  # noqa: ASYNC110 (the browser is another process)
            await asyncio.sleep(POLL_SECONDS)
    await fill(browser, code_field, code())
    await press(browser, await page_session(browser), ENTER)
    await eventually(lambda: portal.lets_in(portal.doctor))
    return portal.submitted()


async def test_chromium_would_send_the_very_same(
    browsers: Browsers, mail_portal: MailPortal, mail_server: MailServer
) -> None:
    browser = browsers(ca_files=(mail_portal.service.ca_file,))
    agent = await browser.start()
    desk = MailDesk(mail_portal.way(), mail_server, agent, mail_portal.doctor)
    by_hand = await person(browser, mail_portal, desk.mailed)
    await desk.sign_in()
    by_kiosk = mail_portal.submitted()[len(by_hand) :]
    codes = [code.code for code in mail_server.to(mail_portal.doctor.address)]
    assert [shape(asked, codes) for asked in by_kiosk] == [shape(asked, codes) for asked in by_hand]


async def test_the_session_goes_on_in_chromium_with_every_cookie_unchanged(
    browsers: Browsers, mail_portal: MailPortal, mail_server: MailServer
) -> None:
    browser = browsers(ca_files=(mail_portal.service.ca_file,))
    agent = await browser.start()
    session = await MailDesk(mail_portal.way(), mail_server, agent, mail_portal.doctor).sign_in()
    seen = await browser.open(session.landing_url, session.cookies)
    assert seen.heading == mail_portal.heading
    handed = sorted(session.cookies, key=lambda cookie: cookie.name)
    held = sorted(await browser.cookies(), key=lambda cookie: cookie.name)
    assert [rounded(cookie) for cookie in held] == [rounded(cookie) for cookie in handed]
