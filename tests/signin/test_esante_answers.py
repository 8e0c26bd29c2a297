"""What each answer of an e-Santé proxy means for the doctor."""

import json

import pytest

from kiosk.signin.esante_answers import refusal
from kiosk.signin.oauth.errors import (
    AccessDenied,
    ClientRefused,
    CodeExpired,
    ProviderBroken,
    ProviderError,
    ProviderUnclear,
    UserUnknown,
)


def descriptor(message: object = "", **metadata: object) -> str:
    """As the contract describes an error."""
    return json.dumps({"code": "400", "message": message, "metadata": metadata})


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (304, "", ProviderUnclear),
        (400, descriptor("[channel is missing]"), ClientRefused),
        (400, "<html>", ClientRefused),
        (401, "", ClientRefused),
        (401, "<html>", ClientRefused),
        (401, descriptor("400 - access_denied : The user said no"), AccessDenied),
        (401, descriptor("Failed to get error information."), ClientRefused),
        (401, descriptor("Full authentication is required to access this resource"), ClientRefused),
        (401, descriptor("bad client_id: access_denied_by_policy"), ClientRefused),
        (401, descriptor({"a": 1}), ClientRefused),
        (401, descriptor("400 BAD_REQUEST, auth_req_id: access_denied : no"), AccessDenied),
        (401, descriptor("for login_hint 1: unknown_user_id"), UserUnknown),
        (401, descriptor("400 - unknown_user_id : null"), UserUnknown),
        (401, descriptor("400 - expired_token : null"), CodeExpired),
        (401, descriptor("400 - authorization_pending : still pending"), CodeExpired),
        (401, descriptor("401 - invalid_client : null"), ClientRefused),
        (401, descriptor("400 - unauthorized_client : access_denied"), ClientRefused),
        (403, descriptor("no"), ClientRefused),
        (404, descriptor(nationalId="899700366240"), UserUnknown),
        (404, descriptor(clientId="cabinet-essai"), ClientRefused),
        (404, descriptor(nationalId="899700366240", clientId="cabinet-essai"), ClientRefused),
        (404, json.dumps({"metadata": "nationalId"}), ClientRefused),
        (404, "[" * 100_000, ClientRefused),
        (404, "", ClientRefused),
        (418, "", ProviderUnclear),
        (500, "", ProviderBroken),
        (503, "", ProviderBroken),
        (504, "", ProviderBroken),
        (302, "", ProviderUnclear),
    ],
)
def test_every_answer_means_something(status: int, body: str, error: type[ProviderError]) -> None:
    assert type(refusal(status, body, late=False)) is error


def test_a_failure_that_took_as_long_as_a_phone_is_a_phone_that_nobody_answered() -> None:
    assert isinstance(refusal(500, "", late=True), CodeExpired)
    assert isinstance(refusal(503, "", late=True), ProviderBroken)


def test_what_the_proxy_wrote_is_shown_as_a_code_at_most() -> None:
    known, unknown = descriptor("400 - invalid_scope : s3cret"), descriptor("400 - no_s3cret")
    assert str(refusal(401, known, late=False)) == "invalid_scope"
    assert str(refusal(401, unknown, late=False)) == "status 401"
