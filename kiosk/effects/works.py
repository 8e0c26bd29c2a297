"""Which work each effect is: what it runs, and what is said when it cannot be done."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import UTC, datetime

from kiosk.effects.belongings import Belongings
from kiosk.effects.browser import open_browser
from kiosk.effects.card import read_card, sign_in
from kiosk.effects.ecps import ask_phone, open_portal, open_provider_page
from kiosk.effects.email import (
    fetch_form,
    open_password_page,
    resend_code,
    submit_code,
    submit_password,
)
from kiosk.effects.settings import Settings
from kiosk.flow.effects import (
    AskPhone,
    FetchForm,
    OpenBrowser,
    OpenPage,
    OpenPortal,
    Page,
    ReadCard,
    ResendCode,
    SignInWithCard,
    SubmitCode,
    SubmitPassword,
    VisitEffect,
    WarmBrowser,
)
from kiosk.flow.events import (
    BrowserRefused,
    BrowserWarmed,
    CardRefused,
    Event,
    FormRefused,
    SignInFailed,
)
from kiosk.flow.visit import Visit
from kiosk.secret import Secret
from kiosk.signin.ecps import Ecps
from kiosk.signin.email.sign_in import Email
from kiosk.trouble import Trouble

PAINTING_SECONDS = 0.05
"""The boxes come first. Programs started at once take what painting needs: twice as long then."""


@dataclass(frozen=True, slots=True)
class Work:
    """One task of a visit."""

    run: Callable[[Belongings], Coroutine[None, None, Event]]
    refused: Callable[[Visit, Trouble], Event]
    """Its ending when it raises."""
    secret: Secret | None = None
    """What it takes: a task that is cancelled before its first step never does."""


def work_of(effect: VisitEffect, settings: Settings) -> Work:
    """Nothing is begun yet."""
    match effect:
        case ReadCard():
            return Work(lambda mine: _read_card(mine, settings), CardRefused)
        case WarmBrowser():
            return Work(_warm_browser, BrowserRefused)
        case SignInWithCard():
            way = settings.card_way
            return Work(lambda mine: sign_in(mine, effect, way), SignInFailed, effect.pin)
        case AskPhone():
            ecps = _ecps(settings)
            return Work(lambda mine: ask_phone(mine, effect, ecps), SignInFailed)
        case OpenPortal():
            ecps = _ecps(settings)
            return Work(lambda mine: open_portal(mine, ecps), SignInFailed)
        case OpenPage(page=Page.PROVIDER):
            ecps = _ecps(settings)
            return Work(lambda mine: open_provider_page(mine, ecps), BrowserRefused)
        case OpenBrowser():
            return Work(open_browser, BrowserRefused)
        case _:
            return _by_mail(effect, _email(settings))


def _by_mail(
    effect: OpenPage | FetchForm | SubmitPassword | SubmitCode | ResendCode, email: Email
) -> Work:
    match effect:
        case OpenPage():
            return Work(lambda mine: open_password_page(mine, email), BrowserRefused)
        case FetchForm():
            return Work(lambda mine: fetch_form(mine, email), FormRefused)
        case SubmitPassword(password=password):
            return Work(lambda mine: submit_password(mine, effect, email), SignInFailed, password)
        case SubmitCode(code=code):
            return Work(lambda mine: submit_code(mine, effect, email), SignInFailed, code)
        case ResendCode():
            return Work(lambda mine: resend_code(mine, email), SignInFailed)


def _ecps(settings: Settings) -> Ecps:
    """Asked for only where the flow knows of it."""
    if settings.ecps is None:
        raise RuntimeError("no sign-in by e-CPS is configured")
    return settings.ecps


def _email(settings: Settings) -> Email:
    """As above."""
    if settings.email is None:
        raise RuntimeError("no sign-in by mail is configured")
    return settings.email


async def _read_card(mine: Belongings, settings: Settings) -> Event:
    await asyncio.sleep(PAINTING_SECONDS)
    return await read_card(mine, settings.card, datetime.now(UTC))


async def _warm_browser(mine: Belongings) -> Event:
    """Later still: nobody waits for it, and Chromium takes every processor there is."""
    await asyncio.sleep(3 * PAINTING_SECONDS)
    await mine.warm()
    return BrowserWarmed(mine.visit)
