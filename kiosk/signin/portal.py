"""What every way in ends with: an open session at the portal, and how to close it again."""

import asyncio
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from devices.cookie import Cookie
from devices.kit import UserAgent
from kiosk.cookies import CookieJar
from kiosk.http import HttpClient
from kiosk.http_errors import HttpError, ServerBroken, TimedOut, Unreachable
from kiosk.identity import Holder, Method

log = logging.getLogger(__name__)

PATIENCE_SECONDS = 60.0
FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 10.0


class SignInError(Exception):
    """A portal that answers, but does not let the doctor in."""


class NoSession(SignInError):
    """The portal showed a page and set no cookie: nobody is signed in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Portal:
    """Where the kiosk may go, whom it believes, and how a session is ended there."""

    allowed_hosts: tuple[str, ...]
    """Host names; "*.example.fr" stands for every host below example.fr."""
    ca_file: Path | None
    """PEM bundle; None means the system's."""
    home_url: str
    """Where a doctor arrives when the sign-in itself leads nowhere else."""
    logout_url: str | None
    timeout: float
    """Seconds for one page, all its redirects included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalSession:
    """One doctor, signed in. Cookies and addresses never show in a repr."""

    holder: Holder
    method: Method
    landing_url: str = field(repr=False)
    cookies: tuple[Cookie, ...] = field(repr=False)
    logout_url: str | None = field(repr=False)
    agent: UserAgent
    """As whom the session was opened: the browser that goes on must present itself the same way."""
    expires_at: datetime | None = None
    """When the portal said that it ends; None when it did not say."""


async def logout(
    session: PortalSession,
    portal: Portal,
    *,
    patience: float = PATIENCE_SECONDS,
    first_pause: float = FIRST_PAUSE_SECONDS,
) -> bool:
    """Asks the portal to end the session; True once it has answered, never raises HttpError.

    An answer is a page or a redirect, wherever it leads: many portals lead to their login page.
    Whether the session is over there, no answer proves.

    As long as the portal cannot be reached or fails, it is asked again with growing pauses, for at
    most `patience` seconds.
    """
    if session.logout_url is None:
        return False
    try:
        async with asyncio.timeout(patience):
            for pause in _growing(first_pause):
                try:
                    return await _ask_to_log_out(session, portal, session.logout_url)
                except (Unreachable, TimedOut, ServerBroken) as error:
                    log.info("logout to be repeated: %r", error)
                await asyncio.sleep(pause)
    except TimeoutError:
        log.warning("logout given up after %.0f s", patience)
    return False


async def _ask_to_log_out(session: PortalSession, portal: Portal, url: str) -> bool:
    async with HttpClient(
        allowed_hosts=portal.allowed_hosts,
        agent=session.agent,
        ca_file=portal.ca_file,
        timeout=portal.timeout,
        jar=CookieJar(session.cookies),
    ) as client:
        try:
            answer = await client.ask(url)
        except (Unreachable, TimedOut, ServerBroken):
            raise
        except HttpError as error:
            log.warning("logout refused: %r", error)
            return False
        if answer.location is not None:
            # Single sign-on may have more to end behind it; the portal's own part is done.
            try:
                await client.get(answer.location)
            except HttpError as error:
                log.info("after the logout: %r", error)
        return True


def _growing(pause: float) -> Iterator[float]:
    while True:
        yield pause
        pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
