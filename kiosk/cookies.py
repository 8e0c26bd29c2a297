"""The cookies of one sign-in over HTTPS, by the rules of RFC 6265, with SameSite and prefixes.

http.cookiejar loses HttpOnly and SameSite and files "localhost" as "localhost.local"; all of them
must reach the browser unchanged.

There is no list of public suffixes here: a cookie for one is left for the browser to refuse, and
cannot travel further than the hosts that the kiosk is allowed to visit.
"""

import re
from collections.abc import Iterable, Iterator
from ipaddress import ip_address
from typing import Literal
from urllib.parse import urlsplit

from devices.cookie import Cookie
from kiosk.cookie_date import parse_cookie_date

LONGEST = 4096
"""Characters of name and value together, as browsers limit them."""
LONGEST_ATTRIBUTE = 1024
MOST = 50
"""Cookies of one sign-in; more are ignored."""
LATEST_SECONDS = 400 * 86400
"""No cookie lives longer than 400 days (RFC 6265bis §5.5)."""

_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_SAME_SITE: dict[str, Literal["Strict", "Lax", "None"]] = {
    "strict": "Strict",
    "lax": "Lax",
    "none": "None",
}


class CookieJar:
    """A cookie that is set again replaces the former one; an expired one is never returned."""

    def __init__(self, cookies: Iterable[Cookie] = ()) -> None:
        self._cookies = {_key(cookie): cookie for cookie in cookies}

    def store(self, url: str, lines: Iterable[str], now: float) -> None:
        """Takes the Set-Cookie lines of one answer from `url`; what breaks the rules is ignored."""
        for line in lines:
            cookie = parse_set_cookie(line, url, now)
            if cookie and (_key(cookie) in self._cookies or len(self._cookies) < MOST):
                self._cookies[_key(cookie)] = cookie

    def alive(self, now: float) -> tuple[Cookie, ...]:
        """All cookies that have not expired, in the order they were first set."""
        return tuple(self._alive(now))

    def header(self, url: str, now: float) -> str:
        """The value of the Cookie header for a request; empty when there is nothing to send.

        SameSite is left out: which sites are the same, only a list of public suffixes tells, and no
        page but those of the few allowed hosts leads anywhere from here.
        """
        parts = urlsplit(url)
        host, path = parts.hostname or "", parts.path or "/"
        sent = [
            cookie
            for cookie in self._alive(now)
            if _domain_matches(host, cookie) and _path_matches(path, cookie.path)
        ]
        sent.sort(key=lambda cookie: -len(cookie.path))
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in sent)

    def _alive(self, now: float) -> Iterator[Cookie]:
        return (
            cookie
            for cookie in self._cookies.values()
            if cookie.expires is None or cookie.expires > now
        )


def parse_set_cookie(line: str, url: str, now: float) -> Cookie | None:
    """The cookie of one Set-Cookie line from `url`; None when a browser would refuse it."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    pair, *rest = line.split(";")
    name, equals, value = (piece.strip(" \t") for piece in pair.partition("="))
    attributes = dict(_attribute(piece) for piece in rest if len(piece) <= LONGEST_ATTRIBUTE)
    domain = attributes.get("domain", "").lower().removeprefix(".")
    if domain == host and (_is_address(host) or "." not in host):
        domain = ""
    path = attributes.get("path", "")
    cookie = Cookie(
        name=name,
        value=value,
        domain=domain or host,
        host_only=not domain,
        path=path if path.startswith("/") else _default_path(parts.path),
        secure="secure" in attributes,
        http_only="httponly" in attributes,
        same_site=_SAME_SITE.get(attributes.get("samesite", "").lower()),
        expires=_expires(attributes, now),
    )
    acceptable = (
        bool(name and equals)
        and len(name) + len(value) <= LONGEST
        and not _CONTROL.search(line)
        and _may_set(host, cookie)
        and _keeps_its_prefix(cookie, path)
    )
    return cookie if acceptable else None


def _attribute(piece: str) -> tuple[str, str]:
    name, _, value = piece.partition("=")
    return name.strip(" \t").lower(), value.strip(" \t")


def _key(cookie: Cookie) -> tuple[str, str, str, bool]:
    return cookie.name, cookie.domain, cookie.path, cookie.host_only


def _may_set(host: str, cookie: Cookie) -> bool:
    return cookie.host_only or ("." in cookie.domain and _domain_matches(host, cookie))


def _keeps_its_prefix(cookie: Cookie, path: str) -> bool:
    """RFC 6265bis §4.1.3: names that promise something."""
    if cookie.name.startswith("__Host-"):
        return cookie.secure and cookie.host_only and path == "/"
    return cookie.secure or not cookie.name.startswith("__Secure-")


def _domain_matches(host: str, cookie: Cookie) -> bool:
    if host == cookie.domain:
        return True
    return not cookie.host_only and host.endswith("." + cookie.domain) and not _is_address(host)


def _path_matches(path: str, cookie_path: str) -> bool:
    return path == cookie_path or path.startswith(cookie_path.rstrip("/") + "/")


def _default_path(path: str) -> str:
    """RFC 6265 §5.1.4: the directory of the page that set the cookie."""
    return path[: path.rfind("/")] or "/" if path.startswith("/") else "/"


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _expires(attributes: dict[str, str], now: float) -> float | None:
    """Max-Age goes before Expires; what cannot be understood counts as absent."""
    max_age = attributes.get("max-age", "")
    if re.fullmatch(r"-?[0-9]{1,15}", max_age):
        return now + min(int(max_age), LATEST_SECONDS)
    moment = parse_cookie_date(attributes.get("expires", ""))
    return None if moment is None else min(moment, now + LATEST_SECONDS)
