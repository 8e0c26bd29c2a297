"""The demo's provider gives tokens to the kiosk, for whoever has confirmed on the phone."""

import stat
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet

from kiosk.demo.doctors import DURAND, MARTIN
from kiosk.demo.portal.facts import PhoneAsked, SessionOpened, SsoEnded, TokensRevoked
from kiosk.demo.portal.gestures import Gesture
from kiosk.demo.portal.process import Portal
from kiosk.demo.portal.provider.grants import CIBA, DEVICE
from tests.demo.kiosk_client import KioskClient


def claims_in(id_token: str, keys: dict[str, Any]) -> dict[str, Any]:
    return jwt.decode(id_token, KeySet.import_key_set(keys), algorithms=["RS256"]).claims  # type: ignore[arg-type]


async def test_a_code_that_was_read_and_confirmed_opens_her_space(
    portal: Portal, kiosk: KioskClient
) -> None:
    asked = await kiosk.ask_by_code()
    assert (asked["interval"], asked["expires_in"]) == (2, 120)
    assert asked["verification_uri_complete"].startswith(asked["verification_uri"])
    assert asked["user_code"] in asked["verification_uri_complete"]
    waits = await portal.first(PhoneAsked)
    assert waits == PhoneAsked(1, "qr", asked["user_code"], MARTIN.number)
    assert portal.on_phone == waits

    await kiosk.answer(Gesture.APPROVE)
    assert portal.on_phone != waits
    tokens = (await kiosk.poll(DEVICE, asked["device_code"])).json()
    entered = await kiosk.open_session(tokens["access_token"])
    assert (entered.status_code, entered.headers["Location"]) == (303, portal.home_url)
    page = (await kiosk.http.get(portal.home_url)).text
    assert "<h1>Dr Camille MARTIN</h1>" in page
    assert "Votre téléphone a lu le code de la borne" in page
    assert 'class="missing"' not in page
    opened = await portal.first(SessionOpened)
    assert opened == SessionOpened(1, MARTIN.number, "Dr Camille MARTIN", "", "qr")


async def test_the_id_token_says_who_she_is_and_is_signed(
    portal: Portal, kiosk: KioskClient
) -> None:
    tokens = await kiosk.tokens()
    keys = (await kiosk.http.get(kiosk.metadata["jwks_uri"])).json()
    assert all("d" not in key for key in keys["keys"])
    claims = claims_in(tokens["id_token"], keys)
    assert (claims["iss"], claims["aud"]) == (portal.issuer, portal.client_id)
    assert (claims["SubjectNameID"], claims["family_name"]) == (MARTIN.number, "MARTIN")
    assert claims["acr"] == "eidas1"
    assert claims["exp"] > claims["iat"]


async def test_a_message_to_the_phone_of_a_number_opens_its_owners_space(
    portal: Portal, kiosk: KioskClient
) -> None:
    asked = (await kiosk.ask_by_push(DURAND.number, "07")).json()
    assert await portal.first(PhoneAsked) == PhoneAsked(1, "push", "07", DURAND.number)
    await kiosk.answer(Gesture.APPROVE)
    tokens = (await kiosk.poll(CIBA, asked["auth_req_id"])).json()
    await kiosk.open_session(tokens["access_token"])
    page = (await kiosk.http.get(portal.home_url)).text
    assert "<h1>Dr Paul DURAND</h1>" in page
    assert "a reconnu le nombre de la borne" in page


@pytest.mark.parametrize(
    ("number", "binding", "error"),
    [
        ("899700000000", "47", "unknown_user_id"),
        (MARTIN.number, "", "invalid_binding_message"),
        (MARTIN.number, "<b>", "invalid_binding_message"),
    ],
)
async def test_a_message_that_cannot_be_sent_rings_no_phone(
    portal: Portal, kiosk: KioskClient, number: str, binding: str, error: str
) -> None:
    answer = await kiosk.ask_by_push(number, binding)
    assert (answer.status_code, answer.json()) == (400, {"error": error})
    assert portal.find(PhoneAsked) is None


async def test_it_says_what_the_kiosk_has_to_wait_for(kiosk: KioskClient) -> None:
    code = (await kiosk.ask_by_code())["device_code"]
    said = [(await kiosk.poll(DEVICE, code)).json()["error"] for _ in range(2)]
    assert said == ["authorization_pending", "slow_down"]


@pytest.mark.parametrize(
    ("gesture", "error"),
    [(Gesture.REFUSE, "access_denied"), (Gesture.EXPIRE, "expired_token")],
)
async def test_it_says_that_nobody_has_confirmed(
    kiosk: KioskClient, gesture: Gesture, error: str
) -> None:
    code = (await kiosk.ask_by_code())["device_code"]
    await kiosk.answer(gesture)
    answer = await kiosk.poll(DEVICE, code)
    assert (answer.status_code, answer.json()) == (400, {"error": error})


async def test_only_the_kiosk_may_ask(portal: Portal, kiosk: KioskClient) -> None:
    endpoints = (
        "device_authorization_endpoint",
        "backchannel_authentication_endpoint",
        "token_endpoint",
        "revocation_endpoint",
    )
    kiosk.secret += "x"
    for endpoint in endpoints:
        for authorization in ("", "Basic !", kiosk.basic):
            answer = await kiosk.post(endpoint, authorization, scope="openid")
            assert (answer.status_code, answer.json()) == (401, {"error": "invalid_client"})
            assert answer.headers["WWW-Authenticate"].startswith("Basic")
    assert portal.find(PhoneAsked) is None


async def test_revoked_tokens_open_nothing(portal: Portal, kiosk: KioskClient) -> None:
    tokens = await kiosk.tokens()
    for kind in ("access_token", "refresh_token"):
        assert portal.find(TokensRevoked) is None
        answer = await kiosk.post("revocation_endpoint", token=tokens[kind], token_type_hint=kind)
        assert answer.status_code == 200
    assert await portal.first(TokensRevoked) == TokensRevoked(1)
    assert (await kiosk.open_session(tokens["access_token"])).status_code == 401
    assert (await kiosk.post("revocation_endpoint", token="never given")).status_code == 200


async def test_the_single_sign_on_ends_by_its_id_token_and_by_no_other(
    portal: Portal, kiosk: KioskClient
) -> None:
    tokens = await kiosk.tokens()
    end = kiosk.metadata["end_session_endpoint"]
    forged = tokens["id_token"][:-8] + "AAAAAAAA"
    assert (await kiosk.http.get(end, params={"id_token_hint": forged})).status_code == 400
    assert portal.find(SsoEnded) is None
    page = await kiosk.http.get(end, params={"id_token_hint": tokens["id_token"]})
    assert "Vous êtes déconnecté" in page.text
    assert await portal.first(SsoEnded) == SsoEnded(1)


async def test_nothing_it_tells_holds_a_token_or_a_secret(
    portal: Portal, kiosk: KioskClient
) -> None:
    tokens = await kiosk.tokens()
    await kiosk.open_session(tokens["access_token"])
    told = str(portal.facts)
    kept = [kiosk.secret, *(tokens[kind] for kind in tokens if kind.endswith("_token"))]
    assert not [secret for secret in kept if secret in told]
    assert stat.S_IMODE(portal.client_secret_file.stat().st_mode) == 0o600


async def test_a_session_is_opened_for_no_other_token(portal: Portal, kiosk: KioskClient) -> None:
    await kiosk.tokens()
    assert (await kiosk.open_session("never given")).status_code == 401
    assert (await kiosk.http.post(portal.session_url)).status_code == 401
    assert portal.find(SessionOpened) is None
