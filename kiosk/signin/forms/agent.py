"""The user agent itself: it goes from page to page, as one tab of a browser does."""

import asyncio
from dataclasses import replace

from devices.kit import UserAgent
from kiosk.cookies import CookieJar
from kiosk.http import MOST_REDIRECTS, Answer, HttpClient, Request
from kiosk.http_errors import NotHtml, Refused, ServerBroken, TimedOut, TooManyRedirects
from kiosk.signin.forms.filling import Values
from kiosk.signin.forms.form import Control, Form, Link
from kiosk.signin.forms.page import Page
from kiosk.signin.forms.referrer import Policy, Provenance, policy_of
from kiosk.signin.forms.submission import submission
from kiosk.signin.portal import Portal

MOST_REFRESHES = 5
"""Pages in a row that lead on by themselves."""
_HTML = frozenset({"text/html", "application/xhtml+xml", ""})


class FormAgent:
    """One visit. Every method raises HttpError: NotHttps and OffLimits before anything is sent.

    A page is whatever HTML comes back, with a status of 4xx or 5xx too: portals refuse passwords
    with 200, 401, 403 and 422. Without HTML, 5xx is ServerBroken, 4xx Refused, and all else
    NotHtml. `page` stays the last one that came.
    """

    page: Page | None = None

    def __init__(self, portal: Portal, agent: UserAgent, jar: CookieJar) -> None:
        self._portal = portal
        self._agent = agent
        self._jar = jar

    async def open(self, url: str) -> Page:
        """As by typing an address."""
        return await self._go(Request.get(url), Provenance.typed())

    async def submit(self, form: Form, values: Values, button: Control | None) -> Page:
        """Fills the form of the page in, and activates the button; None: the default button."""
        return await self._go(submission(form, values, button), self._from_here())

    async def follow(self, link: Link) -> Page:
        """Clicks on a link of the page."""
        start = self._from_here()
        policy = policy_of(link.policy, before=start.policy)
        if link.no_referrer:
            policy = Policy.NO_REFERRER
        return await self._go(Request.get(link.url), replace(start, policy=policy))

    def _from_here(self) -> Provenance:
        if self.page is None:
            return Provenance.typed()
        return Provenance(self.page.url, policy=self.page.policy)

    async def _go(self, request: Request, start: Provenance) -> Page:
        """To the page that all redirects and refreshes end at."""
        for _ in range(MOST_REFRESHES):
            self.page = page = await self._visit(request, start)
            if page.refresh is None:
                return page
            await asyncio.sleep(page.refresh.seconds)
            request = Request.get(page.refresh.reference)
            start = replace(self._from_here(), activated=False)
        self.page = await self._visit(request, start)
        return self.page

    async def _visit(self, request: Request, start: Provenance) -> Page:
        try:
            async with asyncio.timeout(self._portal.timeout):
                answer = await self._arrive(request, start)
                # Reading a page takes longer than a key should wait.
                return await asyncio.to_thread(_page, answer)
        except TimeoutError:
            raise TimedOut(f"{self._portal.timeout} s") from None

    async def _arrive(self, request: Request, start: Provenance) -> Answer:
        way = start.to(request.url)
        async with self._client() as client:
            for _ in range(MOST_REDIRECTS + 1):
                told = way.headers(request.method, request.url)
                answer = await client.send(replace(request, headers={**request.headers, **told}))
                if answer.location is None:
                    return answer
                policy = answer.headers.get("referrer-policy", "")
                way = way.redirected(request.url, answer.location, policy)
                request = request.redirected(answer.status, answer.location)
            raise TooManyRedirects("")

    def _client(self) -> HttpClient:
        return HttpClient(
            allowed_hosts=self._portal.allowed_hosts,
            agent=self._agent,
            ca_file=self._portal.ca_file,
            timeout=self._portal.timeout,
            jar=self._jar,
        )


def _page(answer: Answer) -> Page:
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    attached = answer.headers.get("content-disposition", "").lower().startswith("attachment")
    if kind in _HTML and not attached and answer.status not in {204, 205}:
        return Page.of(answer)
    if answer.status >= 500:
        raise ServerBroken(answer.status)
    if answer.status >= 400:
        raise Refused(answer.status)
    raise NotHtml(kind)
