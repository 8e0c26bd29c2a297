"""A machine whose administrator governs Chromium by policies."""

from collections.abc import Callable

import pytest

from devices.cookie import Cookie
from devices.errors import BrowserFailed
from tests.support.browsers import Browsers, pages, pipe_of
from tests.support.https_site import Site


async def test_a_policy_that_forbids_to_look_into_pages_leaves_the_session_working(
    browsers: Browsers, site: Site, governed: Callable[..., str]
) -> None:
    browser = browsers(command=governed(DeveloperToolsAvailability=2))
    await browser.start()
    cookie = Cookie("session", "1", "localhost", http_only=True, same_site="Strict")
    seen = await browser.open(site.url("/?jeton=1"), [cookie])
    assert (seen.url, seen.title, seen.heading) == (site.url("/"), "Espace médecin", "")
    assert site.requests[0].headers["Cookie"] == "session=1"
    (page,) = await pages(browser)
    await pipe_of(browser).send("Target.closeTarget", {"targetId": page["targetId"]})
    await browser.closed()
    assert (await browser.close()).clean


async def test_a_policy_that_forbids_debugging_is_named(
    browsers: Browsers, governed: Callable[..., str]
) -> None:
    browser = browsers(command=governed(RemoteDebuggingAllowed=False), patience=3)
    with pytest.raises(BrowserFailed, match="RemoteDebuggingAllowed"):
        await browser.start()
    assert (await browser.close()).clean
