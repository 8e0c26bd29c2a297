"""One HTTPS server: is it reached, does it prove who it is, how fast, and what time is it there?"""

import http.client
import ssl
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from devices.hosts import origin_of
from devices.text import plain
from kiosk import __version__
from kiosk.check.fact import Fact, State, failed, ok, warning
from kiosk.i18n import _

CERTIFICATE_WARNING_DAYS = 14

CERTIFICATE_WANTED = frozenset(
    {"SSLV3_ALERT_HANDSHAKE_FAILURE", "TLSV13_ALERT_CERTIFICATE_REQUIRED"}
)
"""What a server says that wants the client's certificate in the handshake itself. It has proved its
own by then."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a visit found."""

    fact: Fact
    status: int | None = None
    """None when there was no answer."""
    skew: int | None = None
    """Seconds that this clock is ahead of the server's; None when it does not say its time."""

    @property
    def failed(self) -> bool:
        """Whether there is nothing more to find there."""
        return self.fact.state is State.FAILED


@dataclass(frozen=True, slots=True)
class Visitor:
    """Goes to servers that are believed on the same grounds."""

    topic: str
    table: str
    """Where kiosk.toml says whom to believe, as ca_file."""
    context: ssl.SSLContext
    seconds: float

    def visit(self, url: str) -> Answer:
        """Asks for one page; redirects are not followed."""
        parts = urlsplit(url)
        host, connection = self._connection(url)
        start = time.monotonic()
        try:
            connection.connect()
            lasts = _days_left(connection.sock)
            path = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
            connection.request("GET", path, headers={"User-Agent": f"kiosk/{__version__}"})
            answer = connection.getresponse()
        except (OSError, http.client.HTTPException) as error:
            return Answer(self._unreachable(host, error))
        finally:
            connection.close()
        fact = self._answered(host, answer.status, time.monotonic() - start, lasts)
        return Answer(fact, answer.status, _skew(answer.headers.get("Date")))

    def greet(self, url: str) -> Fact:
        """TLS only: the page behind it is not for a check."""
        host, connection = self._connection(url)
        start = time.monotonic()
        try:
            connection.connect()
            lasts = _days_left(connection.sock)
        except OSError as error:
            if isinstance(error, ssl.SSLError) and error.reason in CERTIFICATE_WANTED:
                return ok(self.topic, _("{host} answers and asks for a certificate"), host=host)
            return self._unreachable(host, error)
        finally:
            connection.close()
        return self._proved(host, time.monotonic() - start, lasts)

    def greet_others(self, urls: Iterable[str | None], seen: Iterable[str]) -> Iterator[Fact]:
        """Every server of the addresses that is none of those seen, once."""
        known = {server(url) for url in seen}
        for url in sorted(filter(None, urls)):
            if server(url) not in known:
                known.add(server(url))
                yield self.greet(url)

    def _connection(self, url: str) -> tuple[str, http.client.HTTPSConnection]:
        host, port = server(url)
        return host, http.client.HTTPSConnection(
            host, port, timeout=self.seconds, context=self.context
        )

    def _answered(self, host: str, status: int, seconds: float, days_left: int) -> Fact:
        if status >= 500:
            return warning(
                self.topic,
                _("{host} answers with error {status}"),
                _("ask whoever runs it whether it is out of order"),
                host=host,
                status=status,
            )
        return self._proved(host, seconds, days_left)

    def _proved(self, host: str, seconds: float, days_left: int) -> Fact:
        values = {"host": host, "seconds": f"{seconds:.2f}", "days": days_left}
        if days_left < CERTIFICATE_WARNING_DAYS:
            message = _("{host}: its certificate ends in {days} days")
            return warning(self.topic, message, _("tell whoever runs it"), **values)
        message = _("{host} answers in {seconds} s and its certificate is good for {days} days")
        return ok(self.topic, message, **values)

    def _unreachable(self, host: str, error: Exception) -> Fact:
        if isinstance(error, ssl.SSLCertVerificationError):
            return failed(
                self.topic,
                _("{host} does not prove who it is: {why}"),
                _("see to the clock, to ca_file in [{table}], and to whatever intercepts TLS here"),
                host=host,
                table=self.table,
                why=plain(error.verify_message, 200),
            )
        why = getattr(error, "strerror", None) or str(error) or type(error).__name__
        return failed(
            self.topic,
            _("{host} is not reached: {why}"),
            _("see to the network, and to the addresses in [portal] and [methods]"),
            host=host,
            why=plain(why, 200),
        )


def server(url: str) -> tuple[str, int]:
    """Host and port of an address that the configuration names."""
    origin = origin_of(url)
    return ("", 443) if origin is None else (origin.host, origin.port)


def _days_left(socket: object) -> int:
    assert isinstance(socket, ssl.SSLSocket)  # noqa: S101  # HTTPSConnection has no other
    certificate = socket.getpeercert() or {}
    ends = ssl.cert_time_to_seconds(str(certificate["notAfter"]))
    return int((ends - time.time()) // 86400)


def _skew(date: str | None) -> int | None:
    """A server's clock, by its answer, is right to a second or two."""
    try:
        return round((datetime.now(UTC) - parsedate_to_datetime(date or "")).total_seconds())
    except (ValueError, TypeError):
        return None
