"""What Chromium and the kiosk send from the same pages reaches the server as the same requests."""

import re
from dataclasses import dataclass
from functools import partial

from devices.browser.chromium import Chromium
from kiosk.cookies import CookieJar
from kiosk.signin.forms.agent import FormAgent
from kiosk.signin.portal import Portal
from tests.signin.forms.cases import CASES
from tests.signin.forms.chromium import Tab
from tests.signin.forms.portals import portal_of
from tests.signin.forms.routes import ROUTES
from tests.support.browsers import Browsers
from tests.support.http_client import AGENT
from tests.support.https_site import Authority, Page, Request, Site, serve
from tests.support.waiting import eventually

HANG_SECONDS = 30
COMPARED = (
    "Content-Type",
    "Origin",
    "Referer",
    "Sec-Fetch-Site",
    "Sec-Fetch-Mode",
    "Sec-Fetch-Dest",
    "Sec-Fetch-User",
    "Upgrade-Insecure-Requests",
)


@dataclass(frozen=True)
class Seen:
    """What of a request must be the same."""

    target: str
    body: str
    headers: dict[str, str | None]

    @classmethod
    def of(cls, request: Request) -> "Seen":
        return cls(
            f"{request.method} {request.path}",
            _without_chance(request.body.decode("latin-1")),
            {n: _without_chance(v) if (v := request.headers[n]) else None for n in COMPARED},
        )


async def test_every_form_is_submitted_as_chromium_submits_it(
    browsers: Browsers, site: Site, authority: Authority
) -> None:
    tab = await started(browsers(), site)
    ours, theirs = {}, {}
    for number, (name, case) in enumerate(CASES.items()):
        place = f"/cas/{number}/page"
        site.pages[place] = Page(case.body, headers=case.headers)
        await as_kiosk(portal_of(site, authority), site.url(place))
        ours[name] = taken(site)
        await tab.go(site.url(place))
        await tab.press()
        await eventually(partial(all_asked, 2, site), HANG_SECONDS)
        theirs[name] = taken(site)
    assert ours == theirs


async def test_every_redirect_is_followed_as_chromium_follows_it(
    browsers: Browsers, site: Site, authority: Authority
) -> None:
    tab = await started(browsers(), site)
    ours, theirs = {}, {}
    with serve({}, authority.server_context("localhost")) as other:
        for number, (name, route) in enumerate(ROUTES.items()):
            url = route.lay(f"/cas/{number}", (site, other))
            await as_kiosk(portal_of(site, authority), url)
            ours[name] = taken(site, other)
            await tab.go(url)
            await tab.press()
            await eventually(partial(all_asked, len(route.hops) + 2, site, other), HANG_SECONDS)
            theirs[name] = taken(site, other)
    assert ours == theirs


async def started(browser: Chromium, site: Site) -> Tab:
    """With a window to go from page to page in."""
    await browser.start()
    await browser.open(site.url("/"), [])
    return await Tab.of(browser)


async def as_kiosk(portal: Portal, url: str) -> None:
    """Presses what Tab.press presses."""
    agent = FormAgent(portal, AGENT, CookieJar())
    page = await agent.open(url)
    if page.links:
        await agent.follow(page.links[0])
        return
    (form,) = [form for form in page.forms if form.control("go") or form.control("here")]
    await agent.submit(form, {}, form.control("go"))


def asked(*sites: Site) -> list[Request]:
    """What both were asked so far, but for a picture of the site."""
    requests = [request for site in sites for request in site.requests]
    return [request for request in requests if request.path.startswith("/cas/")]


def all_asked(number: int, *sites: Site) -> bool:
    """Whether so many requests have come."""
    return len(asked(*sites)) == number


def taken(*sites: Site) -> list[Seen]:
    """Each site's requests in their order; nobody remembers them afterwards."""
    seen = [Seen.of(request) for request in asked(*sites)]
    for site in sites:
        site.requests.clear()
    return seen[1:]


def _without_chance(text: str) -> str:
    return re.sub(r"----WebKitFormBoundary[A-Za-z0-9]{16}(?![A-Za-z0-9])", "(boundary)", text)
