"""The kiosk's own HTTPS client: it visits a portal as the portal's ordinary user agent would.

It brings httpx with it: imported by the ways to sign in, never on the way to the first screen.
It stands on httpx's transports, not its client: redirects and cookies follow rules of its own.
"""

import asyncio
import ssl
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import httpx

from devices.hosts import host_allowed
from devices.kit import UserAgent
from kiosk.cookies import CookieJar
from kiosk.http_errors import (
    ClientCertificateRefused,
    ConnectionLost,
    HttpError,
    NotHttps,
    OffLimits,
    Refused,
    ServerBroken,
    TimedOut,
    TooLarge,
    TooManyRedirects,
    Unreachable,
    Untrusted,
)
from kiosk.http_request import Request
from kiosk.http_transport import Route, Transports, prepare

__all__ = ["Answer", "HttpClient", "Request", "Route", "prepare"]

MOST_REDIRECTS = 10
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NGINX_REFUSAL = "SSL certificate"
"""nginx says 495 and 496 as 400, with "The SSL certificate error" or "No required SSL
certificate was sent" as the title (measured, 1.22)."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One complete answer; of a redirect with its absolute target."""

    url: str = field(repr=False)
    status: int
    headers: Mapping[str, str] = field(repr=False)
    """Names in lower case; cookies are in the jar."""
    text: str = field(repr=False)
    """Read as UTF-8, whatever the server calls it: what is looked for is ASCII, and some of
    Python's codecs raise whatever they are told, or take minutes (punycode)."""
    location: str | None = field(default=None, repr=False)
    body: bytes = field(default=b"", repr=False)
    """As it came, for those who go by what it says of its encoding."""

    @property
    def refuses_certificate(self) -> bool:
        """Whether the server in front of it all says that a client's certificate is no good."""
        return self.status in {495, 496} or (self.status == 400 and _NGINX_REFUSAL in self.text)


class HttpClient:
    """Asks the allowed hosts, keeps their cookies in the jar. Raises HttpError only."""

    def __init__(
        self,
        *,
        allowed_hosts: Sequence[str],
        agent: UserAgent,
        ca_file: Path | None,
        timeout: float,
        route: Route | None = None,
        jar: CookieJar | None = None,
        limit: int = 2_000_000,
        certificate: Path | None = None,
    ) -> None:
        """`timeout` is for one call with all its redirects, in seconds; `limit` in bytes.

        `certificate` is a PEM file, with its key, for servers that ask for one; through the tunnel
        it is the card's that counts. CertificateUnusable is raised when it is first needed.
        """
        self._allowed = tuple(allowed_hosts)
        self._fixed_headers = {
            "User-Agent": agent.user_agent,
            "Accept-Language": agent.accept_language,
            "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
            "Accept-Encoding": "identity",
        }
        self._timeout = timeout
        self._jar = CookieJar() if jar is None else jar
        self._limit = limit
        self._transports = Transports(route, ca_file, certificate)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._transports.close()

    async def get(self, url: str) -> Answer:
        """The page that the redirects from `url` end at."""
        return await self.submit(Request.get(url))

    async def submit(self, request: Request) -> Answer:
        """The page that the redirects after the request end at."""
        async with self._errors_as_data():
            for _ in range(MOST_REDIRECTS + 1):
                answer = await self._judged(request)
                if answer.location is None:
                    return answer
                request = request.redirected(answer.status, answer.location)
            raise TooManyRedirects(httpx.URL(request.url).host)

    async def ask(self, url: str) -> Answer:
        """One request and its answer, redirects not followed."""
        async with self._errors_as_data():
            return await self._judged(Request.get(url))

    async def send(self, request: Request, timeout: float | None = None) -> Answer:  # noqa: ASYNC109 (longer for one request)
        """One request and its answer, whatever its status; redirects not followed."""
        async with self._errors_as_data(timeout):
            return await self._exchange(request)

    @asynccontextmanager
    async def _errors_as_data(self, timeout: float | None = None) -> AsyncIterator[None]:  # noqa: ASYNC109
        # httpx's exceptions carry the request with its cookies: they go no further.
        seconds = self._timeout if timeout is None else timeout
        try:
            async with asyncio.timeout(seconds):
                yield
        except TimeoutError:
            raise TimedOut(f"{seconds} s") from None
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            raise _translated(error, with_certificate=self._transports.certified) from None

    async def _judged(self, request: Request) -> Answer:
        answer = await self._exchange(request)
        _judge(answer, with_card=self._transports.tunnels(httpx.URL(request.url)))
        return answer

    async def _exchange(self, request: Request) -> Answer:
        url = httpx.URL(request.url)
        if url.scheme != "https":
            raise NotHttps(url.host)
        if url.userinfo or not host_allowed(url.host, self._allowed):
            # "https://this@that/" is read in two ways; no portal has an honest use for it.
            raise OffLimits(url.host)
        response = await self._transports.send(
            request.method, url, self._headers(request), request.body
        )
        try:
            self._jar.store(str(url), response.headers.get_list("set-cookie"), time.time())
            body = await self._body(response)
        finally:
            await response.aclose()
        return Answer(
            url=str(url),
            status=response.status_code,
            headers={name: v for name, v in response.headers.items() if name != "set-cookie"},
            text=body.decode(errors="replace"),
            location=_location(url, response),
            body=body,
        )

    def _headers(self, request: Request) -> dict[bytes, bytes]:
        own = {name.lower() for name in request.headers}
        headers = {n: v for n, v in self._fixed_headers.items() if v and n.lower() not in own}
        if cookies := self._jar.header(request.url, time.time()):
            headers["Cookie"] = cookies
        return {n.encode(): v.encode() for n, v in {**headers, **request.headers}.items()}

    async def _body(self, response: httpx.Response) -> bytes:
        body = bytearray()
        async for piece in response.aiter_bytes():
            body += piece
            if len(body) > self._limit:
                raise TooLarge(f"more than {self._limit} bytes")
        return bytes(body)


def _location(url: httpx.URL, response: httpx.Response) -> str | None:
    if response.status_code not in _REDIRECTS or "location" not in response.headers:
        return None
    return str(url.join(response.headers["location"]))


def _judge(answer: Answer, *, with_card: bool) -> None:
    """Raises for everything that is neither a page nor a redirect."""
    status = answer.status
    if 200 <= status < 300 or status in _REDIRECTS:
        return
    if not 400 <= status < 500:
        raise ServerBroken(status)
    if with_card and (status in {401, 403} or answer.refuses_certificate):
        raise ClientCertificateRefused(f"status {status}")
    raise Refused(status)


def _translated(error: Exception, *, with_certificate: bool) -> HttpError:
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, ssl.SSLCertVerificationError):
            return Untrusted(seen.verify_message)
        if with_certificate and isinstance(seen, ssl.SSLError) and _is_refusal(seen):
            return ClientCertificateRefused(seen.reason)
        seen = seen.__cause__ or seen.__context__
    if isinstance(error, httpx.RemoteProtocolError) and "disconnected" not in str(error):
        return ServerBroken(0)
    if isinstance(error, httpx.ReadError | httpx.WriteError | httpx.RemoteProtocolError):
        return ConnectionLost(f"{type(error).__name__}: {error}")
    return Unreachable(f"{type(error).__name__}: {error}")


def _is_refusal(error: ssl.SSLError) -> bool:
    """Whether the server ended TLS because of the certificate that it was shown."""
    reason = error.reason or ""
    return "ALERT" in reason and any(word in reason for word in ("CERTIFICATE", "UNKNOWN_CA"))
