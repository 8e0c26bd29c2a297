"""The seam: what the kiosk asks of its devices, real (devices/real.py) or simulated.

Everything is asynchronous and never blocks the event loop. Errors are those of devices/errors.py.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from devices.certificate import CardCertificate
from devices.cookie import Cookie
from devices.events import CardFamily, Insertion, ReaderEvent
from devices.pin import PinTries

Pin = bytes | bytearray
"""Four ASCII digits. Whoever holds it wipes it; no device keeps it."""


@dataclass(frozen=True, slots=True)
class CardFacts:
    """What a card tells without a PIN."""

    serial: str
    certificate: CardCertificate
    tries: PinTries


@dataclass(frozen=True, slots=True)
class TlsServer:
    """Whom to reach with the card's key, and whom to believe."""

    host: str
    port: int
    ca_file: Path | None
    """PEM bundle; None means the system's."""


class TunnelFailure(StrEnum):
    """Why a connection over the card's tunnel failed, as far as TLS knows it."""

    CARD_REFUSED = "card-refused"
    """The server ended TLS because of the card's certificate."""
    SERVER_UNTRUSTED = "server-untrusted"
    """The server's certificate is not trusted, or belongs to another host."""
    SERVER_UNREACHABLE = "server-unreachable"
    """No such host, nobody listens, or no answer in time."""
    NO_COMMON_TLS = "no-common-tls"
    """Card and server share no TLS version or signature algorithm."""
    CARD_TROUBLE = "card-trouble"
    """The card or its module failed to sign."""


class Tunnel(Protocol):
    """An open way to one server with the card's key."""

    @property
    def socket(self) -> Path:
        """A 0600 unix socket; plain HTTP written to it reaches the server over mutual TLS."""

    def why(self) -> TunnelFailure | None:
        """Why the latest connection failed; None when TLS saw nothing wrong."""


class Card(Protocol):
    """One inserted card, from insertion to the end of its use.

    A sign-in presents the PIN twice: verify() does, so that a refusal is known by name, and then
    the tunnel's program, because a login in one process is none in another. The second one costs
    no try: the PIN has just been right, to the same card.
    """

    async def read(self) -> CardFacts:
        """Reads serial, authentication certificate and tries left. Asks no PIN."""

    async def verify(self, pin: Pin, *, last_try_allowed: bool) -> None:
        """Presents the PIN, once. Raises PinIncorrect or PinLocked when refused.

        The tries left are looked at again just before: another program may have used some since
        read(). Without presenting the PIN, raises LastTryAhead when one is left and not allowed,
        PinLocked when none is.
        """

    def tls(self, pin: Pin, server: TlsServer) -> AbstractAsyncContextManager[Tunnel]:
        """Opens a tunnel for the time of the context. Presents the PIN, once, when it opens.

        Only for a PIN that verify() accepted: the tries left are not looked at, and a refusal is
        told as CardUnreadable.

        Raises CardTlsUnavailable when the tunnel program is missing or does not start, and
        CardUnreadable when the card does not let it use the key.
        """

    async def close(self) -> bool:
        """Ends the worker and resets the card, so that nobody can use the verified PIN.

        True when nobody can: the card was reset, or has gone, or was shown no PIN. False when it
        lies there and was not reset, because another program holds it for itself alone or PC/SC
        does not answer; each further call then tries again.

        May be called at any time, twice, and after the card has gone; never raises.
        """


class ReaderWatcher(Protocol):
    """Posts ReaderEvents from a thread of its own until stopped."""

    def start(self) -> None: ...

    def stop(self) -> None: ...


@dataclass(frozen=True, slots=True)
class PageSeen:
    """What the browser really displays: bounded, plain text, for the session screen."""

    url: str
    title: str
    heading: str


@dataclass(frozen=True, slots=True)
class Wiped:
    """How a browser ended."""

    processes_left: int
    files_left: int

    @property
    def clean(self) -> bool:
        """Nothing of the session remains on this machine."""
        return self.processes_left == 0 and self.files_left == 0


@dataclass(frozen=True, slots=True)
class UserAgent:
    """How the browser presents itself; the kiosk's own requests do the same.

    Some portals bind a session to these headers.
    """

    user_agent: str
    accept_language: str


class Browser(Protocol):
    """One throw-away browser for one session."""

    async def start(self) -> UserAgent:
        """Starts without a window, on an empty profile. Raises BrowserMissing, BrowserFailed."""

    async def open(self, url: str, cookies: Sequence[Cookie]) -> PageSeen:
        """Sets the cookies, then opens the first window; returns when the page has loaded."""

    async def arrived(self, at: Callable[[str], bool], naming: str | None = None) -> PageSeen:
        """Returns when a page stands in any window or tab whose address satisfies `at`.

        At once when one already does. `at` is given scheme, host, port and path of the address.
        A page that leads straight on to another one, or an error, does not stand.
        `naming` is a CSS selector: the text of the first element it finds becomes the heading,
        "" when it finds none or is no selector. Where a policy of the machine forbids to look
        into pages, the heading is "". Raises BrowserFailed when the browser is not running.
        """

    async def end_key(self) -> None:
        """Returns when the doctor presses F10, without any other key, in a page.

        At once when she has pressed it before. No page can press it, and none keeps it from the
        kiosk by listening first (one that writes itself anew with document.open while it lasts
        could). Where the browser's own dialogs, its search bar or an open list have the keyboard,
        Escape comes first.
        """

    async def sign_off(self, url: str, seconds: float) -> bool:
        """Goes unseen to an address where a sign-in is ended, within seconds. Never raises.

        Every window closes at once, whatever its page wants, so that closed() returns; the browser
        goes on with its cookies in a page without a window, and is still to be closed. A Chromium
        that has no such pages shows that one page alone.

        True when a page answered (HTTP status below 400) after all redirects; what it says is not
        read, and when it asks for a confirmation, nobody gives it. Where a policy of the machine
        forbids to look into pages, an error counts as an answer too. False at once when no window
        has ever opened. The address holds a token: it appears in no log and no exception.
        """

    async def cookies(self) -> tuple[Cookie, ...]:
        """What it holds now: portals renew a session's cookies while it lasts. Never raises.

        Empty when it is not running, or does not answer at once (a third of a second).
        """

    async def closed(self) -> None:
        """Returns when the doctor or sign_off closed the last window, or the browser died."""

    async def close(self) -> Wiped:
        """Ends every process, wipes the profile and verifies both. Idempotent, never raises."""


@dataclass(frozen=True, slots=True)
class Kit:
    """All devices of one kiosk."""

    watcher: Callable[[Callable[[ReaderEvent], None]], ReaderWatcher]
    card: Callable[[Insertion, CardFamily], Card]
    browser: Callable[[Callable[[], None]], Browser]
    """Given a callback for the doctor's activity in the page (at most one call a second)."""
    leftovers: tuple[Wiped, ...] = ()
    """How the sessions ended that a kiosk which died had left on this machine."""
