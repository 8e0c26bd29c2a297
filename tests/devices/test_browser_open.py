"""The landing page, in a real Chromium on a real HTTPS site."""

import socket
import threading

import pytest

from devices.cookie import Cookie
from devices.errors import PageFailed, PageFault
from tests.support.browsers import LANDING, Browsers
from tests.support.https_site import Authority, Page, Site, serve


def session_cookie(value: str = "s3cret", *, host_only: bool = True) -> Cookie:
    return Cookie(
        "session", value, "localhost", host_only=host_only, http_only=True, same_site="Strict"
    )


async def test_the_page_opens_with_its_cookie_on_the_very_first_request(
    browsers: Browsers, site: Site
) -> None:
    browser = browsers()
    await browser.start()
    seen = await browser.open(site.url("/?jeton=1"), [session_cookie()])
    assert (seen.title, seen.heading) == ("Espace médecin", "Bonjour Dr Test")
    assert seen.url == site.url("/"), "what follows the path may be a token"
    first = site.requests[0]
    assert first.path == "/?jeton=1"
    assert first.headers["Cookie"] == "session=s3cret"


async def test_the_browser_presents_itself_as_it_said(browsers: Browsers, site: Site) -> None:
    browser = browsers()
    said = await browser.start()
    await browser.open(site.url("/"), [])
    headers = site.asked("/")[0].headers
    assert headers["User-Agent"] == said.user_agent
    assert headers["Accept-Language"] == said.accept_language == "fr-FR,fr;q=0.9,en;q=0.8"
    assert "Headless" not in str(headers)


async def test_a_cookie_of_one_host_stays_there_and_a_domain_s_goes_below(
    browsers: Browsers, site: Site
) -> None:
    browser = browsers()
    await browser.start()
    cookies = [
        Cookie("host", "1", "permis.localhost"),
        Cookie("domain", "2", "permis.localhost", host_only=False),
        Cookie("elsewhere", "3", "permis.localhost", path="/autre"),
    ]
    await browser.open(site.url("/", "a.permis.localhost"), cookies)
    assert site.requests[0].headers["Cookie"] == "domain=2"


async def test_a_second_browser_knows_nothing_of_the_first(browsers: Browsers, site: Site) -> None:
    first, second = browsers(), browsers()
    await first.start()
    await second.start()
    await first.open(site.url("/"), [session_cookie()])
    await second.open(site.url("/"), [])
    assert [request.headers["Cookie"] for request in site.asked("/")] == ["session=s3cret", None]
    assert (await first.close()).clean
    third = browsers()
    await third.start()
    await third.open(site.url("/"), [])
    assert site.asked("/")[-1].headers["Cookie"] is None


async def test_a_redirected_page_is_told_as_it_ends_up(browsers: Browsers, site: Site) -> None:
    site.pages["/entree"] = Page("", 302, {"Location": "/saut"})
    site.pages["/saut"] = Page("<h1>Un instant</h1><script>location.replace('/')</script>")
    browser = browsers()
    await browser.start()
    seen = await browser.open(site.url("/entree"), [])
    assert seen.heading == "Bonjour Dr Test"


async def test_what_a_page_says_is_bounded_plain_text(browsers: Browsers, site: Site) -> None:
    site.pages["/long"] = Page(
        f"<title>  [b]A\u202eB\n\x07C  </title><form name=title></form><h1>{'x' * 5000}</h1>"
        "<script>Document.prototype.querySelector = () => 0; String.prototype.slice = 0</script>"
    )
    browser = browsers()
    await browser.start()
    seen = await browser.open(site.url("/long"), [])
    assert seen.title == "[b]AB C"
    assert seen.heading == "x" * 199 + "…"


async def test_a_page_without_title_and_heading_is_a_page(browsers: Browsers, site: Site) -> None:
    site.pages["/vide"] = Page("<p>rien")
    browser = browsers()
    await browser.start()
    seen = await browser.open(site.url("/vide"), [])
    assert (seen.title, seen.heading) == ("", "")


NO_PAGES = [
    (Page("<h1>Session expirée</h1>", status=403), "HTTP status 403", PageFault.REFUSED),
    (Page("<h1>Erreur</h1>", status=500), "HTTP status 500", PageFault.BROKEN),
    (Page("", status=502), "net::ERR_HTTP_RESPONSE_CODE_FAILURE", PageFault.BROKEN),
    (Page("", 302, {"Location": "https://ailleurs.example/"}), "net::ERR", PageFault.OFF_LIMITS),
    (Page("", 302, {"Location": "/ko"}), "net::ERR_TOO_MANY_REDIRECTS", PageFault.REDIRECTS),
    (Page("x", 200, {"Content-Disposition": "attachment"}), "net::ERR_ABORTED", PageFault.UNCLEAR),
    (
        Page("<script>location='https://ailleurs.example/'</script>"),
        "error page",
        PageFault.UNREACHABLE,
    ),
]


async def test_a_page_that_is_none_fails_with_the_reason(browsers: Browsers, site: Site) -> None:
    browser = browsers()
    await browser.start()
    for page, reason, fault in NO_PAGES:
        site.pages["/ko"] = page
        with pytest.raises(PageFailed, match=reason) as failed:
            await browser.open(site.url("/ko"), [])
        assert failed.value.fault is fault


async def test_a_site_that_is_not_there_is_told_apart(browsers: Browsers) -> None:
    browser = browsers()
    await browser.start()
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # and does not listen
        place = f"https://localhost:{nobody.getsockname()[1]}/"
        with pytest.raises(PageFailed, match="CONNECTION_REFUSED") as failed:
            await browser.open(place, [])
    assert failed.value.fault is PageFault.UNREACHABLE


async def test_a_site_that_does_not_answer_fails_in_time(browsers: Browsers, site: Site) -> None:
    site.pages["/lent"] = Page("<h1>Tard</h1>", gate=threading.Event())
    browser = browsers(patience=5)
    await browser.start()
    with pytest.raises(PageFailed, match="within 5 s") as failed:
        await browser.open(site.url("/lent"), [])
    assert failed.value.fault is PageFault.SLOW


async def test_a_picture_that_never_comes_does_not_keep_the_page_back(
    browsers: Browsers, site: Site
) -> None:
    site.pages["/image"] = Page("", gate=threading.Event())
    site.pages["/dossier"] = Page("<h1>Dossier</h1><img src=/image>")
    browser = browsers()
    await browser.start()
    seen = await browser.open(site.url("/dossier"), [])
    assert seen.heading == "Dossier"


async def test_a_private_authority_is_believed_only_when_configured(
    browsers: Browsers, site: Site
) -> None:
    browser = browsers(ca_files=())
    await browser.start()
    with pytest.raises(PageFailed, match="ERR_CERT_AUTHORITY_INVALID") as failed:
        await browser.open(site.url("/"), [session_cookie()])
    assert failed.value.fault is PageFault.UNTRUSTED
    assert site.requests == []


async def test_another_authority_s_certificate_is_not_believed(
    browsers: Browsers, tmp_path_factory: pytest.TempPathFactory
) -> None:
    stranger = Authority(tmp_path_factory.mktemp("stranger"), "Une autre")
    with serve({"/": LANDING}, stranger.server_context("localhost")) as imposter:
        browser = browsers()
        await browser.start()
        with pytest.raises(PageFailed, match="ERR_CERT_AUTHORITY_INVALID"):
            await browser.open(imposter.url("/"), [session_cookie()])
        assert imposter.requests == []


async def test_every_authority_of_every_bundle_is_believed(
    browsers: Browsers, site: Site, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("bundle")
    provider = Authority(tmp_path_factory.mktemp("provider"), "Celle du fournisseur")
    other = Authority(folder, "Une autre").file.read_bytes()
    (ours,) = browsers.settings.ca_files
    bundle = folder / "bundle.pem"
    bundle.write_bytes(b"# une autre\n" + other + ours.read_bytes())
    browser = browsers(ca_files=(bundle, provider.file, ours))
    await browser.start()
    assert (await browser.open(site.url("/"), [])).heading == "Bonjour Dr Test"
    with serve({"/": LANDING}, provider.server_context("localhost")) as theirs:
        assert (await browser.open(theirs.url("/"), [])).heading == "Bonjour Dr Test"
