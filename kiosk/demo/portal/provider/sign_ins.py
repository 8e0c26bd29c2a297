"""Who has signed in at the provider, and the tokens that were given for it."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from kiosk.demo.portal.facts import Fact, SsoEnded, TokensRevoked
from kiosk.demo.portal.provider.phone import Ask

ACCESS_SECONDS = 120
"""How long an access token is good; as long as Pro Santé Connect's."""


@dataclass(slots=True)
class SignIn:
    """One approval: a single sign-on session, and perhaps tokens."""

    number: int
    sid: str = field(repr=False)
    """Its name in ID tokens."""
    browser: str = field(repr=False)
    """What the cookie of a browser holds that has signed in by it."""
    ask: Ask
    """What was approved, and by whom."""
    since: float
    """Seconds since the epoch."""
    ended: bool = False
    access: str | None = field(default=None, repr=False)
    refresh: str | None = field(default=None, repr=False)


@dataclass(slots=True)
class SignIns:
    """All of them. `now` gives seconds since the epoch."""

    now: Callable[[], float]
    tell: Callable[[Fact], None]
    _all: list[SignIn] = field(default_factory=list, repr=False)

    def open(self, ask: Ask) -> SignIn:
        """For what was approved."""
        sid, browser = (secrets.token_urlsafe(16) for _ in range(2))
        sign_in = SignIn(len(self._all) + 1, sid, browser, ask, self.now())
        self._all.append(sign_in)
        return sign_in

    def issue(self, sign_in: SignIn) -> None:
        """An access and a refresh token."""
        sign_in.access, sign_in.refresh = (secrets.token_urlsafe(32) for _ in range(2))

    def find(self, sid: str) -> SignIn | None:
        """The one that an ID token names, unless it has ended."""
        return next((each for each in self._all if each.sid == sid and not each.ended), None)

    def known(self, browser: str | None) -> SignIn | None:
        """The one of a browser with this cookie, unless it has ended."""
        return next(
            (each for each in self._all if each.browser == browser and not each.ended), None
        )

    def end(self, sign_in: SignIn) -> None:
        """Signs her out; her tokens have an end of their own."""
        sign_in.ended = True
        self.tell(SsoEnded(sign_in.number))

    def whose(self, access: str) -> SignIn | None:
        """To whom this access token was given, while it is good."""
        for each in self._all:
            if each.access == access and self.now() < each.since + ACCESS_SECONDS:
                return each
        return None

    def revoke(self, token: str) -> None:
        """Ends the token; with a refresh token also the other one (RFC 7009 §2.1)."""
        for each in self._all:
            if token not in (each.access, each.refresh):
                continue
            if token == each.refresh:
                each.refresh = None
            each.access = None
            if each.refresh is None:
                self.tell(TokensRevoked(each.number))
