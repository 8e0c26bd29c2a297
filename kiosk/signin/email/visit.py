"""One visit to the portal's forms: which of them it shows now, and what it has opened."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import replace

from devices.cookie import Cookie
from devices.kit import UserAgent
from kiosk.cookies import CookieJar
from kiosk.identity import Identifier, Method, nameless
from kiosk.signin.email.answers import CodeAsked, LetIn, SentBack, Submitted
from kiosk.signin.email.aside import aside
from kiosk.signin.email.errors import FormMissing
from kiosk.signin.email.reading import Reader
from kiosk.signin.email.told import holder_on
from kiosk.signin.email.way import EmailWay
from kiosk.signin.forms.agent import FormAgent
from kiosk.signin.forms.errors import FormError
from kiosk.signin.forms.filling import Values
from kiosk.signin.forms.finding import CodeForm, LoginForm
from kiosk.signin.forms.form import Control, Form
from kiosk.signin.forms.page import Page
from kiosk.signin.forms.submission import leads_to
from kiosk.signin.opening import Opening
from kiosk.signin.portal import NoSession, PortalSession

Answer = SentBack | CodeAsked | PortalSession


class FormVisit:
    """Knows the form that the portal has shown last; one that was submitted is shown no longer.

    Raises HttpError, NoSession, and what reading.py finds on the pages.
    """

    login: LoginForm | None = None
    code: CodeForm | None = None

    def __init__(
        self, way: EmailWay, agent: UserAgent, keep: Callable[[PortalSession], None]
    ) -> None:
        """`keep` is given whatever session the portal may have opened with an answer to a form,
        even when this fails or is cancelled: the caller ends it."""
        self._way = way
        self._agent = agent
        self._keep = keep
        self._reader = Reader(way)
        self._begin()

    @property
    def page(self) -> Page:
        """The last one that came."""
        if self._visitor.page is None:
            raise RuntimeError("no page has been asked for")
        return self._visitor.page

    async def fetch(self) -> LoginForm:
        """The first form, anew if there was one."""
        self.login = self.code = None
        reader, seconds = Reader(self._way), self._way.timeout
        page = await self._open()
        if await aside(seconds, reader.waits_for_code, page):
            # The cookies say so: with them, nobody else would ever be asked for a password.
            self._begin()
            page = await self._open()
        self.login = await aside(seconds, reader.first_form, page)
        self._reader = reader
        return self.login

    async def submit(
        self, number: Identifier, form: Form, values: Values, button: Control | None
    ) -> Answer:
        """What the portal says to a form that was filled in for somebody.

        Raises FormMissing if a browser would not send it like that.
        """
        entrance = leads_to(form, button)
        asking = self._visitor.submit(form, values, button)
        try:
            return await self._answer(number, self._submitted(form, entrance), asking)
        except FormError as error:
            raise FormMissing(str(error)) from None

    async def ask_again(self, number: Identifier, code: CodeForm) -> Answer:
        """What it says to somebody who wants another code, and may ask for it on this page."""
        if code.resend is None:
            raise ValueError("the page offers no other code")
        if isinstance(code.resend, Control):
            form = self.page.form_of(code.resend) or code.form
            return await self.submit(number, form, {}, code.resend)
        link = code.resend
        submitted = self._submitted(code.form, link.url)
        return await self._answer(number, submitted, self._visitor.follow(link))

    async def is_usual(self) -> None:
        """Nothing that the page says now is an answer to what will be submitted on it."""
        await aside(self._way.timeout, self._reader.remember, self.page)

    def _begin(self) -> None:
        self._jar = CookieJar()
        self._visitor = FormAgent(self._way, self._agent, self._jar)
        self._opening: Opening | None = None
        self._before: frozenset[Cookie] = frozenset()

    async def _open(self) -> Page:
        """The page of the first form; it may give a half-open session other cookies."""
        asking = self._visitor.open(self._way.login_url)
        return await (asking if self._opening is None else self._opening.during(asking))

    def _submitted(self, form: Form, entrance: str) -> Submitted:
        return Submitted(
            form=form if self.code is None else self.code.form,
            page_url=self.page.url,
            entrance=entrance,
            to_code=self.code is not None,
        )

    async def _answer(
        self, number: Identifier, submitted: Submitted, asking: Awaitable[Page]
    ) -> Answer:
        self.login = self.code = None
        if not submitted.to_code:
            self._before = self._cookies()
        self._opening = opening = Opening(
            portal=self._way,
            entrance=submitted.entrance,
            holder=nameless(number),
            method=Method.EMAIL,
            agent=self._agent,
            keep=self._keep,
            jar=self._jar,
        )
        page = await opening.during(asking)
        match await aside(self._way.timeout, self._reader.answer, page, submitted):
            case LetIn():
                if not self._way.landing_urls and self._cookies() <= self._before:
                    # With these, somebody was there who had given no password yet; only an
                    # administrator who names the landing page knows that they will do.
                    raise NoSession
                holder = await aside(self._way.timeout, holder_on, page, self._way, number)
                return replace(opening.at(page.url), holder=holder)
            case SentBack() as back:
                self.login = back.form
                return back
            case CodeAsked() as asked:
                self.code = asked.form
                return asked

    def _cookies(self) -> frozenset[Cookie]:
        return frozenset(self._jar.alive(time.time()))
