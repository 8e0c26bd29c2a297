"""Who is believed to have signed in, and what is taken for no proof of it."""

import hmac
import json
import logging
from collections.abc import Iterator
from datetime import timedelta

import pytest

from kiosk.signin.oauth.errors import IdentityTooWeak, IdentityUnproven
from kiosk.signin.oauth.id_token import IdTokens
from tests.support.https_site import Authority, Site
from tests.support.id_tokens import (
    ASKED,
    CLIENT_ID,
    ISSUER,
    NOW,
    claims,
    encoded,
    half_hash,
    key_site,
    provider_at,
    publish,
    published,
    sign,
    signing_key,
    tokens,
)


@pytest.fixture
def site(authority: Authority) -> Iterator[Site]:
    with key_site(authority) as site:
        yield site


@pytest.fixture
def kiosk(site: Site, authority: Authority) -> IdTokens:
    return IdTokens(provider_at(site, authority))


async def verify(kiosk: IdTokens, token: str | None, **more: str) -> dict[str, object]:
    """As for a sign-in that demands nothing of the means."""
    return dict(await kiosk.verify(tokens(token), asked=ASKED, now=NOW, **more))  # type: ignore[arg-type]


async def refused(kiosk: IdTokens, token: str | None) -> str:
    """Why; the reason shows nothing of the token."""
    with pytest.raises(IdentityUnproven) as caught:
        await verify(kiosk, token)
    assert len(str(caught.value)) < 40
    assert caught.value.__cause__ is None
    return str(caught.value)


@pytest.mark.usefixtures("never_blocks")
@pytest.mark.parametrize(
    ("key_of", "algorithm", "function"),
    [
        (("RSA", "2048"), "RS256", "sha256"),
        (("RSA", "2048"), "RS384", "sha384"),
        (("RSA", "2048"), "PS512", "sha512"),
        (("EC", "P-256"), "ES256", "sha256"),
        (("EC", "P-521"), "ES512", "sha512"),
        (("OKP", "Ed25519"), "EdDSA", "sha512"),
        (("OKP", "Ed25519"), "Ed25519", "sha512"),
    ],
)
async def test_the_claims_of_a_good_token_are_told(
    kiosk: IdTokens, site: Site, key_of: tuple[str, str], algorithm: str, function: str
) -> None:
    key = signing_key(*key_of)
    publish(site, published(key, alg=algorithm, use="sig"))
    good = claims(at_hash=half_hash(function), nbf=int(NOW.timestamp()) + 30)
    assert await verify(kiosk, sign(good, key, algorithm)) == good


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"iss": ISSUER + "/"}, "issuer"),
        ({"iss": None}, "issuer"),
        ({"iss": [ISSUER]}, "issuer"),
        ({"sub": None}, "subject"),
        ({"sub": {"a": 1}}, "subject"),
        ({"aud": "somebody-else"}, "audience"),
        ({"aud": CLIENT_ID + " other"}, "audience"),
        ({"aud": None}, "audience"),
        ({"aud": []}, "audience"),
        ({"aud": [[CLIENT_ID]]}, "audience"),
        ({"aud": [CLIENT_ID, "other"]}, "audience"),
        ({"aud": [CLIENT_ID, "other"], "azp": CLIENT_ID}, "audience"),
        ({"aud": [CLIENT_ID], "azp": "other"}, "authorized party"),
        ({"azp": "other"}, "authorized party"),
        ({"exp": NOW.timestamp() - 61}, "expired"),
        ({"exp": None}, "expired"),
        ({"exp": "4102444800"}, "expired"),
        ({"exp": True}, "expired"),
        ({"nbf": NOW.timestamp() + 61}, "not yet valid"),
        ({"nbf": "soon"}, "not yet valid"),
        ({"iat": NOW.timestamp() + 61}, "issued in the future"),
        ({"iat": None}, "issued in the future"),
        ({"iat": ASKED.timestamp() - 61}, "issued before it was asked for"),
        ({"at_hash": half_hash("sha256", "other")}, "other access token"),
        ({"at_hash": half_hash("sha512")}, "other access token"),
        ({"at_hash": 5}, "other access token"),
        ({"urn:openid:params:jwt:claim:auth_req_id": "other"}, "other request"),
    ],
)
async def test_a_claim_that_does_not_hold_proves_nothing(
    kiosk: IdTokens, changes: dict[str, object], reason: str
) -> None:
    assert await refused(kiosk, sign(claims(**changes))) == reason


@pytest.mark.parametrize(
    "changes",
    [
        {"aud": [CLIENT_ID]},
        {"aud": [CLIENT_ID], "azp": CLIENT_ID},
        {"exp": NOW.timestamp() - 59},
        {"iat": NOW.timestamp() + 59},
        {"iat": ASKED.timestamp() - 59},
        {"exp": 10**400},
        {"auth_time": 0},
    ],
)
async def test_clocks_may_differ_by_a_minute_and_more_may_be_said(
    kiosk: IdTokens, changes: dict[str, object]
) -> None:
    assert await verify(kiosk, sign(claims(**changes)))


async def test_the_request_it_answers_must_be_the_kiosks(kiosk: IdTokens) -> None:
    told = claims(**{"urn:openid:params:jwt:claim:auth_req_id": "1c26"})
    assert await verify(kiosk, sign(told), request_id="1c26")
    with pytest.raises(IdentityUnproven, match="other request"):
        await verify(kiosk, sign(told | {"jti": "2"}), request_id="other")


async def test_what_nobody_has_signed_is_no_proof(kiosk: IdTokens) -> None:
    head, body, signature = sign(claims()).split(".")
    unsigned = encoded(b'{"alg":"none"}')
    assert await refused(kiosk, f"{unsigned}.{body}.") == "algorithm"
    assert await refused(kiosk, f"{head}.{body}.") == "signature"
    other = sign(claims(sub="other")).split(".")[1]
    assert await refused(kiosk, f"{head}.{other}.{signature}") == "signature"
    assert await refused(kiosk, sign(claims(), signing_key(name="other"))) == "signature"


@pytest.mark.parametrize("algorithm", ["HS256", "HS384", "HS512"])
async def test_the_public_key_is_no_secret(kiosk: IdTokens, site: Site, algorithm: str) -> None:
    secret = signing_key().as_pem(private=False)
    head = encoded(json.dumps({"alg": algorithm, "kid": "1"}).encode())
    signed = f"{head}.{sign(claims()).split('.')[1]}"
    mac = hmac.digest(secret, signed.encode(), algorithm.replace("HS", "sha"))
    publish(site, published(signing_key()), {"kty": "oct", "kid": "1", "k": encoded(secret)})
    assert await refused(kiosk, f"{signed}.{encoded(mac)}") == "algorithm"


async def test_what_is_no_token_is_no_proof(kiosk: IdTokens) -> None:
    good = sign(claims())
    no_tokens = [
        None,
        "",
        "no token",
        "a.b.c",
        "é.é.é",
        "\x00..",
        "." * 50,
        good + ".x",
        good + "=",
        sign(claims(filler="x" * 40_000)),
        sign([1]),  # type: ignore[arg-type]
        sign(claims(), crit=["exp"], exp=1),
        sign(claims(), crit=5),
        sign(claims(), kid=["1"]),
        sign(claims(exp=float("nan"))),
        sign(claims(exp=float("inf"))),
        sign(claims(nbf=-float("inf"))),
        encoded(b'["alg"]') + "." + good.partition(".")[2],
        ".".join(encoded(b"[" * 6000) for _ in range(3)),
    ]
    for token in no_tokens:
        await refused(kiosk, token)


async def test_no_token_is_taken_twice_however_its_signature_is_written(
    kiosk: IdTokens, site: Site
) -> None:
    key = signing_key("EC", "P-256")
    publish(site, published(key))
    token, again = (sign(claims(), key, "ES256") for _ in range(2))
    assert token != again
    assert await verify(kiosk, token)
    assert await refused(kiosk, token) == "seen before"
    assert await refused(kiosk, again) == "seen before"
    assert await verify(kiosk, sign(claims(jti="2"), key, "ES256"))


async def test_a_token_that_was_refused_may_be_good_later(kiosk: IdTokens) -> None:
    token = sign(claims())
    with pytest.raises(IdentityUnproven, match="in the future"):
        await kiosk.verify(tokens(token), asked=ASKED, now=NOW - timedelta(hours=1))
    assert await verify(kiosk, token)


@pytest.mark.parametrize("acr", ["eidas1", None, ["eidas2"], 2, "e" * 1000])
async def test_weaker_means_than_demanded_are_told_apart(kiosk: IdTokens, acr: object) -> None:
    token = sign(claims(acr=acr))
    with pytest.raises(IdentityTooWeak) as caught:
        await kiosk.verify(
            tokens(token),
            asked=ASKED,
            now=NOW,
            acr_values=("eidas2", "eidas3"),
            acr_required=True,
        )
    assert len(str(caught.value)) <= 20


async def test_means_are_judged_only_where_that_is_configured(kiosk: IdTokens) -> None:
    for number, (asked, required) in enumerate([(("eidas2",), False), ((), True)]):
        assert await kiosk.verify(
            tokens(sign(claims(jti=str(number)))),
            asked=ASKED,
            now=NOW,
            acr_values=asked,
            acr_required=required,
        )


async def test_neither_log_nor_error_shows_a_token(
    kiosk: IdTokens, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    token = sign(claims(iss="other"))
    with pytest.raises(IdentityUnproven) as caught:
        await verify(kiosk, token)
    for piece in token.split("."):
        assert piece not in repr(caught.value) + caplog.text + repr(tokens(token))
