"""What a doctor's page is made of works as in any browser, and stays inside."""

import asyncio
from pathlib import Path

from devices.browser.chromium import Chromium
from tests.support.browsers import Browsers, pipe_of, signed_in, until_pages
from tests.support.https_site import Page, Site
from tests.support.waiting import eventually

FRAMES = [{"type": "iframe"}]
PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
trailer<</Root 1 0 R>>
"""


async def test_a_letter_in_pdf_is_shown(browsers: Browsers, site: Site) -> None:
    site.pages["/lettre.pdf"] = Page(PDF, headers={"Content-Type": "application/pdf"})
    site.pages["/dossier"] = Page("<h1>Lettre</h1><iframe src=/lettre.pdf></iframe>")
    browser = browsers()
    await browser.start()
    await browser.open(site.url("/dossier"), [])
    await until_viewed(browser)


async def until_viewed(browser: Chromium) -> None:
    """The viewer has the document open in a frame of its own."""
    async with asyncio.timeout(30):
        urls: list[str] = []
        while not any(url.endswith("/lettre.pdf") for url in urls):
            answer = await pipe_of(browser).send("Target.getTargets", {"filter": FRAMES})
            urls = [info["url"] for info in answer["targetInfos"]]


async def test_a_download_goes_where_it_is_wiped(browsers: Browsers, site: Site) -> None:
    headers = {"Content-Disposition": 'attachment; filename="lettre.txt"'}
    site.pages["/lettre"] = Page("secret", headers=headers)
    browser = await signed_in(browsers, site)
    (profile,) = browsers.profiles
    await pipe_of(browser).send("Target.createTarget", {"url": site.url("/lettre")})
    letter = profile / "home" / "Downloads" / "lettre.txt"
    await eventually(letter.exists)
    assert (await browser.close()).clean
    assert not profile.exists()
    assert not Path.home().joinpath("Downloads", "lettre.txt").exists()


async def test_a_question_of_the_page_does_not_hold_the_session_up_without_a_screen(
    browsers: Browsers, site: Site
) -> None:
    site.pages["/question"] = Page(
        "<h1>Question</h1><script>alert('Lu ?')</script><title>oui</title>"
    )
    browser = browsers()
    await browser.start()
    seen = await browser.open(site.url("/question"), [])
    assert (seen.title, seen.heading) == ("oui", "Question")


async def test_a_page_may_hold_documents_it_makes_itself(browsers: Browsers, site: Site) -> None:
    site.pages["/faite"] = Page(
        "<title>non</title><script>"
        "let seen = 0; onmessage = () => { if (++seen == 3) document.title = 'oui' };"
        "const inner = '<script>top.postMessage(1, \"*\")<' + '/script>';"
        "const add = source => { const frame = document.createElement('iframe');"
        " Object.assign(frame, source); document.body.append(frame) };"
        "onload = () => { add({srcdoc: inner}); add({src: 'data:text/html,' + inner});"
        " add({src: URL.createObjectURL(new Blob([inner], {type: 'text/html'}))}) }"
        "</script><body>"
    )
    browser = browsers()
    await browser.start()
    await browser.open(site.url("/faite"), [])
    await until_pages(browser, lambda now: now[0]["title"] == "oui")
