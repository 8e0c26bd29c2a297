"""The way in by password and mailed code: the portal's own forms, filled in as a browser would."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from devices.kit import UserAgent
from kiosk.brake import Brake
from kiosk.flow.mail import MailedCode
from kiosk.identity import Holder, Identifier, Method
from kiosk.signin.email.answers import CodeAsked, SentBack
from kiosk.signin.email.aside import aside
from kiosk.signin.email.errors import CodeOver, CodeWrong, FormMissing, PasswordWrong
from kiosk.signin.email.told import as_told
from kiosk.signin.email.visit import FormVisit
from kiosk.signin.email.way import EmailWay
from kiosk.signin.forms.finding import CodeForm
from kiosk.signin.portal import PortalSession
from kiosk.signin.provider_page import PageEnd
from kiosk.signin.provider_session import ProviderSession


class EmailSignIn:
    """One doctor before the portal's forms.

    The form that is filled in is always the one that the portal has shown last, with whatever it
    has hidden there; the first one is fetched again only where the portal shows none. Each method
    waits for the one before, and may raise HttpError, NoSession, and what errors.py lists.
    """

    number: Identifier | None = None
    """Whose password was submitted last."""

    def __init__(
        self, way: EmailWay, agent: UserAgent, keep: Callable[[PortalSession], None]
    ) -> None:
        """`keep` is given whatever session the portal may have opened since a password was first
        submitted, even when this fails or is cancelled: the caller ends it."""
        self._way = way
        self._visit = FormVisit(way, agent, keep)
        self._mailed = MailedCode(0.0)
        self._turn = asyncio.Lock()
        self._submissions = 0

    async def fetch(self) -> None:
        """Fetches the first form, anew if there was one."""
        if self._submissions:
            return  # what is being submitted has its form, and the answer must not be lost
        async with self._turn:
            await self._visit.fetch()

    async def submit_password(
        self, number: Identifier, password: bytearray
    ) -> MailedCode | PortalSession:
        """Fills the first form in; fetches it if it is not there."""
        async with self._submitting():
            login = self._visit.login or await self._visit.fetch()
            self.number, sent = number, time.monotonic()
            # Not in a variable: it would live on in the traceback of what is raised here.
            match await self._visit.submit(
                number, login.form, login.filled(str(number), password.decode()), login.button
            ):
                case CodeAsked() as asked:
                    await self._visit.is_usual()
                    return await self._told(asked, MailedCode(sent))
                case SentBack(said=said):
                    raise PasswordWrong(said)
                case session:
                    return session

    async def submit_code(self, code: bytearray) -> PortalSession:
        """Fills in the form that asks for the code."""
        async with self._submitting():
            number, form = self._asked_for_code()
            match await self._visit.submit(
                number, form.form, form.filled(code.decode()), form.button
            ):
                case CodeAsked() as asked:
                    told = await self._told(asked, self._mailed)
                    raise CodeWrong(told, expired=asked.expired)
                case SentBack(said=said):
                    raise CodeOver(said)
                case session:
                    return session

    async def resend(self) -> MailedCode:
        """Uses the button or the link that the page has for it."""
        async with self._submitting():
            number, form = self._asked_for_code()
            mailed = MailedCode(time.monotonic(), self._mailed.address)
            match await self._visit.ask_again(number, form):
                case CodeAsked() as asked:
                    return await self._told(asked, mailed)
                case SentBack(said=said):
                    raise CodeOver(said)
                case PortalSession():
                    raise FormMissing

    @asynccontextmanager
    async def _submitting(self) -> AsyncIterator[None]:
        self._submissions += 1
        try:
            async with self._turn:
                yield
        finally:
            self._submissions -= 1

    def _asked_for_code(self) -> tuple[Identifier, CodeForm]:
        if self.number is None or self._visit.code is None:
            raise CodeOver
        return self.number, self._visit.code

    async def _told(self, asked: CodeAsked, mailed: MailedCode) -> MailedCode:
        """What is known of a code, with what the page says now."""
        page, way, now = self._visit.page, self._way, time.monotonic()
        resendable = asked.form.resend is not None
        mailed = replace(mailed, resendable=resendable, said=asked.said)
        self._mailed = await aside(
            way.timeout, as_told, page, way, mailed, now=now, expired=asked.expired
        )
        return self._mailed


@dataclass(frozen=True, slots=True)
class Email:
    """Lives as long as the kiosk."""

    way: EmailWay
    brake: Brake
    forgotten_url: str | None = None

    def begin(self, agent: UserAgent, keep: Callable[[PortalSession], None]) -> EmailSignIn:
        return EmailSignIn(self.way, agent, keep)

    def session_in_browser(self, agent: UserAgent) -> PortalSession:
        """Whatever the portal may open there: nobody by name, and no cookie yet."""
        return PortalSession(
            holder=Holder("", "", "", ""),
            method=Method.EMAIL,
            landing_url=self.way.home_url,
            cookies=(),
            logout_url=self.way.logout_url,
            agent=agent,
        )

    @property
    def end_in_browser(self) -> ProviderSession:
        return PageEnd(self.way.logout_url)
