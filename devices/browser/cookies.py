"""Cookies on their way into the browser."""

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
