"""Addresses on a page, made absolute as browsers do it (URL standard §4.4).

They differ from RFC 3986 in white space, backslashes, missing slashes and characters that are no
ASCII. What hosts may look like is left to the client, which refuses what it cannot read.
"""

import re
from urllib.parse import quote, urlsplit

from kiosk.signin.forms.encoding import encode, for_output

NOWHERE = "about:invalid"

_AROUND = "".join(map(chr, range(0x21)))
_NEVER = re.compile(r"[\t\n\r]")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(.*)", re.DOTALL)
_AUTHORITY = re.compile(r"(?P<host>\[[0-9A-Fa-f:.]+\]|[^:\[\]]+)(?::(?P<port>[0-9]*))?")
_USUAL_PORTS = {"https": "443", "http": "80"}
_KEPT_IN_PATH = "!$%&'()*+,-./:;=@[]^_|~\\"
_KEPT_IN_QUERY = "!$%&()*+,-./:;=?@[]^_`{|}~\\"


def resolve(base: str, reference: str, charset: str = "utf-8") -> str:
    """The absolute address, of whatever scheme; NOWHERE if it cannot be understood.

    `base` is an absolute one on the web. Characters of a query that are no ASCII are written in the
    document's encoding.
    """
    text = _NEVER.sub("", reference.strip(_AROUND))
    own_scheme = _SCHEME.fullmatch(text)
    scheme = base.partition(":")[0]
    if own_scheme is not None:
        written, rest = own_scheme[1].lower(), own_scheme[2]
        if written not in _USUAL_PORTS:
            return f"{written}:{rest}"
        # "https:page" is relative where the base is of the same scheme.
        relative = written == scheme and re.match(r"[/\\]{2}", rest) is None
        scheme, text = written, rest if relative else "//" + rest.lstrip("/\\")
    try:
        return _joined(scheme, base, text, charset)
    except ValueError:
        return NOWHERE


def is_on_the_web(url: str) -> bool:
    """Whether a form could be sent there, or a link followed."""
    return url.partition(":")[0] in _USUAL_PORTS


def with_query(url: str, query: str) -> str:
    """The same with another query, and without a fragment."""
    return f"{url.partition('#')[0].partition('?')[0]}?{query}"


def _joined(scheme: str, base: str, text: str, charset: str) -> str:
    """Raises ValueError for a host or a port that cannot be one."""
    below = urlsplit(base)
    text, hash_mark, fragment = text.partition("#")
    path, query_mark, query = text.partition("?")
    path = path.replace("\\", "/")
    if path.startswith("//"):
        authority, slash, path = path.lstrip("/").partition("/")
        place, path = _authority(scheme, authority), slash + path
    else:
        place = _authority(scheme, below.netloc)
        if not path:
            path = below.path
            if not query_mark:
                query_mark, query = "?" if below.query else "", below.query
        elif not path.startswith("/"):
            path = below.path[: below.path.rfind("/") + 1] + path
    clean = quote(_without_dots(path), _KEPT_IN_PATH)
    asked = quote(encode(query, for_output(charset)), _KEPT_IN_QUERY)
    return (
        f"{scheme}://{place}{clean}{query_mark}{asked}{hash_mark}{quote(fragment, _KEPT_IN_QUERY)}"
    )


def _authority(scheme: str, text: str) -> str:
    """User name, host and port, the latter only where it is not the usual one."""
    user, at, place = text.rpartition("@")
    found = _AUTHORITY.fullmatch(place)
    if found is None or int(found["port"] or 0) > 65535:
        raise ValueError("neither a host nor a port")
    port = (found["port"] or "").lstrip("0")
    usual = port in {"", _USUAL_PORTS[scheme]}
    return user + at + found["host"].lower() + ("" if usual else f":{port}")


def _without_dots(path: str) -> str:
    segments: list[str] = []
    parts = path.split("/")[1:] or [""]
    for number, part in enumerate(parts):
        last = number == len(parts) - 1
        plainly = part.lower().replace("%2e", ".")
        if plainly == "..":
            segments = segments[:-1]
        elif plainly != ".":
            segments.append(part)
            continue
        if last:
            segments.append("")
    return "/" + "/".join(segments)
