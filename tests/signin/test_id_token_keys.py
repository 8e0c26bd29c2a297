"""Which keys of a provider are believed, and when they are asked for."""

from collections.abc import Iterator

import pytest

from kiosk.signin.oauth.errors import IdentityUnproven, ProviderError, ProviderUnclear
from kiosk.signin.oauth.id_token import IdTokens
from kiosk.signin.oauth.settings import Endpoints
from tests.support.https_site import Authority, Page, Site
from tests.support.id_tokens import (
    ASKED,
    NOW,
    PrivateKey,
    claims,
    key_site,
    provider_at,
    publish,
    published,
    sign,
    signing_key,
    tokens,
)


class Clock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def site(authority: Authority) -> Iterator[Site]:
    with key_site(authority) as site:
        yield site


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def kiosk(site: Site, authority: Authority, clock: Clock) -> IdTokens:
    return IdTokens(provider_at(site, authority), clock)


async def believed(kiosk: IdTokens, token: str) -> bool:
    try:
        await kiosk.verify(tokens(token), asked=ASKED, now=NOW)
    except IdentityUnproven as why:
        if str(why) != "signature":
            raise
        return False
    return True


def fetched(site: Site) -> int:
    return len(site.asked("/jwks"))


def new_key() -> PrivateKey:
    """Not the one that is published at first."""
    return signing_key(name="new")


async def test_keys_are_fetched_once_for_many_sign_ins(kiosk: IdTokens, site: Site) -> None:
    for number in range(3):
        assert await believed(kiosk, sign(claims(jti=str(number))))
    assert fetched(site) == 1


async def test_a_new_key_is_found_as_soon_as_it_signs(kiosk: IdTokens, site: Site) -> None:
    assert await believed(kiosk, sign(claims()))
    publish(site, published(signing_key(), "1"), published(new_key(), "2"))
    assert await believed(kiosk, sign(claims(jti="2"), new_key(), kid="2"))
    assert fetched(site) == 2


@pytest.mark.parametrize("key_id", ["1", None])
async def test_a_key_that_replaces_another_one_under_its_name_is_found_too(
    kiosk: IdTokens, site: Site, key_id: str | None
) -> None:
    publish(site, published(signing_key(), key_id))
    assert await believed(kiosk, sign(claims(), kid=key_id))
    publish(site, published(new_key(), key_id))
    assert await believed(kiosk, sign(claims(jti="2"), new_key(), kid=key_id))


async def test_unknown_keys_cause_no_storm_of_questions(
    kiosk: IdTokens, site: Site, clock: Clock
) -> None:
    for times in (2, 3):
        for number in range(20):
            assert not await believed(kiosk, sign(claims(), new_key(), kid=str(number)))
        assert fetched(site) == times
        clock.seconds += 61


async def test_a_key_that_was_withdrawn_is_believed_for_an_hour_at_most(
    kiosk: IdTokens, site: Site, clock: Clock
) -> None:
    assert await believed(kiosk, sign(claims()))
    publish(site, published(new_key(), "2"))
    clock.seconds += 3601
    assert not await believed(kiosk, sign(claims(jti="2")))


async def test_keys_that_nobody_can_read_are_passed_over(kiosk: IdTokens, site: Site) -> None:
    publish(
        site,
        5,
        None,
        [],
        {},
        {"kty": "AKP", "alg": "ML-DSA-44", "pub": "AAAA", "kid": "1"},
        {"kty": ["RSA"], "kid": "1"},
        {"kty": "RSA", "n": "====", "e": "AQAB", "kid": "1"},
        {"kty": "RSA", "n": "A" * 400, "e": "AQAB", "kid": "1"},
        {"kty": "RSA", "kid": "1"},
        {"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA", "kid": "1"},
        {"kty": "OKP", "crv": "Ed25519", "x": 7, "kid": "1"},
        published(signing_key(), "1", use=["sig"], x5c="no list"),
        published(signing_key(), "1", x5u="no address", key_ops=["verify"]),
    )
    assert await believed(kiosk, sign(claims()))


@pytest.mark.parametrize(
    "restriction",
    [{"use": "enc"}, {"alg": "PS256"}, {"key_ops": ["encrypt"]}, {"use": "sig", "key_ops": [1]}],
)
async def test_a_key_that_is_meant_for_something_else_proves_nothing(
    kiosk: IdTokens, site: Site, restriction: dict[str, object]
) -> None:
    publish(site, published(signing_key(), "1", **restriction))
    assert not await believed(kiosk, sign(claims()))


@pytest.mark.filterwarnings("ignore:Key size should be")
async def test_a_short_key_proves_nothing(kiosk: IdTokens, site: Site) -> None:
    short = signing_key("RSA", "1024")
    publish(site, published(short))
    assert not await believed(kiosk, sign(claims(), short))


async def test_an_algorithm_of_another_kind_of_key_proves_nothing(
    kiosk: IdTokens, site: Site
) -> None:
    curve, edwards = signing_key("EC", "P-384"), signing_key("OKP", "Ed448")
    publish(site, published(curve), published(edwards))
    assert not await believed(kiosk, sign(claims(), curve, "ES256"))
    assert not await believed(kiosk, sign(claims(), edwards, "EdDSA"))


@pytest.mark.parametrize(
    "page",
    [
        Page("<html>", headers={"Content-Type": "text/html"}),
        Page('{"keys": [', status=200),
        Page("[]"),
        Page("", 404),
        Page("", 503),
        Page("x" * 600_000),
        Page("", 302, {"Location": "https://elsewhere.example/jwks"}),
    ],
)
async def test_without_a_key_set_nobody_signs_in_and_the_next_one_may(
    kiosk: IdTokens, site: Site, page: Page
) -> None:
    site.pages["/jwks"] = page
    with pytest.raises(ProviderError):
        await believed(kiosk, sign(claims()))
    publish(site, published(signing_key()))
    assert await believed(kiosk, sign(claims()))


async def test_a_provider_that_publishes_no_keys_is_unclear(
    site: Site, authority: Authority
) -> None:
    kiosk = IdTokens(provider_at(site, authority, Endpoints(token_endpoint=site.url("/token"))))
    with pytest.raises(ProviderUnclear):
        await believed(kiosk, sign(claims()))
