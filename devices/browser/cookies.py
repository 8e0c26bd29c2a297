"""Cookies on their way into the browser, and out of it."""

from collections.abc import Mapping
from typing import Any

from devices.cookie import Cookie


def cookie_parameters(cookie: Cookie) -> dict[str, object]:
    """For Storage.setCookies: an address gives it to that host alone, a domain to all below."""
    scheme = "https" if cookie.secure else "http"
    given: dict[str, object] = {
        "name": cookie.name,
        "value": cookie.value,
        "path": cookie.path,
        "secure": cookie.secure,
        "httpOnly": cookie.http_only,
    }
    if cookie.host_only:
        given["url"] = f"{scheme}://{cookie.domain}{cookie.path}"
    else:
        given["domain"] = f".{cookie.domain}"
    if cookie.same_site is not None:
        given["sameSite"] = cookie.same_site
    if cookie.expires is not None:
        given["expires"] = cookie.expires
    return given


def cookie_of(held: Mapping[str, Any]) -> Cookie:
    """From Storage.getCookies: a domain with a leading dot is one for all hosts below."""
    domain = str(held["domain"])
    return Cookie(
        name=str(held["name"]),
        value=str(held["value"]),
        domain=domain.removeprefix("."),
        host_only=not domain.startswith("."),
        path=str(held["path"]),
        secure=bool(held["secure"]),
        http_only=bool(held["httpOnly"]),
        same_site=held.get("sameSite"),
        expires=None if held["session"] else float(held["expires"]),
    )
