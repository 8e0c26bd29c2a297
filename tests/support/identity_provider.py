"""A certified identity provider (oidc-provider, on Node.js) as a child process, for one test.

It serves tests with and without an event loop. What a test asks of it takes milliseconds.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any, cast

import pytest

from kiosk.demo.pki import Credential
from tests.support.identity_clients import (
    ALL,
    CAMILLE,
    CLIENT_AUTHORITY,
    MAELLE,
    Doctor,
    Registration,
)
from tests.support.identity_exchange import Endpoint, Exchange
from tests.support.identity_phone import push
from tests.support.identity_process import ProviderProcess, SteeringFailed
from tests.support.pki import authority

HOST = "127.0.0.1"
OTHER_HOST = "localhost"
SERVER_AUTHORITY = "AC FOURNISSEUR ESSAI"


class IdentityProvider:
    """A running provider."""

    def __init__(self, process: ProviderProcess, port: int, ca_file: Path) -> None:
        self._process = process
        self.issuer = f"https://{HOST}:{port}"
        self.ca_file = ca_file
        """Whom to trust to reach it."""

    @property
    def pid(self) -> int:
        return self._process.pid

    def url(self, endpoint: str) -> str:
        return f"{self.issuer}{endpoint}"

    def asked(self, endpoint: Endpoint | None = None) -> list[Exchange]:
        """What was asked so far, in the order of the answers; at one endpoint, or at all."""
        told = cast(list[dict[str, Any]], self._process.do("exchanges"))
        found = [Exchange(**exchange) for exchange in told]
        return [exchange for exchange in found if endpoint in (None, exchange.path)]

    def approve_code(
        self, user_code: str | None = None, who: Doctor = CAMILLE, *, acr: str | None = None
    ) -> None:
        """On the provider's own pages. Without a code the last one, without acr what was asked."""
        more = {} if acr is None else {"acr": acr}
        self.visit(self._code_url(user_code), {"number": who.number, **more})

    def refuse_code(self, user_code: str | None = None) -> None:
        self.visit(self._code_url(user_code), {"refuse": "yes"})

    def visit(self, url: str, button: dict[str, str]) -> None:
        """A phone opens the address and pushes the button of the login page."""
        push(url, button, self.ca_file)

    def approve_push(self, auth_req_id: str | None = None, *, acr: str | None = None) -> None:
        """By the one it is for. Without an id the last one, without acr what was asked."""
        self._process.do("approve_push", auth_req_id=self._push(auth_req_id), acr=acr)

    def refuse_push(self, auth_req_id: str | None = None) -> None:
        self._process.do("refuse_push", auth_req_id=self._push(auth_req_id))

    def approve_login(self, who: Doctor = CAMILLE) -> None:
        """The page at which a browser signs in goes on by itself."""
        self._process.do("answer_login", number=who.number)

    def expire_code(self, user_code: str | None = None) -> None:
        """Its time is over."""
        code = user_code or self._last(Endpoint.DEVICE, "user_code")
        self._process.do("expire_code", user_code=code)

    def expire_push(self, auth_req_id: str | None = None) -> None:
        self._process.do("expire_push", auth_req_id=self._push(auth_req_id))

    def lives(self, token: str) -> bool:
        """Whether an access or refresh token is good: not revoked, not too old."""
        return self._process.do("lives", token=token) is True

    def sessions(self, who: Doctor = CAMILLE) -> int:
        """In how many browsers somebody is signed in."""
        return cast(int, self._process.do("sessions", number=who.number))

    def rotate_keys(self, *, keep_old: bool = True) -> None:
        """Signs with a new key from now on. keep_old: the old ones are published still."""
        self._process.do("rotate_keys", keep_old=keep_old)

    def answer(
        self,
        endpoint: Endpoint,
        status: int,
        body: str | dict[str, Any] = "",
        headers: Mapping[str, str] | None = None,
        *,
        times: int = 1,
    ) -> None:
        """The next requests there get this answer, and the provider does not hear of them."""
        answer = {"status": status, "body": body, "headers": headers or {}}
        self._process.do("fault", kind="answer", path=endpoint, times=times, **answer)

    def lose_answer(self, endpoint: Endpoint, *, times: int = 1) -> None:
        """The next requests there are heard, and the connection breaks before their answer."""
        self._process.do("fault", kind="lose", path=endpoint, times=times)

    def hold(self, endpoint: Endpoint, *, times: int = 1) -> None:
        """The next requests there are neither heard nor answered."""
        self._process.do("fault", kind="hold", path=endpoint, times=times)

    def vanish(self) -> None:
        """It cannot be reached, until it comes back at the same port with all it knew."""
        self._process.do("vanish")

    def come_back(self) -> None:
        self._process.do("come_back")

    def _code_url(self, user_code: str | None) -> str:
        if user_code is None:
            return self._last(Endpoint.DEVICE, "verification_uri_complete")
        return self.url(f"/device?user_code={user_code}")

    def _push(self, auth_req_id: str | None) -> str:
        return auth_req_id or self._last(Endpoint.PUSH, "auth_req_id")

    def _last(self, endpoint: Endpoint, name: str) -> str:
        given = [made.answer[name] for made in self.asked(endpoint) if name in made.answer]
        if not given:
            raise SteeringFailed(f"nobody has been given a {name}")
        return given[-1]


@contextmanager
def running_provider(
    directory: Path,
    *,
    clients: tuple[Registration, ...] = ALL,
    doctors: tuple[Doctor, ...] = (CAMILLE, MAELLE),
    code_seconds: int = 600,
    interval: int | None = None,
    mtls_aliases: bool = False,
) -> Iterator[IdentityProvider]:
    """For as long as the block lasts. The directory is private to it.

    code_seconds: how long a device code or a push may wait. interval: what is said of polling; the
    library says nothing, which means five seconds (RFC 8628 §3.2). mtls_aliases: discovery sends
    clients with a certificate to OTHER_HOST (RFC 8705 §5), as Pro Santé Connect does to another.
    """
    ca_file = directory / "authority.pem"
    ca_file.write_text(authority(SERVER_AUTHORITY).pem)
    settings = {
        "accounts": [asdict(doctor) for doctor in doctors],
        "clients": [client.metadata() for client in clients],
        "code_seconds": code_seconds,
        "interval": interval,
        "mtls_aliases": mtls_aliases,
        **_keys(),
    }
    process = ProviderProcess(directory / "provider.log")
    try:
        listening = cast(dict[str, int], process.tell(settings))
        yield IdentityProvider(process, listening["port"], ca_file)
    finally:
        process.end()


def _keys() -> dict[str, str]:
    server = _credential("server")
    return {
        "client_authority": authority(CLIENT_AUTHORITY).pem,
        "server_certificate": server.pem,
        "server_key": server.key_pem,
        "signing_key": _credential("signing").key_pem,
    }


@cache
def _credential(purpose: str) -> Credential:  # noqa: ARG001 (the cache tells them apart by it)
    return authority(SERVER_AUTHORITY).issue_server(HOST, OTHER_HOST)


@pytest.fixture
def identity_provider(tmp_path: Path) -> Iterator[IdentityProvider]:
    """Knows the clients and doctors of identity_clients; lets them poll every second."""
    directory = tmp_path / "identity-provider"
    directory.mkdir()
    with running_provider(directory, interval=1) as provider:
        yield provider
