"""The user agent on a real server. What Chromium sends is in test_against_chromium.py."""

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from devices.cookie import Cookie
from kiosk import http_errors
from kiosk.cookies import CookieJar
from kiosk.http import MOST_REDIRECTS
from kiosk.signin.forms.agent import MOST_REFRESHES, FormAgent
from tests.signin.forms.portals import portal_of
from tests.support.http_client import AGENT, to
from tests.support.https_site import Authority, Page, Site, serve

FORM = Page('<form method=post action="/b"><input type=hidden name=t value=1><input name=u></form>')
SECRET = "s3cr3t-value"


@pytest.fixture
def site(authority: Authority) -> Iterator[Site]:
    with serve({"/a": FORM}, authority.server_context("localhost")) as site:
        yield site


@pytest.fixture
def jar() -> CookieJar:
    return CookieJar()


@pytest.fixture
def agent(site: Site, authority: Authority, jar: CookieJar) -> FormAgent:
    return FormAgent(portal_of(site, authority), AGENT, jar)


async def submit(agent: FormAgent, site: Site) -> None:
    page = await agent.open(site.url("/a"))
    (form,) = page.forms
    await agent.submit(form, {len(form.controls) - 1: SECRET}, None)


@pytest.mark.parametrize("status", [200, 201, 400, 401, 403, 422, 429, 500, 503])
async def test_a_page_is_a_page_whatever_its_status(
    agent: FormAgent, site: Site, status: int
) -> None:
    site.pages["/b"] = Page("<p>Mot de passe faux", status)
    await submit(agent, site)
    assert agent.page is not None
    assert (agent.page.status, agent.page.text) == (status, "Mot de passe faux")
    assert agent.page.url == site.url("/b")
    assert site.asked("/b")[0].body.decode() == f"t=1&u={SECRET}"


@pytest.mark.parametrize(
    ("status", "headers", "error"),
    [
        (200, {"Content-Type": "application/json"}, http_errors.NotHtml),
        (200, {"Content-Type": "application/pdf"}, http_errors.NotHtml),
        (200, {"Content-Disposition": "Attachment; filename=x"}, http_errors.NotHtml),
        (204, {}, http_errors.NotHtml),
        (302, {"Content-Type": "text/plain"}, http_errors.NotHtml),
        (403, {"Content-Type": "application/json"}, http_errors.Refused),
        (502, {"Content-Type": "text/plain"}, http_errors.ServerBroken),
    ],
)
async def test_anything_else_is_an_error(
    agent: FormAgent, site: Site, status: int, headers: dict[str, str], error: type[Exception]
) -> None:
    site.pages["/b"] = Page("" if status == 204 else SECRET, status, headers)
    with pytest.raises(error) as caught:
        await submit(agent, site)
    assert SECRET not in str(caught.value)
    assert agent.page is not None
    assert agent.page.url == site.url("/a")


async def test_a_page_without_a_type_is_taken_for_one(agent: FormAgent, site: Site) -> None:
    site.pages["/a"] = Page("<p>Bonjour", headers={"Content-Type": ""})
    assert (await agent.open(site.url("/a"))).text == "Bonjour"


async def test_cookies_are_kept_whenever_they_are_set(
    agent: FormAgent, site: Site, jar: CookieJar
) -> None:
    refresh = "<meta http-equiv=refresh content=0;/d>"
    site.pages["/a"] = replace(FORM, headers={"Set-Cookie": "s=1; Secure; HttpOnly"})
    site.pages["/b"] = Page("", 303, {"Location": "/c", "Set-Cookie": "s=2; SameSite=Strict"})
    site.pages["/c"] = Page(refresh, headers={"Set-Cookie": "s=3"})
    site.pages["/d"] = Page("Espace", 403, {"Set-Cookie": "s=4; Path=/; Secure"})
    await submit(agent, site)
    sent = [request.headers["Cookie"] for request in site.requests]
    assert sent == [None, "s=1", "s=2", "s=3"]
    assert jar.alive(0) == (Cookie("s", "4", "localhost"),)


async def test_it_presents_itself_as_the_browser(agent: FormAgent, site: Site) -> None:
    await agent.open(site.url("/a"))
    headers = site.requests[0].headers
    assert headers["User-Agent"] == AGENT.user_agent
    assert headers["Accept-Language"] == AGENT.accept_language
    assert headers["Sec-Fetch-Site"] == "none"
    assert headers["Referer"] is headers["Origin"] is None


ELSEWHERE = "https://ailleurs.example/"


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (to(ELSEWHERE, 302), http_errors.OffLimits),
        (to(ELSEWHERE, 307), http_errors.OffLimits),
        (to("http://localhost/", 302), http_errors.NotHttps),
        (to("javascript:x", 302), http_errors.NotHttps),
        (to("https://[", 302), http_errors.HttpError),
        (Page(f"<meta http-equiv=refresh content='0;{ELSEWHERE}'>"), http_errors.OffLimits),
        (Page("<meta http-equiv=refresh content='0;javascript:x'>"), http_errors.NotHttps),
    ],
)
async def test_it_never_leaves_the_hosts_that_are_allowed(
    agent: FormAgent, site: Site, answer: Page, error: type[Exception]
) -> None:
    site.pages["/b"] = answer
    with pytest.raises(error):
        await submit(agent, site)
    assert [request.path for request in site.requests] == ["/a", "/b"]


@pytest.mark.parametrize("action", [ELSEWHERE, "http://localhost/", "https://x@localhost/"])
async def test_a_form_is_not_sent_anywhere_else(agent: FormAgent, site: Site, action: str) -> None:
    site.pages["/a"] = Page(f"<form method=post action='{action}'><input name=u></form>")
    with pytest.raises((http_errors.OffLimits, http_errors.NotHttps)) as caught:
        await submit(agent, site)
    assert SECRET not in str(caught.value)
    assert len(site.requests) == 1


async def test_it_goes_in_circles_only_so_often(agent: FormAgent, site: Site) -> None:
    site.pages["/b"] = to("/b", 303)
    with pytest.raises(http_errors.TooManyRedirects):
        await submit(agent, site)
    assert len(site.asked("/b")) == MOST_REDIRECTS + 1


async def test_a_page_that_always_comes_back_is_shown_in_the_end(
    agent: FormAgent, site: Site
) -> None:
    site.pages["/b"] = Page("<meta http-equiv=refresh content=0>Patientez")
    await submit(agent, site)
    assert agent.page is not None
    assert agent.page.text == "Patientez"
    methods = [request.method for request in site.asked("/b")]
    assert methods == ["POST"] + ["GET"] * MOST_REFRESHES


async def test_a_page_has_only_so_much_time_with_all_its_redirects(
    site: Site, authority: Authority
) -> None:
    agent = FormAgent(portal_of(site, authority, timeout=0.3), AGENT, CookieJar())
    site.pages |= {"/a": to("/c"), "/c": Page("", gate=threading.Event())}
    with pytest.raises(http_errors.TimedOut):
        await agent.open(site.url("/a"))
    assert agent.page is None


async def test_a_page_that_is_too_large_is_not_read(agent: FormAgent, site: Site) -> None:
    site.pages["/a"] = Page(b" " * 2_000_001)
    with pytest.raises(http_errors.TooLarge):
        await agent.open(site.url("/a"))
    site.pages["/a"] = Page("<div>" * 100_000)
    with pytest.raises(http_errors.TooLarge):
        await agent.open(site.url("/a"))


async def test_a_page_in_latin_1_gets_its_form_back_in_latin_1(
    agent: FormAgent, site: Site
) -> None:
    html = "<form method=post action=/b?é><input name=u value=é></form>"
    site.pages["/a"] = Page(html.encode("latin-1"), headers={"Content-Type": "text/html"})
    site.pages["/b"] = Page("")
    page = await agent.open(site.url("/a"))
    await agent.submit(page.forms[0], {0: "é€\u0394"}, None)
    asked = site.requests[-1]
    assert (asked.path, asked.body) == ("/b?%E9", b"u=%E9%80%26%23916%3B")
