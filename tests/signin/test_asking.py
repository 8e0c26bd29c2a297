"""Asking for a code (RFC 8628) or for a message on a phone (CIBA), and what an answer must hold."""

import time

import pytest

from kiosk.flow.phone import CodeAsked, PushAsked
from kiosk.signin.oauth import errors
from kiosk.signin.oauth.ciba import ask_push
from kiosk.signin.oauth.device import ask_device_code
from kiosk.signin.oauth.grant import Grant
from tests.support.https_site import Page
from tests.support.provider_stub import (
    BACKCHANNEL,
    DEVICE_AUTHORIZATION,
    HTML,
    HUGE,
    Stub,
    document,
    refusal,
)

CODE = {
    "device_code": "d3vice",
    "user_code": "BDWP-HQPK",
    "verification_uri": "https://www.phone.test/code",
    "verification_uri_complete": "https://www.phone.test/code?user_code=BDWP-HQPK",
    "expires_in": 120,
}
PUSH = {"auth_req_id": "4uth", "expires_in": 120}
NUMBER = "899700366240"


async def ask_code(stub: Stub, **changes: object) -> tuple[Grant, CodeAsked]:
    """What comes of an answer with these changes; None takes a member away."""
    said = {name: value for name, value in (CODE | changes).items() if value is not None}
    stub.site.pages.setdefault(DEVICE_AUTHORIZATION, document(said))
    return await ask_device_code(
        stub.provider(), scope="openid", acr_values=("eidas1", "eidas2"), parameters={"a": "1"}
    )


async def push(stub: Stub, **changes: object) -> tuple[Grant, PushAsked]:
    said = {name: value for name, value in (PUSH | changes).items() if value is not None}
    stub.site.pages.setdefault(BACKCHANNEL, document(said))
    return await ask_push(
        stub.provider(),
        login_hint=NUMBER,
        binding_message="42",
        scope="openid",
        acr_values=("eidas1",),
        parameters={"channel": "MOBILE", "login_hint": "somebody else"},
    )


async def test_a_code_is_asked_for_and_shown(stub: Stub) -> None:
    before = time.monotonic()
    grant, shown = await ask_code(stub, interval=7)
    assert stub.site.asked(DEVICE_AUTHORIZATION)[0].form == {
        "a": "1",
        "scope": "openid",
        "acr_values": "eidas1 eidas2",
        "client_id": "kiosk:accueil",
    }
    assert (grant.parameter, grant.code, grant.interval) == ("device_code", "d3vice", 7)
    assert before + 120 <= grant.expires <= time.monotonic() + 120
    page, link = CODE["verification_uri"], CODE["verification_uri_complete"]
    assert shown == CodeAsked(str(page), "BDWP-HQPK", str(link), grant.expires)
    assert "d3vice" not in repr(grant)


async def test_without_a_link_the_page_is_the_link(stub: Stub) -> None:
    _, shown = await ask_code(stub, verification_uri_complete=None)
    assert shown.link == shown.page


@pytest.mark.parametrize("name", ["verification_uri", "verification_uri_complete"])
@pytest.mark.parametrize(
    "address",
    [
        "https://ailleurs.example/code",
        "http://www.phone.test/code",
        "https://www.phone.test@ailleurs.example/code",
        "javascript:alert(1)",
    ],
)
async def test_an_address_off_the_allowed_hosts_is_never_shown(
    stub: Stub, name: str, address: str
) -> None:
    with pytest.raises(errors.ProviderOffLimits):
        await ask_code(stub, **{name: address})


@pytest.mark.parametrize(
    "changes",
    [
        {"device_code": None},
        {"user_code": None},
        {"user_code": "x" * 33},
        {"user_code": "\x1b[2J"},
        {"verification_uri": None},
        {"verification_uri": "https://www.phone.test/ code"},
        {"verification_uri_complete": 5},
        {"expires_in": None},
        {"expires_in": 0},
        {"expires_in": -1},
        {"expires_in": "120"},
        {"interval": "5"},
        {"interval": -5},
        {"interval": True},
    ],
)
async def test_an_answer_that_lacks_what_the_standard_demands_is_unclear(
    stub: Stub, changes: dict[str, object]
) -> None:
    with pytest.raises(errors.ProviderUnclear):
        await ask_code(stub, **changes)


@pytest.mark.parametrize(("said", "meant"), [(None, 5), (0, 1), (0.5, 1), (1, 1), (300, 300)])
async def test_the_interval_is_five_seconds_unless_the_provider_says_otherwise(
    stub: Stub, said: float | None, meant: float
) -> None:
    grant, _ = await ask_code(stub, interval=said)
    assert grant.interval == meant
    other, _ = await push(stub, interval=said)
    assert other.interval == meant


async def test_no_code_lives_longer_than_an_hour(stub: Stub) -> None:
    grant, shown = await ask_code(stub, expires_in=10**30)
    assert grant.expires == shown.expires <= time.monotonic() + 3600


async def test_a_push_is_asked_for_by_number(stub: Stub) -> None:
    before = time.monotonic()
    grant, shown = await push(stub, interval=2)
    assert stub.site.asked(BACKCHANNEL)[0].form == {
        "channel": "MOBILE",
        "scope": "openid",
        "acr_values": "eidas1",
        "login_hint": NUMBER,
        "binding_message": "42",
        "client_id": "kiosk:accueil",
    }
    assert (grant.parameter, grant.code, grant.interval) == ("auth_req_id", "4uth", 2)
    assert grant.patience is not None
    assert grant.patience > 30
    assert before + 120 <= grant.expires <= time.monotonic() + 120
    assert shown == PushAsked("42", grant.expires)


@pytest.mark.parametrize("changes", [{"auth_req_id": None}, {"expires_in": None}])
async def test_a_push_that_cannot_be_polled_for_is_unclear(
    stub: Stub, changes: dict[str, object]
) -> None:
    with pytest.raises(errors.ProviderUnclear):
        await push(stub, **changes)


@pytest.mark.parametrize(
    ("page", "error"),
    [
        (refusal("unknown_user_id"), errors.UserUnknown),
        (refusal("access_denied", 403), errors.AccessDenied),
        (refusal("unauthorized_client"), errors.ClientRefused),
        (refusal("invalid_client", 401), errors.ClientRefused),
        (refusal("invalid_scope"), errors.ClientRefused),
        (refusal("invalid_binding_message"), errors.ClientRefused),
        (refusal("missing_user_code"), errors.ClientRefused),
        (Page("", 503), errors.ProviderBroken),
        (HTML, errors.ProviderUnclear),
        (HUGE, errors.ProviderUnclear),
    ],
)
async def test_a_refused_push_says_why(
    stub: Stub, page: Page, error: type[errors.ProviderError]
) -> None:
    stub.site.pages[BACKCHANNEL] = page
    with pytest.raises(error):
        await push(stub)


@pytest.mark.parametrize(
    "error", ["invalid_client", "unauthorized_client", "invalid_scope", "unknown_user_id"]
)
async def test_a_refused_code_says_why(stub: Stub, error: str) -> None:
    stub.site.pages[DEVICE_AUTHORIZATION] = refusal(error)
    with pytest.raises(errors.ClientRefused) as caught:
        await ask_code(stub)
    assert caught.value.error == error


async def test_a_provider_without_the_endpoint_is_unclear(stub: Stub) -> None:
    stub.publish(device_authorization_endpoint=None, backchannel_authentication_endpoint=None)
    with pytest.raises(errors.ProviderUnclear):
        await ask_code(stub)
    with pytest.raises(errors.ProviderUnclear):
        await push(stub)
