"""How the portal answers when its page is asked for: why with none, or with which cookies."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from devices.cookie import Cookie
from devices.hosts import origin_of
from devices.text import plain
from kiosk.check.fact import Detail, Fact, failed, ok, warning
from kiosk.http_errors import (
    HttpError,
    NotHttps,
    OffLimits,
    Refused,
    ServerBroken,
    TimedOut,
    Unreachable,
    Untrusted,
)
from kiosk.i18n import _
from kiosk.signin.email.way import EmailWay

_NETWORK = _("see to the network, and to the addresses in [portal] and [methods]")
LOGIN_URL = _("see to login_url in [methods.email]; docs/email.md says what a page must have")


def unfetched(error: HttpError, way: EmailWay) -> Fact:
    """Why there is no page."""
    values: dict[str, object] = {"url": place(way.login_url)}
    match error:
        case OffLimits(host=host):
            message = _("{url} leads to {host}, where the kiosk may not go")
            remedy = _("add it to allowed_hosts in [portal], if it is the portal's")
            return failed("email", message, remedy, **values, host=plain(host, 200))
        case NotHttps(host=host):
            message = _("{url} leads to {host} without encryption")
            return failed("email", message, LOGIN_URL, **values, host=plain(host, 200))
        case Refused(status=status):
            message = _("{url} answers with error {status}")
            return failed("email", message, LOGIN_URL, **values, status=status)
        case ServerBroken(status=status):
            message, remedy = _("{url} answers with error {status}"), _("ask again later")
            return warning("email", message, remedy, **values, status=status)
        case Untrusted():
            message = _("{url} does not prove who it is: {why}")
            remedy = _("see to the clock, to ca_file in [portal], and to whatever intercepts TLS")
        case TimedOut() | Unreachable():
            message, remedy = _("{url} is not reached: {why}"), _NETWORK
        case _:
            message, remedy = _("{url} shows no page: {why}"), LOGIN_URL
    why = plain(str(error), 200) or type(error).__name__
    return failed("email", message, remedy, **values, why=why)


def cookies(found: Sequence[Cookie]) -> Iterator[Fact]:
    """Their names and attributes; what they hold opens sessions."""
    if found:
        message = _("cookies of the page: {number}")
        details = tuple(Detail(_written(cookie)) for cookie in found)
        yield replace(ok("email", message, number=len(found)), details=details)


def place(url: str) -> str:
    """An address as far as it can be shown: what stands behind its path may be a secret."""
    if origin_of(url) is None:
        return plain(url.partition(":")[0], 40) + ":…"
    parts = urlsplit(url)
    return plain(f"{parts.scheme}://{parts.netloc}{parts.path}", 200) + "?…" * bool(parts.query)


def _written(cookie: Cookie) -> str:
    """As in Set-Cookie, without its value."""
    attributes = [f"Path={plain(cookie.path, 60)}"]
    if not cookie.host_only:
        attributes.append(f"Domain={cookie.domain}")
    if cookie.secure:
        attributes.append("Secure")
    if cookie.http_only:
        attributes.append("HttpOnly")
    if cookie.same_site:
        attributes.append(f"SameSite={cookie.same_site}")
    return "; ".join([plain(cookie.name, 60), *attributes])
