"""The end of a session: whoever ends it, and whenever, nothing is left."""

import asyncio
import os
import signal
import threading

import pytest

from devices.errors import BrowserFailed
from devices.kit import Wiped
from tests.support.browsers import (
    COOKIE,
    Browsers,
    main_process,
    page_session,
    pages,
    pipe_of,
    signed_in,
)
from tests.support.https_site import Page, Site
from tests.support.process_files import written_files
from tests.support.waiting import eventually

CLEAN = Wiped(processes_left=0, files_left=0)


async def test_closing_leaves_no_process_and_no_file(browsers: Browsers, site: Site) -> None:
    browser = await signed_in(browsers, site)
    assert len(browsers.processes) > 3
    (profile,) = browsers.profiles
    assert (profile / "data" / "Default").exists()
    assert await browser.close() == CLEAN
    assert browsers.processes == []
    assert browsers.profiles == []
    assert await browser.close() == CLEAN
    await browser.closed()


async def test_nothing_is_written_outside_the_profile(browsers: Browsers, site: Site) -> None:
    await signed_in(browsers, site)
    (profile,) = browsers.profiles
    written = written_files(browsers.processes)
    assert [path for path in written if path.startswith(str(profile))]
    no_files = ("/dev/null", "/dev/urandom", "/memfd:")
    assert [path for path in written if not path.startswith((str(profile), *no_files))] == []


async def test_the_last_closed_window_ends_the_session(browsers: Browsers, site: Site) -> None:
    browser = await signed_in(browsers, site)
    closed = asyncio.create_task(browser.closed())
    second = await pipe_of(browser).send("Target.createTarget", {"url": site.url("/")})
    (first,) = [page for page in await pages(browser) if page["targetId"] != second["targetId"]]
    session = await page_session(browser, first)
    await pipe_of(browser).send("Page.close", session=session)
    await eventually(lambda: len(site.asked("/")) == 2)
    assert not closed.done(), "another window is open"
    await pipe_of(browser).send("Target.closeTarget", {"targetId": second["targetId"]})
    await closed
    assert await browser.close() == CLEAN


async def test_a_browser_that_dies_ends_the_session(browsers: Browsers, site: Site) -> None:
    browser = await signed_in(browsers, site)
    os.kill(main_process(browser), signal.SIGKILL)
    await asyncio.wait_for(browser.closed(), 30)
    assert await browser.close() == CLEAN
    assert browsers.processes == []


async def test_a_browser_that_hangs_is_ended_all_the_same(browsers: Browsers, site: Site) -> None:
    browser = await signed_in(browsers, site)
    for number in browsers.processes:
        os.kill(number, signal.SIGSTOP)
    assert await browser.close() == CLEAN
    assert browsers.processes == []


async def test_two_browsers_at_once_end_each_for_itself(browsers: Browsers, site: Site) -> None:
    first, second = browsers(), browsers()
    await asyncio.gather(first.start(), second.start())
    await first.open(site.url("/"), [])
    assert await first.close() == CLEAN
    assert (await second.open(site.url("/"), [])).heading == "Bonjour Dr Test"
    assert len(browsers.profiles) == 1
    assert await second.close() == CLEAN


async def test_one_that_was_never_started_closes_too(browsers: Browsers) -> None:
    browser = browsers()
    assert await browser.close() == CLEAN
    await browser.closed()
    with pytest.raises(BrowserFailed):
        await browser.start()
    with pytest.raises(BrowserFailed):
        await browser.open("https://localhost/", [])


@pytest.mark.parametrize("turns", [0, 1, 2, 5, 20])
async def test_closing_while_it_starts(browsers: Browsers, turns: int) -> None:
    browser = browsers()
    starting = asyncio.create_task(browser.start())
    for _ in range(turns):
        await asyncio.sleep(0)
    assert await browser.close() == CLEAN
    with pytest.raises(BrowserFailed):
        await starting
    assert browsers.processes == []
    assert browsers.profiles == []


async def test_a_cancelled_start_is_ended_by_close(browsers: Browsers) -> None:
    browser = browsers()
    starting = asyncio.create_task(browser.start())
    await eventually(lambda: browsers.profiles)
    starting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await starting
    assert await browser.close() == CLEAN
    assert browsers.processes == []
    assert browsers.profiles == []


async def test_closing_while_a_page_loads(browsers: Browsers, site: Site) -> None:
    site.pages["/lent"] = Page("<h1>Tard</h1>", gate=threading.Event())
    browser = browsers()
    await browser.start()
    opening = asyncio.create_task(browser.open(site.url("/lent"), [COOKIE]))
    await eventually(lambda: site.asked("/lent"))
    assert await browser.close() == CLEAN
    with pytest.raises(BrowserFailed):
        await opening
    assert browsers.processes == []


async def test_a_cancelled_close_goes_on(browsers: Browsers, site: Site) -> None:
    browser = await signed_in(browsers, site)
    closing = asyncio.create_task(browser.close())
    await asyncio.sleep(0)
    closing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await closing
    assert await browser.close() == CLEAN
    assert browsers.processes == []
