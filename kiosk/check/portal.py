"""Is the portal reached, is it the portal, how fast, and does its clock agree with this one?"""

import http.client
import ssl
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import SplitResult, urlsplit

from devices.text import plain
from kiosk import __version__
from kiosk.check.fact import Fact, failed, ok, warning
from kiosk.config import Config
from kiosk.i18n import _

SKEW_WARNING_SECONDS = 60
SKEW_FAILED_SECONDS = 300
"""From here on the journal's times mislead, and certificates may seem expired or not yet valid."""

CERTIFICATE_WARNING_DAYS = 14

CARD_WANTED = frozenset({"SSLV3_ALERT_HANDSHAKE_FAILURE", "TLSV13_ALERT_CERTIFICATE_REQUIRED"})
"""What a server says that wants the client's certificate in the handshake itself. It has proved its
own by then."""


def portal(config: Config) -> Iterator[Fact]:
    """The start page answers, and every other server of the portal proves who it is."""
    context = ssl.create_default_context(cafile=config.portal.ca_file)
    home = urlsplit(config.portal.home_url)
    yield from _visit(home, context, config.portal.timeout_seconds)
    others = {urlsplit(config.methods.card.login_url), urlsplit(config.portal.logout_url)}
    seen = {_server(home)}
    for other in sorted(others):
        if _server(other) not in seen:
            seen.add(_server(other))
            yield _greet(other, context, config.portal.timeout_seconds)


def _server(url: SplitResult) -> tuple[str, int]:
    return url.hostname or "", url.port or 443


def _visit(url: SplitResult, context: ssl.SSLContext, seconds: float) -> Iterator[Fact]:
    host, port = _server(url)
    connection = http.client.HTTPSConnection(host, port, timeout=seconds, context=context)
    start = time.monotonic()
    try:
        connection.connect()
        lasts = _days_left(connection.sock)
        path = f"{url.path or '/'}{'?' if url.query else ''}{url.query}"
        connection.request("GET", path, headers={"User-Agent": f"kiosk/{__version__}"})
        answer = connection.getresponse()
    except (OSError, http.client.HTTPException) as error:
        yield _unreachable(host, error)
        return
    finally:
        connection.close()
    yield _answered(host, answer.status, time.monotonic() - start, lasts)
    yield from _clock(answer.headers.get("Date"))


def _greet(url: SplitResult, context: ssl.SSLContext, seconds: float) -> Fact:
    """TLS only: the page behind it is for cards."""
    host, port = _server(url)
    connection = http.client.HTTPSConnection(host, port, timeout=seconds, context=context)
    start = time.monotonic()
    try:
        connection.connect()
        lasts = _days_left(connection.sock)
    except OSError as error:
        if isinstance(error, ssl.SSLError) and error.reason in CARD_WANTED:
            return ok("portal", _("{host} answers and asks for a card"), host=host)
        return _unreachable(host, error)
    finally:
        connection.close()
    return _proved(host, time.monotonic() - start, lasts)


def _answered(host: str, status: int, seconds: float, days_left: int) -> Fact:
    if status >= 500:
        return warning(
            "portal",
            _("{host} answers with error {status}"),
            _("ask the portal whether it is out of order"),
            host=host,
            status=status,
        )
    return _proved(host, seconds, days_left)


def _proved(host: str, seconds: float, days_left: int) -> Fact:
    values = {"host": host, "seconds": f"{seconds:.2f}", "days": days_left}
    if days_left < CERTIFICATE_WARNING_DAYS:
        message = _("{host}: its certificate ends in {days} days")
        return warning("portal", message, _("tell the portal"), **values)
    message = _("{host} answers in {seconds} s and its certificate is good for {days} days")
    return ok("portal", message, **values)


def _unreachable(host: str, error: Exception) -> Fact:
    if isinstance(error, ssl.SSLCertVerificationError):
        return failed(
            "portal",
            _("{host} is not proved to be the portal: {why}"),
            _("see to the clock, to ca_file in [portal], and to whatever intercepts TLS here"),
            host=host,
            why=plain(error.verify_message, 200),
        )
    why = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return failed(
        "portal",
        _("{host} is not reached: {why}"),
        _("see to the network, and to the addresses in [portal] and [methods]"),
        host=host,
        why=plain(why, 200),
    )


def _days_left(socket: object) -> int:
    assert isinstance(socket, ssl.SSLSocket)  # noqa: S101  # HTTPSConnection has no other
    certificate = socket.getpeercert() or {}
    ends = ssl.cert_time_to_seconds(str(certificate["notAfter"]))
    return int((ends - time.time()) // 86400)


def _clock(date: str | None) -> Iterator[Fact]:
    """The portal's clock, by its answer, is right to a second or two."""
    try:
        skew = round((datetime.now(UTC) - parsedate_to_datetime(date or "")).total_seconds())
    except (ValueError, TypeError):
        return
    if abs(skew) < SKEW_WARNING_SECONDS:
        yield ok("clock", _("this clock agrees with the portal's"))
        return
    state = failed if abs(skew) >= SKEW_FAILED_SECONDS else warning
    yield state(
        "clock",
        _("this clock is {seconds} s off the portal's"),
        "timedatectl set-ntp true",
        seconds=skew,
    )
