"""Where a sign-in is ended: whether anybody answered there, whatever the pages before wanted."""

import asyncio
import logging
import threading
from collections.abc import Callable, Mapping

import pytest

from devices.browser.cdp import Answer, Cdp
from devices.browser.chromium import Chromium
from tests.support.browsers import COOKIE, Browsers, pages, pipe_of, signed_in, until_pages
from tests.support.https_site import Page, Site
from tests.support.waiting import eventually

END = "/fin?id_token_hint=s3cret&state=1"
HANG = 30
"""Seconds, for what is to answer."""


@pytest.fixture
async def browser(browsers: Browsers, site: Site) -> Chromium:
    site.pages["/fin"] = Page("", 302, {"Location": "/adieu"})
    site.pages["/adieu"] = Page("<title>Au revoir</title>")
    return await signed_in(browsers, site)


async def test_it_is_told_that_the_provider_answered(browser: Chromium, site: Site) -> None:
    assert await browser.sign_off(site.url(END), HANG)
    assert [each.path for each in site.requests][-2:] == [END, "/adieu"]
    assert await pages(browser) == []


async def test_the_provider_knows_the_session_s_cookie_on_every_page(
    browser: Chromium, site: Site
) -> None:
    site.pages["/fin"] = Page(
        "<form method=post action=/suite></form><script>document.forms[0].submit()</script>"
    )
    site.pages["/suite"] = Page("", 302, {"Location": "/adieu"})
    opened = site.requests[0]
    assert await browser.sign_off(site.url(END), HANG)
    asked = [*site.asked(END), *site.asked("/suite"), *site.asked("/adieu")]
    assert [each.method for each in asked] == ["GET", "POST", "GET"]
    for name in ("Cookie", "User-Agent", "Accept-Language"):
        assert {each.headers[name] for each in asked} == {opened.headers[name]}
    assert asked[0].headers["Cookie"] == "session=s3cret"


async def test_the_visit_is_over_before_the_provider_answers(browser: Chromium, site: Site) -> None:
    site.pages["/fin"] = Page("", gate=(gate := threading.Event()))
    signing_off = asyncio.create_task(browser.sign_off(site.url(END), HANG))
    await asyncio.wait_for(browser.closed(), HANG)
    await eventually(lambda: site.asked(END))
    # Whatever else opens now belongs to nobody.
    await pipe_of(browser).send("Target.createTarget", {"url": site.url("/"), "newWindow": True})
    await until_pages(browser, lambda now: not now)
    assert not signing_off.done()
    gate.set()
    assert await signing_off


async def test_a_browser_that_is_closed_meanwhile_signs_nobody_off(
    browser: Chromium, site: Site
) -> None:
    site.pages["/fin"] = Page("", gate=threading.Event())
    signing_off = asyncio.create_task(browser.sign_off(site.url(END), HANG))
    await eventually(lambda: site.asked(END))
    assert (await browser.close()).clean
    assert not await asyncio.wait_for(signing_off, HANG / 2)


async def test_a_page_that_is_left_has_no_last_word(browsers: Browsers, site: Site) -> None:
    site.pages["/fin"] = Page("<title>Au revoir</title>")
    site.pages["/formulaire"] = Page(
        "<script>for (const end of ['pagehide', 'unload', 'visibilitychange', 'beforeunload'])"
        " addEventListener(end, () => { navigator.sendBeacon('/encore'); for (;;); })</script>"
    )
    browser = browsers()
    await browser.start()
    await browser.open(site.url("/formulaire"), [])
    assert await browser.sign_off(site.url(END), HANG)
    await asyncio.wait_for(browser.closed(), HANG)
    assert not site.asked("/encore")


async def test_a_page_that_asks_to_confirm_has_answered(browser: Chromium, site: Site) -> None:
    site.pages["/fin"] = Page("<form method=post><button>Se déconnecter ?</button></form>")
    assert await browser.sign_off(site.url(END), HANG)
    assert [each.method for each in site.asked(END)] == ["GET"]


REFUSALS = {
    "error": Page("<h1>Panne</h1>", 500),
    "unknown": Page("<h1>Inconnu</h1>", 404),
    "empty": Page("", 204),
    "elsewhere": Page("", 302, {"Location": "https://ailleurs.example/"}),
}


@pytest.mark.parametrize("kind", REFUSALS)
async def test_an_error_is_no_answer(
    browser: Chromium, site: Site, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    site.pages["/fin"] = REFUSALS[kind]
    with caplog.at_level(logging.DEBUG):
        assert not await browser.sign_off(site.url(END), HANG)
    assert "s3cret" not in caplog.text


@pytest.mark.parametrize("url", ["", "nonsense", "https://[", "https://localhost:1/", "\ud800"])
async def test_an_address_that_is_none_is_no_answer(browser: Chromium, url: str) -> None:
    assert not await browser.sign_off(url, HANG)


async def test_a_provider_that_does_not_answer_is_not_waited_for(
    browser: Chromium, site: Site
) -> None:
    site.pages["/fin"] = Page("", gate=threading.Event())
    assert not await browser.sign_off(site.url(END), 0.5)
    assert site.asked(END)


async def test_another_tab_does_when_the_first_is_closed(browser: Chromium, site: Site) -> None:
    (first,) = await pages(browser)
    await pipe_of(browser).send("Target.createTarget", {"url": site.url("/")})
    await pipe_of(browser).send("Target.closeTarget", {"targetId": first["targetId"]})
    await until_pages(browser, lambda now: [page["title"] for page in now] == ["Espace médecin"])
    assert await browser.sign_off(site.url(END), HANG)


async def test_whoever_has_closed_the_last_window_is_signed_off_all_the_same(
    browser: Chromium, site: Site
) -> None:
    (page,) = await pages(browser)
    await pipe_of(browser).send("Target.closeTarget", {"targetId": page["targetId"]})
    await browser.closed()
    assert await browser.sign_off(site.url(END), HANG)
    (asked,) = site.asked(END)
    assert "session=" in asked.headers["Cookie"], "also the cookies without a date"


async def test_where_no_window_was_ever_open_nobody_can_be_signed_off(
    browsers: Browsers, browser: Chromium, site: Site
) -> None:
    await browser.close()
    assert not await browser.sign_off(site.url(END), HANG)
    warm = browsers()
    assert not await warm.sign_off(site.url(END), HANG)
    await warm.start()
    assert not await warm.sign_off(site.url(END), HANG)
    assert not site.asked(END)


async def test_pages_that_may_not_be_looked_into_are_left_too(
    browsers: Browsers, site: Site, governed: Callable[..., str]
) -> None:
    site.pages["/fin"] = Page("<title>Au revoir</title>")
    browser = browsers(command=governed(DeveloperToolsAvailability=2))
    await browser.start()
    await browser.open(site.url("/"), [COOKIE])
    assert await browser.sign_off(site.url(END), HANG)
    await asyncio.wait_for(browser.closed(), HANG)
    assert site.asked(END)[0].headers["Cookie"] == "session=s3cret"


async def test_a_browser_without_hidden_pages_shows_the_provider_s_alone(
    browser: Chromium, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    send = Cdp.send

    async def older(
        self: Cdp,
        method: str,
        params: Mapping[str, object] | None = None,
        *,
        session: str | None = None,
        patience: float = 5.0,
    ) -> Answer:
        known = {name: value for name, value in (params or {}).items() if name != "hidden"}
        return await send(self, method, known, session=session, patience=patience)

    monkeypatch.setattr(Cdp, "send", older)
    assert await browser.sign_off(site.url(END), HANG)
    assert site.asked(END)[0].headers["Cookie"] == "session=s3cret"
    await until_pages(browser, lambda now: [page["title"] for page in now] == ["Au revoir"])
