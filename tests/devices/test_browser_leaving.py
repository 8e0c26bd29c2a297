"""The end of a session on a screen: nothing of it is seen while the provider is still asked."""

import asyncio
import os
import re
import subprocess
import threading
from collections.abc import Iterator

import pytest

from tests.support.browsers import COOKIE, Browsers, pages, pipe_of
from tests.support.https_site import Page, Site
from tests.support.screens import Screen, screen
from tests.support.waiting import eventually

HANG = 30
"""Seconds, for what is to answer."""


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Iterator[Screen]:
    with screen() as running:
        monkeypatch.setenv("DISPLAY", running.display)
        monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
        yield running


def pointed_at(shown: Screen) -> str:
    """The window that is seen in the middle of the screen, where the pointer is from the start."""
    said = subprocess.run(
        ["/usr/bin/xdotool", "getmouselocation", "--shell"],
        # A window that goes while it is looked for is a failure to xdotool.
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "DISPLAY": shown.display},
    )
    found = re.search(r"^WINDOW=(\d+)$", said.stdout, re.MULTILINE)
    return found[1] if found else ""


async def test_no_window_is_seen_while_the_provider_has_not_answered(
    browsers: Browsers, site: Site, shown: Screen
) -> None:
    nothing = pointed_at(shown)
    assert nothing
    site.pages["/fin"] = Page(
        "<title>Au revoir</title><script>open('/annonce')</script>",
        gate=(gate := threading.Event()),
    )
    browser = browsers(headless=False)
    await browser.start()
    await browser.open(site.url("/"), [COOKIE])
    await pipe_of(browser).send("Target.createTarget", {"url": site.url("/"), "newWindow": True})
    await eventually(lambda: pointed_at(shown) not in {nothing, ""})
    signing_off = asyncio.create_task(browser.sign_off(site.url("/fin"), HANG))
    await eventually(lambda: site.asked("/fin"))
    await eventually(lambda: pointed_at(shown) == nothing)
    assert not signing_off.done()
    gate.set()
    assert await signing_off
    assert site.asked("/fin")[0].headers["Cookie"] == "session=s3cret"
    assert pointed_at(shown) == nothing
    assert not site.asked("/annonce")


async def test_a_page_that_asks_something_is_told_no_and_left(
    browsers: Browsers, site: Site, shown: Screen
) -> None:
    nothing = pointed_at(shown)
    site.pages["/fin"] = Page("<title>Au revoir</title>", gate=(gate := threading.Event()))
    site.pages["/formulaire"] = Page(
        "<title>Saisie</title><input autofocus><script>"
        "onbeforeunload = event => { event.preventDefault(); event.returnValue = 'x' };"
        "oninput = () => { document.title = 'Saisie en cours';"
        " setTimeout(() => confirm('Envoyer ?') && navigator.sendBeacon('/envoi')) }"
        "</script>"
    )
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
    signing_off = asyncio.create_task(browser.sign_off(site.url("/fin"), HANG))
    await eventually(lambda: pointed_at(shown) == nothing)
    assert not signing_off.done()
    gate.set()
    assert await signing_off
    assert not site.asked("/envoi")
