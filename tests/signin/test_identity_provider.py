"""The tests' own provider does what a kiosk may meet, over plain HTTPS."""

from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.signin.visitor import Visitor, visitor
from tests.support.identity_clients import (
    ALL,
    BASIC,
    CAMILLE,
    CERTIFICATE,
    CLIENT_AUTHORITY,
    MAELLE,
    PUBLIC,
    Doctor,
    Registration,
    client_credential,
)
from tests.support.identity_exchange import Endpoint
from tests.support.identity_phone import Form, PageUnexpected, browser_of, push_in
from tests.support.identity_provider import IdentityProvider


@pytest.fixture
def kiosk(identity_provider: IdentityProvider) -> Iterator[Visitor]:
    """A public client."""
    with visitor(identity_provider) as made:
        yield made


def test_it_says_where_everything_is_under_both_names(
    identity_provider: IdentityProvider, kiosk: Visitor
) -> None:
    told = kiosk.get(Endpoint.DISCOVERY)
    assert told == kiosk.get(Endpoint.PSC_DISCOVERY)
    assert told["issuer"] == identity_provider.issuer
    assert told["device_authorization_endpoint"] == identity_provider.url(Endpoint.DEVICE)
    assert told["backchannel_authentication_endpoint"] == identity_provider.url(Endpoint.PUSH)
    assert told["revocation_endpoint"] == identity_provider.url(Endpoint.REVOCATION)
    assert told["end_session_endpoint"] == identity_provider.url(Endpoint.END_SESSION)


def test_a_code_that_is_approved_on_its_page_tells_who_the_doctor_is(
    identity_provider: IdentityProvider, kiosk: Visitor
) -> None:
    asked = kiosk.ask_code(acr_values="eidas1")
    assert asked["user_code"] in asked["verification_uri_complete"]
    assert kiosk.poll_code(asked)["error"] == "authorization_pending"

    identity_provider.visit(asked["verification_uri_complete"], {"number": MAELLE.number})
    told = kiosk.claims(kiosk.poll_code(asked)["id_token"])
    assert told["iss"] == identity_provider.issuer
    assert told["aud"] == PUBLIC.client_id
    assert told["sub"] != MAELLE.number
    assert told["preferred_username"] == told["SubjectNameID"] == MAELLE.number
    assert (told["given_name"], told["family_name"]) == (MAELLE.given_name, MAELLE.family_name)
    assert told["acr"] == "eidas1"


def test_a_code_may_be_refused_or_lapse_and_none_is_taken_twice(
    identity_provider: IdentityProvider, kiosk: Visitor
) -> None:
    refused, expired, used = kiosk.ask_code(), kiosk.ask_code(), kiosk.ask_code()
    identity_provider.refuse_code(refused["user_code"])
    identity_provider.expire_code(expired["user_code"])
    identity_provider.approve_code(used["user_code"])
    assert kiosk.poll_code(refused)["error"] == "access_denied"
    assert kiosk.poll_code(expired)["error"] == "expired_token"
    assert "access_token" in kiosk.poll_code(used)
    assert kiosk.poll_code(used)["error"] == "invalid_grant"
    with pytest.raises(PageUnexpected, match="ExpiredError"):
        identity_provider.approve_code(expired["user_code"])


def test_a_push_tells_what_the_phone_is_to_show_and_waits_for_the_doctor(
    identity_provider: IdentityProvider,
) -> None:
    with visitor(identity_provider, BASIC) as kiosk:
        asked = kiosk.ask_push(
            CAMILLE.number, binding_message="42", channel="MOBILE", acr_values="eidas2"
        )
        assert kiosk.poll_push(asked)["error"] == "authorization_pending"
        (seen,) = identity_provider.asked(Endpoint.PUSH)
        assert seen.parameters == {
            "client_id": BASIC.client_id,
            "scope": "openid scope_all",
            "login_hint": CAMILLE.number,
            "binding_message": "42",
            "channel": "MOBILE",
            "acr_values": "eidas2",
        }

        identity_provider.approve_push(asked["auth_req_id"])
        told = kiosk.claims(kiosk.poll_push(asked)["id_token"])
        assert told["preferred_username"] == CAMILLE.number
        assert told["acr"] == "eidas2"


def test_a_push_may_be_refused_or_lapse_or_be_for_nobody(
    identity_provider: IdentityProvider,
) -> None:
    with visitor(identity_provider, BASIC) as kiosk:
        refused, expired = kiosk.ask_push(CAMILLE.number), kiosk.ask_push(MAELLE.number)
        identity_provider.refuse_push(refused["auth_req_id"])
        identity_provider.expire_push(expired["auth_req_id"])
        assert kiosk.poll_push(refused)["error"] == "access_denied"
        assert kiosk.poll_push(expired)["error"] == "expired_token"
        assert kiosk.ask_push("899700075064")["error"] == "unknown_user_id"
        assert kiosk.ask_push(CAMILLE.number, channel="FAX")["error"] == "invalid_request"


def test_whoever_approves_by_weaker_means_is_told_so(
    identity_provider: IdentityProvider, kiosk: Visitor
) -> None:
    asked = kiosk.ask_code(acr_values="eidas2")
    identity_provider.approve_code(asked["user_code"], acr="eidas1")
    assert kiosk.claims(kiosk.poll_code(asked)["id_token"])["acr"] == "eidas1"


@pytest.mark.parametrize("client", ALL, ids=lambda client: client.method)
def test_each_kind_of_client_gets_codes_pushes_and_fresh_tokens(
    identity_provider: IdentityProvider, client: Registration, tmp_path: Path
) -> None:
    shown = (client_credential(), tmp_path / "client.pem") if client is CERTIFICATE else None
    with visitor(identity_provider, client, shown) as kiosk:
        tokens = kiosk.tokens()
        form = {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]}
        assert "access_token" in kiosk.post(Endpoint.TOKEN, **form).json()
        assert "auth_req_id" in kiosk.ask_push(CAMILLE.number)


def test_a_name_and_secret_that_are_not_encoded_prove_nothing(
    identity_provider: IdentityProvider, kiosk: Visitor
) -> None:
    bare = b64encode(f"{BASIC.client_id}:{BASIC.secret}".encode()).decode()
    url, headers = identity_provider.url(Endpoint.DEVICE), {"Authorization": f"Basic {bare}"}
    response = kiosk.http.post(url, headers=headers, data={"scope": "openid"})
    assert response.json()["error"] in {"invalid_client", "invalid_request"}


@pytest.mark.parametrize("issuer", [None, "AC INCONNUE ESSAI"])
def test_no_certificate_or_a_strangers_proves_nothing(
    identity_provider: IdentityProvider, issuer: str | None, tmp_path: Path
) -> None:
    assert issuer != CLIENT_AUTHORITY
    shown = (client_credential(issuer), tmp_path / "client.pem") if issuer else None
    with visitor(identity_provider, CERTIFICATE, shown) as kiosk:
        assert kiosk.ask_code()["error"] == "invalid_client"


def test_tokens_that_are_revoked_are_dead(
    identity_provider: IdentityProvider, kiosk: Visitor
) -> None:
    tokens = kiosk.tokens()
    both = (tokens["access_token"], tokens["refresh_token"])
    assert all(identity_provider.lives(token) for token in both)
    assert kiosk.post(Endpoint.REVOCATION, token=tokens["refresh_token"]).is_success
    assert not any(identity_provider.lives(token) for token in both)
    (seen,) = identity_provider.asked(Endpoint.REVOCATION)
    assert seen.parameters["token"] == tokens["refresh_token"]


def test_a_browser_that_is_sent_to_end_the_session_is_seen_there(
    identity_provider: IdentityProvider, kiosk: Visitor
) -> None:
    url = identity_provider.url(Endpoint.END_SESSION)
    hint = {"id_token_hint": kiosk.tokens()["id_token"]}
    form = Form(kiosk.http.get(url, params=hint))
    assert form.action is not None
    assert kiosk.http.post(form.action, data=form.fields).status_code == httpx.codes.SEE_OTHER
    (seen,) = identity_provider.asked(Endpoint.END_SESSION)
    assert seen.client_id == PUBLIC.client_id
    assert len(identity_provider.asked(Endpoint.SESSION_ENDED)) == 1


@pytest.mark.parametrize("of", [CAMILLE, MAELLE, None], ids=["hers", "another's", "none"])
def test_whoever_leaves_without_her_id_token_is_asked_first(
    identity_provider: IdentityProvider, kiosk: Visitor, of: Doctor | None
) -> None:
    asked = kiosk.ask_code()
    hint = {"client_id": PUBLIC.client_id}
    with browser_of(identity_provider.ca_file) as browser:
        push_in(browser, asked["verification_uri_complete"], {"number": CAMILLE.number})
        assert identity_provider.sessions(CAMILLE) == 1
        if of is CAMILLE:
            hint = {"id_token_hint": kiosk.poll_code(asked)["id_token"]}
        elif of is MAELLE:
            hint = {"id_token_hint": kiosk.tokens(MAELLE)["id_token"]}
        page = browser.get(identity_provider.url(Endpoint.END_SESSION), params=hint)
        form = Form(page)
        assert ("submit()" in page.text) is (of is CAMILLE)
        assert form.action is not None
        browser.post(form.action, data=form.fields)
    assert identity_provider.sessions(CAMILLE) == (0 if of is CAMILLE else 1)
