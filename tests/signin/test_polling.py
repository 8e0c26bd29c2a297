"""The pace at which the kiosk asks a provider whether somebody has answered."""

import threading
import time
from dataclasses import replace

import pytest

from kiosk.signin.oauth import errors
from kiosk.signin.oauth.polling import poll
from kiosk.signin.oauth.settings import Endpoints
from kiosk.signin.oauth.tokens import Tokens
from tests.signin.keeping import let_go
from tests.support.https_site import Page
from tests.support.provider_stub import (
    CODE,
    GIVEN,
    PENDING,
    SLOW_DOWN,
    TOKEN,
    Clock,
    Stub,
    configure,
    refusal,
)

BROKEN = Page("", 500)


async def test_the_interval_passes_before_every_poll(stub: Stub, clock: Clock) -> None:
    stub.answers(TOKEN, PENDING, PENDING, GIVEN)
    tokens = await poll(stub.provider(), clock.grant(interval=7), let_go, clock)
    assert tokens == Tokens("acc3ss", "r3fresh", "h.p.s")
    assert clock.pauses == [7, 7, 7]
    assert "acc3ss" not in repr(tokens)


@pytest.mark.parametrize("push", [False, True])
async def test_the_code_is_exchanged_as_the_standard_has_it(
    stub: Stub, clock: Clock, push: bool
) -> None:
    stub.answers(TOKEN, GIVEN)
    await poll(stub.provider(), clock.grant(push=push), let_go, clock)
    (asked,) = stub.site.asked(TOKEN)
    grant_type, parameter = (
        ("urn:openid:params:grant-type:ciba", "auth_req_id")
        if push
        else ("urn:ietf:params:oauth:grant-type:device_code", "device_code")
    )
    assert asked.form == {"grant_type": grant_type, parameter: CODE, "client_id": "kiosk:accueil"}


async def test_slow_down_makes_it_slower_for_good_each_time(stub: Stub, clock: Clock) -> None:
    stub.answers(TOKEN, PENDING, SLOW_DOWN, PENDING, SLOW_DOWN, PENDING, GIVEN)
    await poll(stub.provider(), clock.grant(), let_go, clock)
    assert clock.pauses == [5, 5, 10, 10, 15, 15]


@pytest.mark.parametrize("status", [200, 403, 429])
async def test_what_is_said_goes_before_the_status(stub: Stub, clock: Clock, status: int) -> None:
    stub.answers(TOKEN, refusal("slow_down", status), GIVEN)
    await poll(stub.provider(), clock.grant(), let_go, clock)
    assert clock.pauses == [5, 10]


@pytest.mark.parametrize(
    ("page", "pause"),
    [
        (Page("", 503, {"Retry-After": "40"}), 40),
        (Page("", 503, {"Retry-After": "2"}), 5),
        (Page("", 503, {"Retry-After": "bientôt"}), 5),
        (Page("", 503), 5),
        (Page("", 429, {"Retry-After": "17"}), 17),
        (refusal("slow_down", 429, {"Retry-After": "25"}), 25),
    ],
)
async def test_a_provider_that_asks_to_be_left_alone_is(
    stub: Stub, clock: Clock, page: Page, pause: float
) -> None:
    stub.answers(TOKEN, page, GIVEN)
    await poll(stub.provider(), clock.grant(), let_go, clock)
    assert clock.pauses == [5, pause]


async def test_a_provider_that_fails_is_asked_more_and_more_rarely(
    stub: Stub, clock: Clock
) -> None:
    stub.answers(TOKEN, *[BROKEN] * 5, PENDING, BROKEN, GIVEN)
    await poll(stub.provider(), clock.grant(seconds=1000), let_go, clock)
    assert clock.pauses == [5, 5, 10, 20, 30, 30, 5, 5]


async def test_a_network_that_goes_and_comes_back_is_waited_for(stub: Stub, clock: Clock) -> None:
    stub.answers(TOKEN, GIVEN)
    provider = stub.provider(endpoints=Endpoints(token_endpoint="https://localhost:1/"))
    clock.meanwhile[4] = lambda: configure(provider, endpoints=Endpoints())
    await poll(provider, clock.grant(), let_go, clock)
    assert clock.pauses == [5, 5, 10, 20]


async def test_a_provider_that_hangs_is_asked_more_rarely_at_once(stub: Stub, clock: Clock) -> None:
    stub.answers(TOKEN, Page("", gate=threading.Event()), GIVEN)
    await poll(stub.provider(timeout=0.5), clock.grant(), let_go, clock)
    assert clock.pauses == [5, 10]


async def test_a_provider_may_hold_a_poll_of_a_push_until_somebody_answers(
    stub: Stub, clock: Clock
) -> None:
    stub.answers(TOKEN, GIVEN)
    await (provider := stub.provider()).endpoints()
    configure(provider, timeout=0.0001)
    patient = replace(clock.grant(push=True), patience=10)
    assert (await poll(provider, patient, let_go, clock)).access_token == "acc3ss"
    with pytest.raises(errors.CodeExpired):
        await poll(provider, clock.grant(push=True), let_go, clock)


async def test_without_a_clock_it_waits_in_real_time(stub: Stub) -> None:
    stub.answers(TOKEN, GIVEN)
    clock = Clock(time=time.monotonic())
    begun = time.monotonic()
    await poll(stub.provider(), clock.grant(interval=0.3), let_go)
    assert time.monotonic() - begun >= 0.3
