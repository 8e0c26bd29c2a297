"""The mail's part: the portal's forms, filled in with what the doctor types."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from kiosk.brake import Brake
from kiosk.effects.belongings import Belongings
from kiosk.effects.browser import watch_browser
from kiosk.flow.effects import SubmitCode, SubmitPassword
from kiosk.flow.events import (
    AttemptsSlowed,
    CodeMailed,
    CodeRejected,
    CodeVoided,
    FormDelayed,
    FormFetched,
    PageOpened,
    PasswordRejected,
    PortalOpened,
)
from kiosk.flow.mail import MailedCode
from kiosk.identity import Identifier
from kiosk.secret import Secret, wipe
from kiosk.signin.email.errors import CodeOver, CodeWrong, PasswordWrong
from kiosk.signin.email.sign_in import Email, EmailSignIn
from kiosk.signin.portal import PortalSession


async def fetch_form(mine: Belongings, email: Email) -> FormFetched | FormDelayed:
    """Raises HttpError, SignInError and BrowserError."""
    if (wait := await email.brake.wait(None)) > 0:
        return FormDelayed(mine.visit, time.monotonic() + wait)
    await (await _signing_in(mine, email)).fetch()
    return FormFetched(mine.visit)


async def submit_password(
    mine: Belongings, asked: SubmitPassword, email: Email
) -> CodeMailed | PortalOpened | PasswordRejected | AttemptsSlowed:
    """Raises HttpError, SignInError and BrowserError."""
    if slowed := await _slowed(mine, email, asked.number):
        return slowed
    signing_in = await _signing_in(mine, email)
    try:
        async with _tried(email.brake, asked.number), _taken(asked.password) as password:
            came = await signing_in.submit_password(asked.number, password)
    except PasswordWrong as wrong:
        return PasswordRejected(mine.visit, wrong.said)
    if isinstance(came, MailedCode):
        return CodeMailed(mine.visit, came)
    return await _opened(mine, came, email)


async def submit_code(
    mine: Belongings, asked: SubmitCode, email: Email
) -> PortalOpened | CodeRejected | CodeVoided | AttemptsSlowed:
    """Raises HttpError, SignInError and BrowserError."""
    signing_in = await _signing_in(mine, email)
    if slowed := await _slowed(mine, email, signing_in.number):
        return slowed
    try:
        async with _tried(email.brake, signing_in.number), _taken(asked.code) as code:
            session = await signing_in.submit_code(code)
    except CodeWrong as wrong:
        return CodeRejected(mine.visit, wrong.mailed, wrong.expired)
    except CodeOver as over:
        return CodeVoided(mine.visit, over.said)
    return await _opened(mine, session, email)


async def resend_code(mine: Belongings, email: Email) -> CodeMailed | CodeVoided:
    """Raises HttpError, SignInError and BrowserError."""
    try:
        return CodeMailed(mine.visit, await (await _signing_in(mine, email)).resend())
    except CodeOver as over:
        return CodeVoided(mine.visit, over.said)


async def open_password_page(mine: Belongings, email: Email) -> PageOpened:
    """Raises BrowserError."""
    if email.forgotten_url is None:
        raise RuntimeError("the portal has no page for a forgotten password")
    agent = await mine.warm()
    # She may sign in there as well: whatever the portal opens ends with the visit.
    mine.keep(email.session_in_browser(agent))
    mine.keep_provider(email.end_in_browser)
    await mine.browser.open(email.forgotten_url, ())
    watch_browser(mine)
    return PageOpened(mine.visit)


async def _signing_in(mine: Belongings, email: Email) -> EmailSignIn:
    agent = await mine.warm()
    if mine.email is None:
        mine.email = email.begin(agent, mine.keep)
    return mine.email


async def _slowed(
    mine: Belongings, email: Email, number: Identifier | None
) -> AttemptsSlowed | None:
    wait = await email.brake.wait(number)
    return AttemptsSlowed(mine.visit, time.monotonic() + wait) if wait > 0 else None


@asynccontextmanager
async def _tried(brake: Brake, number: Identifier | None) -> AsyncIterator[None]:
    """One attempt, which counts unless the portal goes along with it."""
    attempt = await brake.tried(number)
    yield
    await brake.take_back(attempt)


@asynccontextmanager
async def _taken(secret: Secret) -> AsyncIterator[bytearray]:
    taken = secret.take()
    try:
        yield taken
    finally:
        wipe(taken)


async def _opened(mine: Belongings, session: PortalSession, email: Email) -> PortalOpened:
    mine.keep(session)
    if mine.email is not None and mine.email.number is not None:
        await email.brake.accepted(mine.email.number)
    return PortalOpened(mine.visit, session.holder)
