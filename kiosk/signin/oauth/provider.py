"""An identity provider, as the kiosk speaks to it: as its client, in JSON."""

import asyncio
import time
from collections.abc import Mapping
from typing import Literal

from devices.kit import UserAgent
from kiosk import __version__, http_errors
from kiosk.http import Answer, HttpClient, Request
from kiosk.signin.oauth import answers, discovery
from kiosk.signin.oauth.client_auth import credentials
from kiosk.signin.oauth.errors import (
    ClientRefused,
    ClientSecretMissing,
    ProviderBroken,
    ProviderError,
    ProviderLost,
    ProviderOffLimits,
    ProviderSlow,
    ProviderUnclear,
    ProviderUnreachable,
    ProviderUntrusted,
)
from kiosk.signin.oauth.settings import Endpoints, ProviderSettings

KEPT_SECONDS = 3600.0
"""How long discovered endpoints are believed."""
LIMIT = 500_000
"""Bytes of one answer: metadata, keys and tokens are a few thousand each."""

AGENT = UserAgent(f"kiosk/{__version__}", "")
"""The kiosk in its own name, where no browser goes on after it."""

_JSON = {"Accept": "application/json"}

EndpointName = Literal[
    "device_authorization_endpoint",
    "backchannel_authentication_endpoint",
    "token_endpoint",
    "jwks_uri",
    "revocation_endpoint",
    "end_session_endpoint",
]


class Provider:
    """Lives as long as the kiosk. Nothing is open between two questions.

    A connection that is kept may be closed by the provider at the very moment a question goes out,
    and then nobody knows whether it was heard: with a fresh one for each, that is rare. Secret and
    certificate are read again each time, so they can be replaced while the kiosk runs.
    """

    def __init__(self, settings: ProviderSettings) -> None:
        self.settings = settings
        self._discovered: Endpoints | None = None
        self._until = 0.0
        self._one_at_a_time = asyncio.Lock()

    async def endpoints(self) -> Endpoints:
        """What is configured; where nothing is, what is discovered.

        Raises ProviderError; the next call then tries again.
        """
        told = await self._told() if self.settings.discovers else Endpoints()
        return discovery.check(self.settings.endpoints.over(told), self.settings.allowed_hosts)

    async def endpoint(self, name: EndpointName) -> str:
        """One that is needed; raises ProviderUnclear when the provider has none."""
        address: str | None = getattr(await self.endpoints(), name)
        if address is None:
            raise ProviderUnclear(f"no {name}")
        return address

    async def post(
        self, url: str, fields: Mapping[str, str], *, patience: float | None = None
    ) -> Answer:
        """A form, sent as the provider's client; the answer, whatever it says.

        `patience` in seconds, when it may take longer than usual. Raises ProviderError.
        """
        proof = await credentials(self.settings.client)
        request = Request.form(url, {**fields, **proof.fields}, {**_JSON, **proof.headers})
        return await self._send(request, patience)

    async def submit(self, url: str, fields: Mapping[str, str]) -> dict[str, object]:
        """Like `post`; the JSON object of the answer.

        Raises ProviderError; answers.OAuthRefusal for errors that have a code.
        """
        return answers.document(await self.post(url, fields))

    async def tell(self, url: str, fields: Mapping[str, str]) -> None:
        """Like `submit`, where only the status of the answer counts (RFC 7009 §2.2)."""
        answers.judge(await self.post(url, fields))

    async def fetch(self, url: str) -> dict[str, object]:
        """The JSON object at an address, which everybody may read. Raises ProviderError."""
        return answers.document(await self._send(Request.get(url, _JSON), None))

    async def visit(self, url: str) -> None:
        """A page that is meant for a browser, wherever it leads. Raises ProviderError."""
        answer = await self._send(Request.get(url), None)
        if answer.location is None:
            answers.judge(answer)

    async def _told(self) -> Endpoints:
        async with self._one_at_a_time:
            if self._discovered is None or time.monotonic() >= self._until:
                metadata = await self.fetch(discovery.place(self.settings))
                self._discovered = discovery.read_endpoints(metadata, self.settings)
                self._until = time.monotonic() + KEPT_SECONDS
            return self._discovered

    async def _send(self, request: Request, patience: float | None) -> Answer:
        settings = self.settings
        client = HttpClient(
            allowed_hosts=settings.allowed_hosts,
            agent=AGENT,
            ca_file=settings.ca_file,
            timeout=settings.timeout,
            limit=LIMIT,
            certificate=settings.client.certificate,
        )
        async with client:
            try:
                return await client.send(request, max(settings.timeout, patience or 0.0))
            except http_errors.HttpError as error:
                raise translated(error) from None


def translated(error: http_errors.HttpError) -> ProviderError:
    """What a fault of the way to a server is when the server is a provider."""
    match error:
        case http_errors.ConnectionLost():
            return ProviderLost(str(error))
        case http_errors.Unreachable():
            return ProviderUnreachable(str(error))
        case http_errors.TimedOut():
            return ProviderSlow(str(error))
        case http_errors.Untrusted() | http_errors.NoCommonTls():
            return ProviderUntrusted(str(error))
        case http_errors.ServerBroken():
            return ProviderBroken(error.status)
        case http_errors.OffLimits() | http_errors.NotHttps():
            return ProviderOffLimits(error.host)
        case http_errors.ClientCertificateRefused():
            return ClientRefused("certificate")
        case http_errors.CertificateUnusable():
            return ClientSecretMissing(str(error))
        case _:
            return ProviderUnclear(type(error).__name__)
