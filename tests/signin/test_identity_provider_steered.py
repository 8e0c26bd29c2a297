"""The tests' own provider changes, fails and ends as a test wants it."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from joserfc.errors import InvalidKeyIdError

from tests.signin.visitor import Visitor, visitor
from tests.support.identity_clients import CAMILLE
from tests.support.identity_exchange import Endpoint
from tests.support.identity_provider import OTHER_HOST, IdentityProvider, running_provider
from tests.support.processes import alive
from tests.support.waiting import wait_for


@pytest.fixture
def kiosk(identity_provider: IdentityProvider) -> Iterator[Visitor]:
    """A public client."""
    with visitor(identity_provider) as made:
        yield made


def test_keys_change_while_it_runs_and_the_old_ones_are_kept_or_not(
    identity_provider: IdentityProvider, kiosk: Visitor
) -> None:
    before = kiosk.tokens()["id_token"]
    identity_provider.rotate_keys()
    after = kiosk.tokens()["id_token"]
    assert kiosk.claims(before)["sub"] == kiosk.claims(after)["sub"]
    identity_provider.rotate_keys(keep_old=False)
    with pytest.raises((InvalidKeyIdError, ValueError)):
        kiosk.claims(before)


def test_it_misbehaves_when_told_and_only_as_often(
    identity_provider: IdentityProvider, kiosk: Visitor
) -> None:
    asked = kiosk.ask_code()
    identity_provider.answer(Endpoint.TOKEN, 400, {"error": "slow_down"}, times=2)
    said = [kiosk.poll_code(asked)["error"] for _ in range(3)]
    assert said == ["slow_down", "slow_down", "authorization_pending"]
    assert [seen.error for seen in identity_provider.asked(Endpoint.TOKEN)] == said

    identity_provider.approve_code()
    identity_provider.lose_answer(Endpoint.TOKEN)
    with pytest.raises(httpx.RemoteProtocolError):
        kiosk.poll_code(asked)
    assert kiosk.poll_code(asked)["error"] == "invalid_grant"

    identity_provider.hold(Endpoint.KEYS)
    with pytest.raises(httpx.ReadTimeout):
        kiosk.http.get(identity_provider.url(Endpoint.KEYS), timeout=0.2)


def test_it_vanishes_and_comes_back_with_all_it_knew(
    identity_provider: IdentityProvider, kiosk: Visitor
) -> None:
    asked = kiosk.ask_code()
    identity_provider.vanish()
    with pytest.raises(httpx.TransportError):
        kiosk.poll_code(asked)
    identity_provider.come_back()
    assert kiosk.poll_code(asked)["error"] == "authorization_pending"


@pytest.mark.parametrize("interval", [None, 2])
def test_it_says_how_often_to_poll_only_if_it_is_to(tmp_path: Path, interval: int | None) -> None:
    with running_provider(tmp_path, interval=interval) as provider, visitor(provider) as kiosk:
        assert kiosk.ask_code().get("interval") == interval
        assert kiosk.ask_push(CAMILLE.number).get("interval") == interval
    assert not alive(provider.pid)


def test_it_may_send_clients_with_a_certificate_elsewhere(tmp_path: Path) -> None:
    with running_provider(tmp_path, mtls_aliases=True) as provider, visitor(provider) as kiosk:
        told = kiosk.get(Endpoint.DISCOVERY)["mtls_endpoint_aliases"]
        assert told.keys() < kiosk.get(Endpoint.DISCOVERY).keys()
        kiosk.http.post(told["token_endpoint"])
        assert provider.asked(Endpoint.TOKEN)[-1].host == OTHER_HOST


def test_it_dies_with_the_process_that_started_it(tmp_path: Path) -> None:
    program = f"""if True:
        import pathlib, sys
        from tests.support.identity_provider import running_provider
        with running_provider(pathlib.Path({str(tmp_path)!r})) as provider:
            print(provider.pid, flush=True)
            sys.stdin.read()
    """
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as test:
        assert test.stdout is not None
        pid = int(test.stdout.readline())
        assert alive(pid)
        test.kill()
    wait_for(lambda: not alive(pid))
