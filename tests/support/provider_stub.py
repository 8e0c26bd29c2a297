"""An identity provider that says what a test wants it to say, over real HTTPS.

For what a good one never says; a good one is in identity_provider.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from kiosk.signin.oauth.grant import CIBA, DEVICE, Grant
from kiosk.signin.oauth.provider import Provider
from kiosk.signin.oauth.settings import Client, Endpoints, Proof, ProviderSettings
from tests.support.https_site import Authority, Page, Site, serve

DISCOVERY = "/.well-known/openid-configuration"
DEVICE_AUTHORIZATION = "/device"
BACKCHANNEL = "/backchannel"
TOKEN = "/token"
CODE = "c0de-that-nobody-sees"

TOKENS = {
    "access_token": "acc3ss",
    "token_type": "Bearer",
    "expires_in": 120,
    "refresh_token": "r3fresh",
    "id_token": "h.p.s",
}


def document(content: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Page:
    """JSON."""
    headers = {"Content-Type": "application/json", **(headers or {})}
    return Page(json.dumps(content), status, headers)


def refusal(error: str, status: int = 400, headers: Mapping[str, str] | None = None) -> Page:
    """An error as RFC 6749 §5.2 has it."""
    return document({"error": error, "error_description": "pour mémoire"}, status, headers)


PENDING = refusal("authorization_pending")
SLOW_DOWN = refusal("slow_down")
GIVEN = document(TOKENS)
HTML = Page("<!doctype html><title>Portail captif</title>")
HUGE = Page(b'{"error": "' + b"x" * 10_000_000 + b'"}')
CUT_OFF = Page(GIVEN.body, cut=20)


@dataclass
class Stub:
    """The site and the kiosk's settings for it."""

    site: Site
    authority: Authority
    folder: Path
    metadata: dict[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.metadata = {
            "issuer": self.site.url(""),
            "device_authorization_endpoint": self.site.url(DEVICE_AUTHORIZATION),
            "backchannel_authentication_endpoint": self.site.url(BACKCHANNEL),
            "token_endpoint": self.site.url(TOKEN),
            "jwks_uri": self.site.url("/jwks"),
        }
        self.publish()

    def publish(self, **changes: object) -> None:
        """Changes the metadata; None takes an entry away."""
        self.metadata |= changes
        told = {name: value for name, value in self.metadata.items() if value is not None}
        self.site.pages[DISCOVERY] = document(told)

    def answers(self, path: str, *turns: Page) -> None:
        """One after the other; the last one from then on."""
        self.site.turns[path] = list(turns[:-1])
        self.site.pages[path] = turns[-1]

    def client(self, proof: Proof = Proof.NONE, secret: str = "", **more: Path) -> Client:
        file = None
        if secret:
            file = self.folder / "secret"
            file.write_text(secret)
        return Client(client_id="kiosk:accueil", proof=proof, secret_file=file, **more)

    def provider(
        self,
        client: Client | None = None,
        *,
        timeout: float = 10,
        issuer: str | None = None,
        discovery_url: str | None = None,
        endpoints: Endpoints | None = None,
        discovers: bool = True,
    ) -> Provider:
        return Provider(
            ProviderSettings(
                issuer=issuer or self.site.url(""),
                discovery_url=discovery_url,
                discovers=discovers,
                endpoints=endpoints or Endpoints(),
                client=client or self.client(),
                allowed_hosts=("localhost", "*.phone.test"),
                ca_file=self.authority.file,
                timeout=timeout,
            )
        )


@dataclass
class Clock:
    """A clock whose pauses take no time."""

    time: float = 1000.0
    pauses: list[float] = field(default_factory=list)
    jump: float = 0.0
    """Seconds that the next pause takes longer than asked."""
    meanwhile: dict[int, Callable[[], object]] = field(default_factory=dict)
    """What happens in the pause of this number, the first being 1."""

    def now(self) -> float:
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.time += seconds + self.jump
        self.jump = 0.0
        if happens := self.meanwhile.get(len(self.pauses)):
            happens()

    def grant(self, seconds: float = 120, interval: float = 5, *, push: bool = False) -> Grant:
        """Given now."""
        kind = (CIBA, "auth_req_id") if push else (DEVICE, "device_code")
        return Grant(*kind, CODE, interval, self.time + seconds)


def configure(provider: Provider, **changes: object) -> None:
    """Changes settings of a provider that may have been discovered."""
    provider.settings = replace(provider.settings, **changes)  # type: ignore[arg-type]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def stub(tmp_path: Path) -> Iterator[Stub]:
    authority = Authority(tmp_path)
    with serve({}, authority.server_context("localhost")) as site:
        yield Stub(site, authority, tmp_path)
