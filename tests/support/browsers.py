"""Real browsers for tests, each ended with its test, and the sites they visit."""

import asyncio
import json
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from devices.browser.cdp import Cdp
from devices.browser.chromium import Chromium
from devices.browser.settings import BrowserSettings
from devices.cookie import Cookie
from devices.private_dir import Purpose
from devices.processes import processes_of
from tests.support.https_site import Authority, Page, Site, serve
from tests.support.waiting import POLL_SECONDS

LANDING = Page("<title>Espace médecin</title><h1>Bonjour Dr Test</h1><p>Vos patients</p>")

COOKIE = Cookie("session", "s3cret", "localhost", http_only=True)


@dataclass
class Browsers:
    """Makes browsers whose profiles lie below a directory of this test alone."""

    settings: BrowserSettings
    touches: list[None] = field(default_factory=list)
    made: list[Chromium] = field(default_factory=list)

    def __call__(self, **changes: Any) -> Chromium:  # noqa: ANN401 (each its own type)
        """One that is not started yet, with other settings where given."""
        browser = Chromium(replace(self.settings, **changes), lambda: self.touches.append(None))
        self.made.append(browser)
        return browser

    @property
    def runtime(self) -> Path:
        assert self.settings.runtime is not None
        return self.settings.runtime

    @property
    def profiles(self) -> list[Path]:
        """What lies where profiles are made."""
        return sorted(self.runtime.glob(f"{Purpose.BROWSER}*"))

    @property
    def processes(self) -> list[int]:
        """Every living process of any of them."""
        return processes_of(self.runtime)


@pytest.fixture
async def browsers(authority: Authority) -> AsyncIterator[Browsers]:
    runtime = Path(tempfile.mkdtemp(prefix="kiosk-test-", dir="/dev/shm"))
    settings = BrowserSettings(
        command="chromium",
        arguments=(),
        allowed_hosts=("localhost", "*.permis.localhost"),
        language="fr",
        headless=True,
        ca_files=(authority.file,),
        sandbox=os.geteuid() != 0,
        # A hang, not a slow machine.
        patience=60,
        runtime=runtime,
    )
    made = Browsers(settings)
    yield made
    for browser in made.made:
        await browser.close()
    shutil.rmtree(runtime)


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def site(authority: Authority) -> Iterator[Site]:
    """https://localhost, and the same below permis.localhost and at other names."""
    names = ("localhost", "*.permis.localhost", "*.localhost")
    with serve({"/": LANDING}, authority.server_context(*names)) as running:
        yield running


@pytest.fixture
def plain_site() -> Iterator[Site]:
    """The same without TLS."""
    with serve({"/": LANDING}, None) as running:
        yield running


@pytest.fixture
def command(tmp_path: Path) -> Callable[[str], str]:
    """Makes a command from a shell script."""

    def make(script: str) -> str:
        path = tmp_path / "browser"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return str(path)

    return make


@pytest.fixture
def governed(command: Callable[[str], str], tmp_path: Path) -> Callable[..., str]:
    """The command of a Chromium on a machine whose administrator set these policies."""

    def make(**policies: object) -> str:
        folder = tmp_path / "etc"
        (folder / "policies" / "managed").mkdir(parents=True)
        (folder / "policies" / "managed" / "test.json").write_text(json.dumps(policies))
        inner = f'mount --bind {folder} /etc/chromium && exec chromium --no-sandbox "$@"'
        return command(f"exec unshare --map-root-user --mount sh -c '{inner}' sh \"$@\"")

    return make


async def signed_in(browsers: Browsers, site: Site) -> Chromium:
    """A browser in the middle of a session."""
    browser = browsers()
    await browser.start()
    await browser.open(site.url("/"), [COOKIE])
    return browser


def pipe_of(browser: Chromium) -> Cdp:
    """The browser's own debugging pipe: plays the person in front of it."""
    process = browser._process
    assert process is not None
    return process.cdp


def main_process(browser: Chromium) -> int:
    """The one that all its others descend from."""
    process = browser._process
    assert process is not None
    return process.pid


async def page_session(browser: Chromium, target: Mapping[str, str] | None = None) -> str:
    """A debugging session of one page, the first where none is named."""
    pipe = pipe_of(browser)
    if target is None:
        target = (await pages(browser))[0]
    attached = await pipe.send(
        "Target.attachToTarget", {"targetId": target["targetId"], "flatten": True}
    )
    return str(attached["sessionId"])


async def pages(browser: Chromium) -> list[dict[str, str]]:
    """What the browser has open."""
    found = await pipe_of(browser).send("Target.getTargets", {"filter": [{"type": "page"}]})
    return list(found["targetInfos"])


async def until_pages(browser: Chromium, expected: Callable[[list[dict[str, str]]], bool]) -> None:
    """Waits until what is open looks as expected."""
    async with asyncio.timeout(30):
        while not expected(await pages(browser)):  # noqa: ASYNC110 (the browser is another process)
            await asyncio.sleep(POLL_SECONDS)


async def press(browser: Chromium, session: str, key: str = "a", modifiers: int = 0) -> None:
    """A key, as from the keyboard, for whatever has the focus in the page."""
    text = {"text": key} if len(key) == 1 else {}
    for kind in ("keyDown", "keyUp"):
        event = {"type": kind, "key": key, "modifiers": modifiers, **text}
        await pipe_of(browser).send("Input.dispatchKeyEvent", event, session=session)


async def lead(browser: Chromium, url: str) -> None:
    """The first page goes there, as when somebody follows a link."""
    session = await page_session(browser)
    await pipe_of(browser).send(
        "Runtime.evaluate", {"expression": f"location = {json.dumps(url)}; 0"}, session=session
    )
