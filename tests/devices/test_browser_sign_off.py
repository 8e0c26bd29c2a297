"""Where a sign-in is ended: whether anybody answered there, whatever the page before wanted."""

import asyncio
import logging
import threading
from collections.abc import Callable

import pytest

from devices.browser.chromium import Chromium
from tests.support.browsers import Browsers, pages, pipe_of, signed_in, until_pages
from tests.support.https_site import Page, Site
from tests.support.screens import screen

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
    assert [page["title"] for page in await pages(browser)] == ["Au revoir"]


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


async def test_where_no_window_is_open_nobody_can_be_signed_off(
    browsers: Browsers, browser: Chromium, site: Site
) -> None:
    (page,) = await pages(browser)
    await pipe_of(browser).send("Target.closeTarget", {"targetId": page["targetId"]})
    await browser.closed()
    assert not await browser.sign_off(site.url(END), HANG)
    await browser.close()
    assert not await browser.sign_off(site.url(END), HANG)
    warm = browsers()
    assert not await warm.sign_off(site.url(END), HANG)
    await warm.start()
    assert not await warm.sign_off(site.url(END), HANG)
    assert not site.asked(END)


async def test_a_page_that_asks_whether_to_leave_is_left(
    browsers: Browsers, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.pages["/fin"] = Page("<title>Au revoir</title>")
    site.pages["/formulaire"] = Page(
        "<title>Saisie</title><input autofocus><script>"
        "onbeforeunload = event => { event.preventDefault(); event.returnValue = 'x' };"
        "oninput = () => { document.title = 'Saisie en cours'; setTimeout(alert, 0, 'Lu ?') }"
        "</script>"
    )
    with screen() as shown:
        monkeypatch.setenv("DISPLAY", shown.display)
        monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
        browser = browsers(headless=False)
        await browser.start()
        await browser.open(site.url("/formulaire"), [])
        asked = asyncio.Event()
        pipe_of(browser).subscribe(
            lambda event: asked.set() if event.method == "Page.javascriptDialogOpening" else None
        )
        async with asyncio.timeout(HANG):
            while not asked.is_set():
                await asyncio.to_thread(shown.press, "a")
                await pages(browser)
        assert await browser.sign_off(site.url(END), HANG)
        await browser.close()


async def test_pages_that_may_not_be_looked_into_are_left_too(
    browsers: Browsers, site: Site, governed: Callable[..., str]
) -> None:
    site.pages["/fin"] = Page("<title>Au revoir</title>")
    browser = browsers(command=governed(DeveloperToolsAvailability=2))
    await browser.start()
    await browser.open(site.url("/"), [])
    assert await browser.sign_off(site.url(END), HANG)
    assert [page["title"] for page in await pages(browser)] == ["Au revoir"]
