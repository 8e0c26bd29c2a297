"""What every way in ends with: an open session at the portal, and how to close it again."""

import logging
import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from devices.cookie import Cookie
from devices.kit import UserAgent
from kiosk.cookies import CookieJar
from kiosk.http import HttpClient
from kiosk.http_errors import HttpError
from kiosk.identity import Holder, Method
from kiosk.signin.patience import FIRST_PAUSE_SECONDS, NOT_NOW, PATIENCE_SECONDS, patiently

log = logging.getLogger(__name__)


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
    jar: CookieJar | None = field(default=None, repr=False, compare=False)
    """Where its cookies come from: of one jar only the latest session counts."""


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
    url = session.logout_url
    if url is None or not CookieJar(session.cookies).header(url, time.time()):
        # Without a cookie it is nobody that the portal would log out.
        return False
    return await patiently(
        "logout",
        lambda: _ask_to_log_out(session, portal, url),
        patience=patience,
        first_pause=first_pause,
    )


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
        except NOT_NOW:
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
