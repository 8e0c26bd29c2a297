"""Starting: what can go wrong, what others see of it, and what a crash of the kiosk leaves."""

import subprocess
import sys
from collections.abc import Callable

import pytest
from blockbuster import blockbuster_ctx

from devices.errors import BrowserFailed, BrowserMissing
from devices.kit import Wiped
from devices.private_dir import wipe_leftovers
from devices.processes import processes_of
from tests.support.browsers import COOKIE, Browsers, signed_in
from tests.support.https_site import Site
from tests.support.process_files import listening_ports, shown
from tests.support.waiting import wait_for

CLEAN = Wiped(processes_left=0, files_left=0)

KIOSK = """
import asyncio, os, pathlib, sys
from devices.browser.chromium import Chromium
from devices.browser.settings import BrowserSettings

async def main(runtime, ca_file, url):
    settings = BrowserSettings("chromium", (), ("localhost",), "fr", True,
                               (pathlib.Path(ca_file),), sandbox=os.geteuid() != 0, patience=60,
                               runtime=pathlib.Path(runtime))
    browser = Chromium(settings, lambda: None)
    await browser.start()
    print((await browser.open(url, [])).heading, flush=True)
    await browser.closed()

asyncio.run(main(*sys.argv[1:]))
"""


async def test_no_port_is_open_and_no_secret_shows_in_the_process_list(
    browsers: Browsers, site: Site
) -> None:
    await signed_in(browsers, site)
    assert listening_ports(browsers.processes) == []
    seen = shown(browsers.processes)
    assert b"--remote-debugging-pipe" in seen
    assert b"s3cret" not in seen


async def test_a_missing_command_is_said(browsers: Browsers) -> None:
    browser = browsers(command="no-such-browser")
    with pytest.raises(BrowserMissing, match="no-such-browser"):
        await browser.start()
    assert await browser.close() == CLEAN
    assert browsers.profiles == []


async def test_a_command_that_ends_at_once_fails_with_its_last_words(
    browsers: Browsers, command: Callable[[str], str]
) -> None:
    browser = browsers(command=command("echo 'cannot open display' >&2; exit 3"))
    with pytest.raises(BrowserFailed, match="status 3: cannot open display"):
        await browser.start()
    assert await browser.close() == CLEAN


async def test_a_command_that_never_answers_fails_in_time(
    browsers: Browsers, command: Callable[[str], str]
) -> None:
    browser = browsers(command=command("sleep 1000 & sleep 1000"), patience=0.3)
    with pytest.raises(BrowserFailed, match=r"within 0\.3 s: does a policy"):
        await browser.start()
    assert await browser.close() == CLEAN
    assert browsers.processes == []


async def test_a_private_authority_that_is_none_is_said(browsers: Browsers) -> None:
    for nothing in (browsers.runtime / "missing.pem", browsers.runtime):
        browser = browsers(ca_files=(nothing,))
        with pytest.raises(BrowserFailed):
            await browser.start()
        assert await browser.close() == CLEAN


def test_when_the_kiosk_is_killed_the_browser_dies_and_the_next_start_wipes(
    browsers: Browsers, site: Site
) -> None:
    (authority,) = browsers.settings.ca_files
    arguments = [str(browsers.runtime), str(authority), site.url("/")]
    with subprocess.Popen(
        [sys.executable, "-c", KIOSK, *arguments], stdout=subprocess.PIPE, text=True
    ) as kiosk:
        assert kiosk.stdout is not None
        assert kiosk.stdout.readline().strip() == "Bonjour Dr Test"
        (profile,) = browsers.profiles
        assert wipe_leftovers(browsers.runtime) == [], "its kiosk lives"
        kiosk.kill()
        kiosk.wait()
        wait_for(lambda: processes_of(profile) == [], seconds=5)
    assert profile.exists()
    assert wipe_leftovers(browsers.runtime) == [CLEAN]
    assert not profile.exists()


async def test_the_event_loop_is_never_blocked(browsers: Browsers, site: Site) -> None:
    browser = browsers()
    with blockbuster_ctx(["devices"]):
        await browser.start()
        await browser.open(site.url("/"), [COOKIE])
        assert await browser.close() == CLEAN
