"""The portal's form for identifier and password, as the kiosk finds it. Nobody is signed in."""

import asyncio
import ssl
import time
from collections.abc import Iterator
from dataclasses import replace

from devices.browser.chromium import Chromium
from devices.errors import BrowserError
from devices.kit import UserAgent
from kiosk import __version__
from kiosk.browsing import browser_of
from kiosk.check.email_form import every_form
from kiosk.check.email_judged import judged
from kiosk.check.email_names import strangers, unusable
from kiosk.check.email_page import cookies, place, unfetched
from kiosk.check.fact import Fact, State, ok, warning
from kiosk.check.server import Visitor
from kiosk.config import Config
from kiosk.cookies import CookieJar
from kiosk.email import email_way_of
from kiosk.http_errors import HttpError
from kiosk.i18n import _
from kiosk.signin.email.way import EmailWay
from kiosk.signin.forms.agent import FormAgent
from kiosk.signin.forms.page import Page


def summary(config: Config) -> Iterator[Fact]:
    """What is wrong with it, or in one line that nothing is."""
    found = [*email(config)]
    wrong = [fact for fact in found if fact.state is not State.OK]
    if wrong or not found:
        yield from (replace(fact, details=()) for fact in wrong)
    else:
        url = place(config.methods.mail.login_url) if config.methods.mail else ""
        yield ok("email", _("{url} has a form for identifier and password"), url=url)


def email(config: Config) -> Iterator[Fact]:
    """Everything about it; nothing where there is no such way in."""
    way = email_way_of(config)
    if way is not None:
        yield from asyncio.run(_visited(way, config))
        yield from _forgotten_password(config)


async def _visited(way: EmailWay, config: Config) -> list[Fact]:
    """The page, fetched as for a doctor."""
    jar = CookieJar()
    try:
        page = await FormAgent(way, await _agent(config), jar).open(way.login_url)
    except HttpError as error:
        return [unfetched(error, way)]
    misnamed = [*strangers(page, way)]
    return [
        _answered(page, way),
        *cookies(jar.alive(time.time())),
        *every_form(page, way),
        *(misnamed or judged(page, way)),
        *unusable(page, way),
        *_later(way),
    ]


async def _agent(config: Config) -> UserAgent:
    """As the browser that goes on with a session: portals look at that."""
    chromium = Chromium(replace(browser_of(config), headless=True), lambda: None)
    try:
        return await chromium.start()
    except BrowserError:
        # What is wrong with it, the check of the browser says.
        return UserAgent(f"kiosk/{__version__}", config.kiosk.language)
    finally:
        await chromium.close()


def _answered(page: Page, way: EmailWay) -> Fact:
    values = {"url": place(way.login_url), "place": place(page.url), "status": page.status}
    if values["url"] == values["place"]:
        return ok("email", _("{url} answers with {status}"), **values)
    return ok("email", _("{url} leads to {place}, which answers with {status}"), **values)


def _later(way: EmailWay) -> Iterator[Fact]:
    """What no visit can show that stops before the password."""
    keys = ("code_form", "code_field", "code_button", "resend_control")
    said = [key for key in keys if getattr(way, key) is not None]
    if said:
        message = _("only a sign-in shows whether these are right: {names}")
        yield ok("email", message, names=", ".join(said))


def _forgotten_password(config: Config) -> Iterator[Fact]:
    mail = config.methods.mail
    if mail is None or mail.forgotten_password_url is None:
        return
    context = ssl.create_default_context()
    if mail.forgotten_password_here and config.portal.ca_file is not None:
        context.load_verify_locations(config.portal.ca_file)
    url = mail.forgotten_password_url
    answer = Visitor("email", "portal", context, config.portal.timeout_seconds).visit(url)
    values = {"url": place(url), "status": answer.status}
    if answer.status is not None and 400 <= answer.status < 500:
        remedy = _("see to forgotten_password_url in [methods.email]")
        yield warning("email", _("{url} answers with error {status}"), remedy, **values)
    elif answer.failed:
        # Doctors who know their password can sign in.
        yield replace(answer.fact, state=State.WARNING)
    else:
        yield ok("email", _("{url} answers with {status}"), **values)
