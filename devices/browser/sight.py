"""What a page shows: the script that asks it, and how much of its answer is believed."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from devices.browser.faults import refused
from devices.errors import PageFailed, PageFault
from devices.kit import PageSeen
from devices.text import plain

TEXT_LIMIT = 200
"""Characters of an address, title or heading."""

_LOOK = """
(naming => {
  const got = (type, name, of) => Object.getOwnPropertyDescriptor(type, name).get.call(of);
  const text = element => element instanceof HTMLElement
    ? got(HTMLElement.prototype, "innerText", element)
    : got(Node.prototype, "textContent", element);
  let heading = null;
  try { heading = Document.prototype.querySelector.call(document, naming) } catch {}
  const [visit] = performance.getEntriesByType("navigation");
  return {
    url: location.href.split(/[?#]/, 1)[0].slice(0, 9999),
    status: visit ? visit.responseStatus : 0,
    title: got(Document.prototype, "title", document).slice(0, 9999),
    heading: heading ? text(heading).slice(0, 9999) : "",
  };
})(%s)
"""
"""A form may call its fields as it likes ("title"), and the document or the form then knows them by
that name, in every world: so what is asked is always the type's own property."""


def look_for(naming: str) -> str:
    """The expression that tells what a page shows; its heading is the first such element."""
    return _LOOK % json.dumps(naming)


def page_seen(shown: object) -> PageSeen:
    """What a page said of itself, believed as little as any text from a server.

    Raises PageFailed when it is an error.
    """
    facts = _facts(shown)
    url = address_of(shown)
    if not url:
        raise PageFailed(PageFault.UNREACHABLE, "it led to an error page")
    status = facts.get("status")
    if isinstance(status, int) and status >= 400:
        raise refused(status)
    return PageSeen(
        url=url[:TEXT_LIMIT],
        title=plain(str(facts.get("title", "")), TEXT_LIMIT),
        heading=plain(str(facts.get("heading", "")), TEXT_LIMIT),
    )


def address_of(shown: object) -> str:
    """Where a page said that it is, whole, as address makes it."""
    return address(str(_facts(shown).get("url", "")))


def _facts(shown: object) -> Mapping[str, Any]:
    return shown if isinstance(shown, dict) else {}


def address(url: str) -> str:
    """Without query, fragment and user, which may hold a token; "" when it is no page of a site."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    host = parts.netloc.rpartition("@")[2]
    return f"https://{host}{parts.path}" if parts.scheme == "https" and host else ""
