"""How polling ends: by an answer, by time, by what cannot get better, or because nobody waits."""

import asyncio
import gc
import threading
from dataclasses import replace

import pytest

from kiosk.signin.oauth import errors
from kiosk.signin.oauth.polling import poll
from kiosk.signin.oauth.tokens import Issued
from tests.signin.keeping import let_go
from tests.support.https_site import Page
from tests.support.provider_stub import (
    CUT_OFF,
    GIVEN,
    HTML,
    HUGE,
    PENDING,
    SLOW_DOWN,
    TOKEN,
    Clock,
    Stub,
    configure,
    document,
    refusal,
)
from tests.support.sockets import connections_to
from tests.support.waiting import eventually

BROKEN = Page("", 500)


@pytest.mark.parametrize(
    ("page", "error"),
    [
        (refusal("access_denied"), errors.AccessDenied),
        (refusal("access_denied", 403), errors.AccessDenied),
        (refusal("expired_token"), errors.CodeExpired),
        (refusal("invalid_client", 401), errors.ClientRefused),
        (refusal("invalid_grant"), errors.ClientRefused),
        (refusal("unsupported_grant_type"), errors.ClientRefused),
        (Page("", 401), errors.ClientRefused),
        (Page("", 404), errors.ProviderUnclear),
        (Page("", 302, {"Location": "/ailleurs"}), errors.ProviderUnclear),
        (HTML, errors.ProviderUnclear),
        (HUGE, errors.ProviderUnclear),
        (document([]), errors.ProviderUnclear),
        (document({}), errors.ProviderUnclear),
        (document({"access_token": "a"}), errors.ProviderUnclear),
        (document({"access_token": "a", "token_type": "DPoP"}), errors.ProviderUnclear),
        (document({"access_token": "a\nb", "token_type": "Bearer"}), errors.ProviderUnclear),
        (document({"access_token": 1, "token_type": "Bearer"}), errors.ProviderUnclear),
        (Page("[" * 100_000), errors.ProviderUnclear),
        (refusal("x" * 65), errors.ProviderUnclear),
        (refusal("\x1b[2J"), errors.ProviderUnclear),
    ],
)
async def test_what_cannot_get_better_ends_it_at_once(
    stub: Stub, clock: Clock, page: Page, error: type[errors.ProviderError]
) -> None:
    stub.answers(TOKEN, PENDING, page)
    with pytest.raises(error) as caught:
        await poll(stub.provider(), clock.grant(), let_go, clock)
    assert type(caught.value) is error
    assert len(stub.site.asked(TOKEN)) == 2
    assert not stub.site.asked("/ailleurs")


async def test_a_provider_that_is_not_trusted_any_more_ends_it_at_once(
    stub: Stub, clock: Clock
) -> None:
    provider = stub.provider()
    await provider.endpoints()
    configure(provider, ca_file=None)
    with pytest.raises(errors.ProviderUntrusted):
        await poll(provider, clock.grant(), let_go, clock)
    assert clock.pauses == [5]


@pytest.mark.parametrize("lost", [CUT_OFF, BROKEN, Page("", 504)])
async def test_a_code_that_was_spent_on_an_answer_that_got_lost_is_known_as_such(
    stub: Stub, clock: Clock, lost: Page
) -> None:
    stub.answers(TOKEN, PENDING, lost, refusal("invalid_grant"))
    with pytest.raises(errors.CodeSpent):
        await poll(stub.provider(), clock.grant(), let_go, clock)


async def test_a_code_that_a_silent_provider_has_spent_is_known_as_such(
    stub: Stub, clock: Clock
) -> None:
    stub.answers(TOKEN, Page("", gate=threading.Event()), refusal("invalid_grant"))
    with pytest.raises(errors.CodeSpent):
        await poll(stub.provider(timeout=0.5), clock.grant(), let_go, clock)


@pytest.mark.parametrize("word", [PENDING, SLOW_DOWN])
async def test_a_code_that_is_still_waited_for_was_not_spent(
    stub: Stub, clock: Clock, word: Page
) -> None:
    stub.answers(TOKEN, CUT_OFF, word, refusal("invalid_grant"))
    with pytest.raises(errors.ClientRefused):
        await poll(stub.provider(), clock.grant(), let_go, clock)


async def test_no_poll_begins_when_the_code_has_expired(stub: Stub, clock: Clock) -> None:
    stub.answers(TOKEN, PENDING)
    with pytest.raises(errors.CodeExpired):
        await poll(stub.provider(), clock.grant(seconds=12), let_go, clock)
    assert clock.pauses == [5, 5, 2]
    assert len(stub.site.asked(TOKEN)) == 2


async def test_a_long_retry_after_does_not_outlive_the_code(stub: Stub, clock: Clock) -> None:
    stub.answers(TOKEN, Page("", 503, {"Retry-After": "86400"}))
    with pytest.raises(errors.CodeExpired):
        await poll(stub.provider(), clock.grant(seconds=60), let_go, clock)
    assert clock.pauses == [5, 55]


async def test_a_clock_that_jumps_past_the_end_is_not_followed_by_a_poll(
    stub: Stub, clock: Clock
) -> None:
    stub.answers(TOKEN, GIVEN)
    clock.jump = 3600
    with pytest.raises(errors.CodeExpired):
        await poll(stub.provider(), clock.grant(), let_go, clock)
    assert not stub.site.asked(TOKEN)


async def test_a_poll_that_is_cancelled_before_it_begins_is_over_at_once(
    stub: Stub, clock: Clock
) -> None:
    polling = asyncio.create_task(poll(stub.provider(), clock.grant(), let_go))
    await asyncio.sleep(0)
    polling.cancel()
    with pytest.raises(asyncio.CancelledError):
        await polling
    assert stub.site.requests == []


@pytest.mark.parametrize("page", [GIVEN, PENDING, BROKEN, CUT_OFF])
async def test_a_poll_that_is_under_way_is_heard_to_its_end(
    stub: Stub, clock: Clock, page: Page, caplog: pytest.LogCaptureFixture
) -> None:
    gate = threading.Event()
    stub.answers(TOKEN, replace(page, gate=gate))
    kept: list[Issued] = []
    polling = asyncio.create_task(poll(stub.provider(), clock.grant(), kept.append, clock))
    await eventually(lambda: stub.site.asked(TOKEN))
    polling.cancel()
    asyncio.get_running_loop().call_soon(gate.set)
    with pytest.raises(asyncio.CancelledError):
        await polling
    assert kept == ([Issued("acc3ss", "r3fresh", "h.p.s")] if page is GIVEN else [])
    assert connections_to(stub.site.port) == 0
    assert asyncio.all_tasks() == {asyncio.current_task()}
    del polling
    gc.collect()
    assert caplog.text == ""


@pytest.mark.parametrize("times", [1, 2])
async def test_a_cancelled_poll_that_is_not_answered_leaves_no_connection(
    stub: Stub, clock: Clock, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    seconds = 0.2 if times == 1 else 3600
    monkeypatch.setattr("kiosk.signin.oauth.polling.LAST_WORD_SECONDS", seconds)
    stub.answers(TOKEN, Page("", gate=threading.Event()))
    polling = asyncio.create_task(poll(stub.provider(), clock.grant(), let_go, clock))
    await eventually(lambda: stub.site.asked(TOKEN))
    assert connections_to(stub.site.port) == 1
    for _ in range(times):
        polling.cancel()
        await asyncio.sleep(0)
    with pytest.raises(asyncio.CancelledError):
        await polling
    assert connections_to(stub.site.port) == 0
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_nothing_stays_open_between_two_polls(stub: Stub, clock: Clock) -> None:
    stub.answers(TOKEN, PENDING, BROKEN, CUT_OFF, GIVEN)
    open_ones: list[int] = []
    for pause in range(1, 5):
        clock.meanwhile[pause] = lambda: open_ones.append(connections_to(stub.site.port))
    await poll(stub.provider(), clock.grant(), let_go, clock)
    assert [*open_ones, connections_to(stub.site.port)] == [0] * 5
