"""What the kiosk's HTTPS client sends besides GET, and how it follows redirects after it."""

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from devices.cookie import Cookie
from kiosk import http_errors
from kiosk.cookies import CookieJar
from kiosk.http import Request
from tests.support.http_client import AGENT, client, to
from tests.support.https_site import Authority, Page, Site, serve

SECRET = "s3cr3t-value"


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


@pytest.fixture
def site(authority: Authority) -> Iterator[Site]:
    """Answers by the pages a test adds."""
    with serve({}, authority.server_context("localhost")) as site:
        yield site


async def test_a_form_is_sent_as_a_browser_encodes_it(site: Site, authority: Authority) -> None:
    site.pages["/a"] = Page("Bonjour")
    fields = [("nom", "Maëlle & Cie"), ("code", "1+1=2"), ("choix", "a"), ("choix", "b")]
    async with client(authority) as http:
        answer = await http.send(Request.form(site.url("/a"), fields))
    (asked,) = site.requests
    assert answer.text == "Bonjour"
    assert asked.method == "POST"
    assert asked.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert asked.headers["User-Agent"] == AGENT.user_agent
    assert asked.body == b"nom=Ma%C3%ABlle+%26+Cie&code=1%2B1%3D2&choix=a&choix=b"


async def test_a_document_is_sent_as_json(site: Site, authority: Authority) -> None:
    site.pages["/a"] = Page("")
    async with client(authority) as http:
        await http.send(Request.json(site.url("/a"), {"nom": "Maëlle"}, method="PUT"))
    (asked,) = site.requests
    assert (asked.method, asked.headers["Content-Type"]) == ("PUT", "application/json")
    assert asked.body.decode() == '{"nom": "Maëlle"}'


async def test_a_deletion_has_no_body(site: Site, authority: Authority) -> None:
    site.pages["/a"] = Page("", 204)
    async with client(authority) as http:
        assert (await http.send(Request.delete(site.url("/a")))).status == 204
    (asked,) = site.requests
    assert (asked.method, asked.body) == ("DELETE", b"")


async def test_headers_of_a_request_stand_above_the_usual_ones(
    site: Site, authority: Authority
) -> None:
    site.pages["/a"] = Page("")
    async with client(authority) as http:
        await http.send(Request.get(site.url("/a"), {"accept": "application/json"}))
    assert site.requests[0].headers.get_all("Accept") == ["application/json"]


@pytest.mark.parametrize("status", [200, 204, 302, 400, 401, 429, 500, 503])
async def test_one_request_is_answered_whatever_the_status(
    site: Site, authority: Authority, status: int
) -> None:
    site.pages["/a"] = Page("", status, {"Location": "/b", "Retry-After": "7"})
    async with client(authority) as http:
        answer = await http.send(Request.form(site.url("/a"), {}))
    assert (answer.status, answer.headers["retry-after"]) == (status, "7")
    assert answer.location == (site.url("/b") if status == 302 else None)
    assert not site.asked("/b")


async def test_one_request_sends_and_keeps_cookies(site: Site, authority: Authority) -> None:
    site.pages["/a"] = Page("", 400, {"Set-Cookie": "t=2"})
    jar = CookieJar([Cookie("s", "1", "localhost")])
    async with client(authority, jar=jar) as http:
        await http.send(Request.form(site.url("/a"), {}))
        await http.send(Request.form(site.url("/a"), {}))
    assert [request.headers["Cookie"] for request in site.requests] == ["s=1", "s=1; t=2"]


@pytest.mark.parametrize("url", ["http://localhost/", "https://ailleurs.example/"])
async def test_one_request_goes_to_the_allowed_hosts_only(authority: Authority, url: str) -> None:
    async with client(authority) as http:
        with pytest.raises((http_errors.NotHttps, http_errors.OffLimits)):
            await http.send(Request.form(url, {"secret": SECRET}))


async def test_one_request_may_be_given_more_time_than_the_others(
    site: Site, authority: Authority
) -> None:
    gate = threading.Event()
    site.pages["/a"] = Page("Enfin", gate=gate)
    async with client(authority, timeout=0.2) as http:
        with pytest.raises(http_errors.TimedOut):
            await http.send(Request.get(site.url("/a")))
        gate.set()
        assert (await http.send(Request.get(site.url("/a")), timeout=10)).text == "Enfin"


@pytest.mark.parametrize(
    ("status", "method", "body"),
    [
        (301, "GET", b""),
        (302, "GET", b""),
        (303, "GET", b""),
        (307, "POST", b"a=1"),
        (308, "POST", b"a=1"),
    ],
)
async def test_a_form_is_repeated_only_where_the_redirect_says_so(
    site: Site, authority: Authority, status: int, method: str, body: bytes
) -> None:
    site.pages["/a"] = to("/b", status, cookie="s=1")
    site.pages["/b"] = Page("Espace")
    async with client(authority) as http:
        answer = await http.submit(Request.form(site.url("/a"), {"a": "1"}))
    (asked,) = site.asked("/b")
    assert (answer.url, answer.text) == (site.url("/b"), "Espace")
    assert (asked.method, asked.body, asked.headers["Cookie"]) == (method, body, "s=1")
    assert (asked.headers["Content-Type"] is None) == (method == "GET")


@pytest.mark.parametrize("status", [301, 302, 307, 308])
async def test_other_methods_than_post_survive_a_redirect(
    site: Site, authority: Authority, status: int
) -> None:
    site.pages["/a"] = to("/b", status)
    site.pages["/b"] = Page("")
    async with client(authority) as http:
        await http.submit(Request.delete(site.url("/a")))
    assert site.asked("/b")[0].method == "DELETE"


async def test_a_token_stays_with_the_origin_that_it_is_for(
    site: Site, authority: Authority
) -> None:
    with serve({"/c": Page("")}, authority.server_context("localhost")) as neighbour:
        site.pages["/a"] = to("/b", 307)
        site.pages["/b"] = to(neighbour.url("/c"), 307)
        async with client(authority) as http:
            headers = {"authorization": f"Bearer {SECRET}"}
            await http.submit(Request.form(site.url("/a"), {}, headers))
    assert site.asked("/b")[0].headers["Authorization"] == f"Bearer {SECRET}"
    assert neighbour.requests[0].headers["Authorization"] is None


async def test_a_refused_form_is_an_error(site: Site, authority: Authority) -> None:
    site.pages["/a"] = to("/b", 303)
    site.pages["/b"] = Page(SECRET, 403)
    async with client(authority) as http:
        with pytest.raises(http_errors.Refused) as caught:
            await http.submit(Request.form(site.url("/a"), {"secret": SECRET}))
    assert caught.value.status == 403


def test_no_request_shows_what_it_holds() -> None:
    url = f"https://localhost/?ticket={SECRET}"
    shown = [
        Request.form(url, {"code": SECRET}, {"Authorization": SECRET}),
        Request.json(url, {"code": SECRET}),
        Request.get(url).redirected(302, url),
    ]
    assert SECRET not in repr(shown)


async def test_a_connection_that_breaks_tells_whether_the_request_had_gone_out(
    site: Site, authority: Authority
) -> None:
    site.shutdown()
    site.socket.close()
    async with client(authority) as http:
        with pytest.raises(http_errors.Unreachable) as refused:
            await http.send(Request.form(site.url("/"), {}))
    assert not isinstance(refused.value, http_errors.ConnectionLost)
    with deaf(authority) as port:
        async with client(authority) as http:
            with pytest.raises(http_errors.ConnectionLost):
                await http.send(Request.form(f"https://localhost:{port}/", {}))


@contextmanager
def deaf(authority: Authority) -> Iterator[int]:
    """Reads one request and closes the connection."""
    with (
        closing(socket.create_server(("127.0.0.1", 0))) as listener,
        authority.server_context("localhost").wrap_socket(listener, server_side=True) as secure,
    ):

        def hear() -> None:
            with closing(secure.accept()[0]) as connection:
                connection.recv(65536)

        thread = threading.Thread(target=hear)
        thread.start()
        yield secure.getsockname()[1]
        thread.join()
