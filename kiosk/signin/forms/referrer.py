"""What a server is told of where its visitor comes from (Referrer Policy, Fetch §3.2, §4.5)."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Self
from urllib.parse import urlsplit

from devices.hosts import Origin, origin_of

LONGEST_REFERRER = 4096
"""Characters; of a longer address only the origin is told."""


class Policy(StrEnum):
    """Which part of a page's address others may know."""

    NO_REFERRER = "no-referrer"
    NO_REFERRER_WHEN_DOWNGRADE = "no-referrer-when-downgrade"
    SAME_ORIGIN = "same-origin"
    ORIGIN = "origin"
    STRICT_ORIGIN = "strict-origin"
    ORIGIN_WHEN_CROSS_ORIGIN = "origin-when-cross-origin"
    STRICT_ORIGIN_WHEN_CROSS_ORIGIN = "strict-origin-when-cross-origin"
    UNSAFE_URL = "unsafe-url"


DEFAULT = Policy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN
_POLICIES = {policy.value: policy for policy in Policy}
_FORMERLY = {
    "never": Policy.NO_REFERRER,
    "default": DEFAULT,
    "always": Policy.UNSAFE_URL,
    "origin-when-crossorigin": Policy.ORIGIN_WHEN_CROSS_ORIGIN,
}
"""Names that only `meta` elements may use (HTML §4.2.5.1)."""


def policy_of(header: str, metas: Iterable[str] = (), before: Policy = DEFAULT) -> Policy:
    """The last one that is known, of the header's list and then of `meta` elements."""
    policy = before
    for said in header.split(","):
        policy = _POLICIES.get(said.strip().lower(), policy)
    for said in metas:
        name = said.strip().lower()
        policy = _FORMERLY.get(name) or _POLICIES.get(name, policy)
    return policy


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a navigation started, as far as it has come on its way through redirects."""

    source: str | None = field(repr=False)
    """The page's address; None if somebody has typed the target."""
    referrer: str = field(default="", repr=False)
    """What is left of it: where less was told on the way, no more is told later."""
    policy: Policy = DEFAULT
    tainted: bool = False
    """It has been sent from one origin to another, which is not told where it began."""
    site: str | None = "none"
    """Sec-Fetch-Site so far; None where nobody can tell without a list of public suffixes."""
    activated: bool = True
    """By its visitor, and not by the page itself."""

    @classmethod
    def typed(cls) -> Self:
        """An address that was typed."""
        return cls(None)

    def to(self, url: str) -> Self:
        """Before the first request."""
        if self.source is None:
            return self
        site = _site(self.source, url, "same-origin")
        return replace(self, site=site, referrer=_stripped(self.source))

    def redirected(self, former: str, url: str, header: str) -> Self:
        """After a redirect from one address to another, with its Referrer-Policy header.

        Chromium forgets the origin as soon as two addresses in a row differ in theirs. Fetch
        ("redirect-tainted origin") spares the first such step, if it leaves the page's own origin.
        """
        if self.source is None:
            return self
        return replace(
            self,
            referrer=self._referrer(former),
            policy=policy_of(header, before=self.policy),
            tainted=self.tainted or origin_of(former) != origin_of(url),
            site=_site(self.source, url, self.site),
        )

    def headers(self, method: str, url: str) -> dict[str, str]:
        """What a request says of it."""
        headers = {"Upgrade-Insecure-Requests": "1"}
        if referrer := self._referrer(url):
            headers["Referer"] = referrer
        if method not in {"GET", "HEAD"}:
            headers["Origin"] = self._origin(url)
        if self.site is not None:
            headers |= {
                "Sec-Fetch-Site": self.site,
                "Sec-Fetch-Mode": "navigate",
                "Sec-Fetch-Dest": "document",
                **({"Sec-Fetch-User": "?1"} if self.activated else {}),
            }
        return headers

    def _referrer(self, url: str) -> str:
        """Downgrades to plain HTTP are left out: the client goes nowhere but to HTTPS."""
        if self.source is None or not self.referrer:
            return ""
        origin = _written(origin_of(self.source)) + "/"
        whole = self.referrer if len(self.referrer) <= LONGEST_REFERRER else origin
        same = origin_of(self.source) == origin_of(url)
        match self.policy:
            case Policy.NO_REFERRER:
                return ""
            case Policy.ORIGIN | Policy.STRICT_ORIGIN:
                return origin
            case Policy.SAME_ORIGIN:
                return whole if same else ""
            case Policy.ORIGIN_WHEN_CROSS_ORIGIN | Policy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN:
                return whole if same else origin
            case _:
                return whole

    def _origin(self, url: str) -> str:
        """Fetch §3.2, "append a request Origin header"."""
        if self.source is None or self.tainted or self.policy is Policy.NO_REFERRER:
            return "null"
        if self.policy is Policy.SAME_ORIGIN and origin_of(self.source) != origin_of(url):
            return "null"
        return _written(origin_of(self.source))


def _site(source: str, url: str, before: str | None) -> str | None:
    """One more address on the way, which is as foreign as the most foreign of them."""
    ours, theirs = origin_of(source), origin_of(url)
    if before is None or ours is None or theirs is None or ours[:2] != theirs[:2]:
        return None
    return before if ours == theirs else "same-site"


def _written(origin: Origin | None) -> str:
    if origin is None:
        return "null"
    host = f"[{origin.host}]" if ":" in origin.host else origin.host
    usual = (origin.scheme, origin.port) in {("https", 443), ("http", 80)}
    return f"{origin.scheme}://{host}" + ("" if usual else f":{origin.port}")


def _stripped(url: str) -> str:
    """Without fragment; addresses with a user name are visited by nobody here."""
    parts = urlsplit(url.partition("#")[0])
    return parts._replace(path=parts.path or "/").geturl()
