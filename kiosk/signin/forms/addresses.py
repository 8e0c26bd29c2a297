"""Addresses on a page, made absolute as browsers do it (URL standard §4.4).

Only what lies between that and Python's own reading of addresses (RFC 3986): white space,
backslashes, characters that are no ASCII. Hosts are left to the client, which refuses what it
cannot read.
"""

import re
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from kiosk.signin.forms.encoding import encode, for_output

_AROUND = "".join(map(chr, range(0x21)))
_NEVER = re.compile(r"[\t\n\r]")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(.*)", re.DOTALL)
_WEB = frozenset({"http", "https"})
_KEPT_IN_PATH = "!$%&'()*+,-./:;=@[]^_|~\\"
_KEPT_IN_QUERY = "!$%&()*+,-./:;=?@[]^_`{|}~\\"
NOWHERE = "about:invalid"


def resolve(base: str, reference: str, charset: str = "utf-8") -> str:
    """The absolute address, of whatever scheme; NOWHERE if it cannot be understood.

    Characters of a query that are no ASCII are written in the document's encoding.
    """
    text = _NEVER.sub("", reference.strip(_AROUND))
    try:
        scheme = _SCHEME.fullmatch(text)
        if scheme is not None and scheme[1].lower() not in _WEB:
            return f"{scheme[1].lower()}:{scheme[2]}"
        if scheme is not None and not re.match(r"[/\\]", scheme[2]):
            # "https:page" is relative where the base is of the same scheme.
            same = urlsplit(base).scheme == scheme[1].lower()
            text = scheme[2] if same else f"{scheme[1]}://{scheme[2]}"
        return _normal(urljoin(base, _slashes(text)), charset)
    except ValueError:
        return NOWHERE


def is_on_the_web(url: str) -> bool:
    """Whether a form could be sent there, or a link followed."""
    return url.partition(":")[0] in _WEB


def with_query(url: str, query: str) -> str:
    """The same with another query, and without a fragment."""
    return f"{url.partition('#')[0].partition('?')[0]}?{query}"


def _slashes(text: str) -> str:
    """Backslashes before the query are slashes; three slashes and more are two."""
    end = re.search(r"[?#]", text)
    cut = len(text) if end is None else end.start()
    path = text[:cut].replace("\\", "/")
    path = re.sub(r"^((?:[A-Za-z]+:)?)/{2,}", r"\1//", path)
    return path + text[cut:]


def _normal(url: str, charset: str) -> str:
    scheme, host, path, query, fragment = urlsplit(url)
    if scheme not in _WEB or not host:
        raise ValueError("no address on the web")
    mark = "?" if query or url.partition("#")[0].endswith("?") else ""
    clean = urlunsplit((scheme, host, quote(_without_dots(path), _KEPT_IN_PATH, "utf-8"), "", ""))
    asked = quote(encode(query, for_output(charset)), _KEPT_IN_QUERY)
    after = f"#{quote(fragment, _KEPT_IN_QUERY)}" if fragment else ""
    return f"{clean}{mark}{asked}{after}"


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
