"""How the kiosk's HTTPS client fails: as data, in time, and without a word of what is secret."""

import socket
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from kiosk import http_errors
from kiosk.cookies import CookieJar
from kiosk.http import HttpClient
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


async def test_a_server_that_never_answers_is_given_up(site: Site, authority: Authority) -> None:
    site.pages["/a"] = to("/b")
    site.pages["/b"] = Page("", gate=threading.Event())
    async with client(authority, timeout=0.3) as http:
        with pytest.raises(http_errors.TimedOut):
            await http.get(site.url("/a"))
    assert site.asked("/b")


async def test_a_port_where_nobody_listens_is_unreachable(authority: Authority) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        port = listener.getsockname()[1]
    async with client(authority) as http:
        with pytest.raises(http_errors.Unreachable):
            await http.get(f"https://localhost:{port}/")


async def test_a_server_below_an_unknown_authority_is_not_trusted(
    site: Site, authority: Authority, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    stranger = Authority(tmp_path / "other")
    async with client(stranger) as http:
        with pytest.raises(http_errors.Untrusted):
            await http.get(site.url("/"))
    nobody = HttpClient(allowed_hosts=("localhost",), agent=AGENT, ca_file=None, timeout=10)
    async with nobody as http:
        with pytest.raises(http_errors.Untrusted):
            await http.get(site.url("/"))
    assert authority.file.exists()
    assert not site.requests


async def test_a_certificate_of_another_host_is_not_trusted(authority: Authority) -> None:
    with serve({"/": Page("")}, authority.server_context("autre.localhost")) as other:
        async with client(authority) as http:
            with pytest.raises(http_errors.Untrusted):
                await http.get(other.url("/"))
    assert not other.requests


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (b"\x16\x03\x01 bonjour\r\n\r\n", http_errors.ServerBroken),
        (b"", http_errors.Unreachable),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort", http_errors.HttpError),
        (b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 100_000 + b"\r\n", http_errors.HttpError),
    ],
    ids=["no HTTP", "nothing", "cut off", "endless headers"],
)
async def test_what_is_no_http_is_an_error_like_any_other(
    authority: Authority, answer: bytes, error: type[Exception]
) -> None:
    with (
        closing(socket.create_server(("127.0.0.1", 0))) as listener,
        authority.server_context("localhost").wrap_socket(listener, server_side=True) as secure,
    ):

        def babble() -> None:
            with closing(secure.accept()[0]) as connection:
                connection.recv(65536)
                with suppress(OSError):
                    connection.sendall(answer)

        talker = threading.Thread(target=babble)
        talker.start()
        async with client(authority) as http:
            with pytest.raises(error):
                await http.get(f"https://localhost:{secure.getsockname()[1]}/")
        talker.join()


async def test_no_error_shows_a_cookie_or_a_query(site: Site, authority: Authority) -> None:
    site.pages["/a"] = to(f"/b?ticket={SECRET}", cookie=f"s={SECRET}")
    site.pages["/b"] = to(f"http://localhost/?ticket={SECRET}")
    jar = CookieJar()
    async with client(authority, jar=jar) as http:
        with pytest.raises(http_errors.NotHttps) as caught:
            await http.get(site.url("/a"))
        site.pages["/b"] = Page(SECRET, 500)
        with pytest.raises(http_errors.ServerBroken) as broken:
            await http.get(site.url("/a"))
        site.pages["/b"] = Page(SECRET)
        answer = await http.get(site.url("/a"))
    for error in (caught.value, broken.value):
        assert SECRET not in "".join(traceback.format_exception(error))
        assert error.__cause__ is None
    assert SECRET not in repr(answer) + repr(jar.alive(time.time()))


async def test_the_environment_cannot_divert_it(
    site: Site, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("SSL_CERT_FILE", "/nonexistent")
    site.pages["/"] = Page("Bonjour")
    async with client(authority) as http:
        assert (await http.get(site.url("/"))).text == "Bonjour"


def test_naming_its_errors_does_not_load_the_client() -> None:
    code = "import kiosk.http_errors, sys; sys.exit('httpx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
