"""The kiosk's HTTPS client against a real site: where it goes, what it keeps, how it fails."""

import asyncio
import gzip
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk import http_errors
from kiosk.cookies import CookieJar
from kiosk.http import MOST_REDIRECTS
from tests.support.http_client import AGENT, client, to
from tests.support.https_site import Authority, Page, Site, serve

SECRET = "s3cr3t-value"


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


@pytest.fixture
def site(authority: Authority) -> Iterator[Site]:
    """Answers by the pages a test adds."""
    with serve({}, authority.server_context("localhost", "autre.localhost")) as site:
        yield site


async def test_it_presents_itself_as_the_browser_that_will_continue(
    site: Site, authority: Authority
) -> None:
    site.pages["/"] = Page("Bonjour")
    async with client(authority) as http:
        answer = await http.get(site.url("/"))
    assert (answer.url, answer.status, answer.text) == (site.url("/"), 200, "Bonjour")
    headers = site.requests[0].headers
    assert headers["User-Agent"] == AGENT.user_agent
    assert headers["Accept-Language"] == AGENT.accept_language
    assert "Cookie" not in headers


async def test_redirects_are_followed_and_their_cookies_kept_and_sent(
    site: Site, authority: Authority
) -> None:
    site.pages["/a"] = to("/b", cookie="s=1; Path=/; Secure; HttpOnly; SameSite=Lax")
    site.pages["/b"] = to(site.url("/c"), 303, cookie="t=2; Path=/")
    site.pages["/c"] = Page("Espace")
    jar = CookieJar()
    async with client(authority, jar=jar) as http:
        answer = await http.get(site.url("/a"))
    kept = {cookie.name: cookie for cookie in jar.alive(time.time())}
    assert answer.url == site.url("/c")
    assert site.asked("/c")[0].headers["Cookie"] == "s=1; t=2"
    assert (kept["s"].domain, kept["s"].http_only, kept["s"].same_site) == (
        "localhost",
        True,
        "Lax",
    )
    assert kept["s"].secure
    assert not kept["t"].secure


async def test_a_question_without_following_says_where_it_would_go(
    site: Site, authority: Authority
) -> None:
    site.pages["/a"] = to("/b")
    async with client(authority) as http:
        answer = await http.ask(site.url("/a"))
    assert (answer.status, answer.location) == (302, site.url("/b"))
    assert not site.asked("/b")


async def test_a_fragment_stays_with_the_landing_page(site: Site, authority: Authority) -> None:
    site.pages["/a"] = to("/app#/accueil")
    site.pages["/app"] = Page("")
    async with client(authority) as http:
        assert (await http.get(site.url("/a"))).url == site.url("/app#/accueil")


@pytest.mark.parametrize(
    ("target", "error", "host"),
    [
        ("https://ailleurs.example/", http_errors.OffLimits, "ailleurs.example"),
        ("//ailleurs.example/", http_errors.OffLimits, "ailleurs.example"),
        ("https://localhost@ailleurs.example/", http_errors.OffLimits, "ailleurs.example"),
        (
            "https://localhost.ailleurs.example/",
            http_errors.OffLimits,
            "localhost.ailleurs.example",
        ),
        ("https://ailleurs.example\\@localhost/", http_errors.OffLimits, "localhost"),
        ("https://nom:passe@localhost/", http_errors.OffLimits, "localhost"),
        ("http://localhost/", http_errors.NotHttps, "localhost"),
        ("file:///etc/passwd", http_errors.NotHttps, ""),
        ("javascript:alert(1)", http_errors.NotHttps, ""),
    ],
)
async def test_a_redirect_off_the_allowed_hosts_is_not_followed(
    site: Site,
    authority: Authority,
    target: str,
    error: type[http_errors.OffLimits],
    host: str,
) -> None:
    site.pages["/a"] = to(target, cookie=f"s={SECRET}")
    async with client(authority) as http:
        with pytest.raises(error) as caught:
            await http.get(site.url("/a"))
    assert caught.value.host == host
    assert site.connections == 1


async def test_the_first_address_must_be_allowed_as_well(authority: Authority) -> None:
    async with client(authority) as http:
        with pytest.raises(http_errors.OffLimits):
            await http.get("https://ailleurs.example/")
        with pytest.raises(http_errors.NotHttps):
            await http.get("http://localhost/")


async def test_endless_redirects_end(site: Site, authority: Authority) -> None:
    site.pages["/a"] = to("/a")
    async with client(authority) as http:
        with pytest.raises(http_errors.TooManyRedirects):
            await http.get(site.url("/a"))
    assert len(site.requests) == MOST_REDIRECTS + 1


@pytest.mark.parametrize("size", [10_001, 50_000_000])
async def test_an_answer_is_read_only_up_to_the_limit(
    site: Site, authority: Authority, size: int
) -> None:
    site.pages["/a"] = Page(b"x" * size)
    site.pages["/b"] = Page(b"x" * 10_000)
    async with client(authority) as http:
        with pytest.raises(http_errors.TooLarge):
            await http.get(site.url("/a"))
        assert len((await http.get(site.url("/b"))).text) == 10_000


async def test_a_compressed_bomb_does_not_get_past_the_limit(
    site: Site, authority: Authority
) -> None:
    bomb = gzip.compress(b"x" * 20_000_000)
    site.pages["/a"] = Page(bomb, headers={"Content-Encoding": "gzip"})
    async with client(authority, limit=100_000) as http:
        with pytest.raises(http_errors.TooLarge):
            await http.get(site.url("/a"))


@pytest.mark.parametrize(
    "charset", ["hex", "rot13", "base64", "idna", "punycode", "undefined", "utf-16", "zzz", "\xe9"]
)
async def test_no_charset_that_a_server_names_breaks_the_reading(
    site: Site, authority: Authority, charset: str
) -> None:
    page = b"SSL certificate " + b"\xff" * 9000
    site.pages["/"] = Page(page, headers={"Content-Type": f"text/html; charset={charset}"})
    async with client(authority) as http:
        assert (await http.get(site.url("/"))).text == "SSL certificate " + "\ufffd" * 9000


@pytest.mark.parametrize("status", [400, 401, 403, 404, 429])
async def test_a_refusal_tells_its_status(site: Site, authority: Authority, status: int) -> None:
    site.pages["/a"] = Page("non", status)
    async with client(authority) as http:
        with pytest.raises(http_errors.Refused) as caught:
            await http.get(site.url("/a"))
    assert caught.value.status == status


@pytest.mark.parametrize("status", [500, 503, 304, 600])
async def test_a_broken_server_tells_its_status(
    site: Site, authority: Authority, status: int
) -> None:
    site.pages["/a"] = Page("", status)
    async with client(authority) as http:
        with pytest.raises(http_errors.ServerBroken) as caught:
            await http.get(site.url("/a"))
    assert caught.value.status == status


async def test_once_prepared_the_first_request_loads_nothing_more(
    site: Site, authority: Authority
) -> None:
    site.pages["/"] = Page("")
    code = """
import asyncio, pathlib, sys
from kiosk.http import HttpClient, prepare
from tests.support.http_client import AGENT

async def main(url, ca_file):
    await asyncio.to_thread(prepare)
    before = set(sys.modules)
    client = HttpClient(
        allowed_hosts=("localhost",), agent=AGENT, ca_file=pathlib.Path(ca_file), timeout=10
    )
    async with client:
        await client.get(url)
    sys.exit(" ".join(set(sys.modules) - before) or 0)

asyncio.run(main(*sys.argv[1:]))
"""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, site.url("/"), str(authority.file), stderr=subprocess.PIPE
    )
    _, loaded = await process.communicate()
    assert loaded.decode() == ""
    assert process.returncode == 0
