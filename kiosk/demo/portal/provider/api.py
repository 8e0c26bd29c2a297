"""The endpoints for programs: the kiosk asks, polls, and gives back."""

import re
from collections.abc import Mapping

from kiosk.demo.doctors import DOCTORS, MARTIN
from kiosk.demo.portal.http import BadRequest, Request, Response, in_json, with_values
from kiosk.demo.portal.provider import paths
from kiosk.demo.portal.provider.discovery import metadata
from kiosk.demo.portal.provider.errors import OAuthError
from kiosk.demo.portal.provider.grants import CIBA, DEVICE, INTERVAL_SECONDS
from kiosk.demo.portal.provider.phone import ASK_SECONDS
from kiosk.demo.portal.provider.register import Register
from kiosk.demo.portal.provider.sign_ins import ACCESS_SECONDS
from kiosk.demo.portal.provider.user_codes import new_code
from kiosk.demo.portal.visitor import Way

_BINDING = re.compile(r"[0-9]{2}")
"""As Pro Santé Connect wants it."""

_SECRETS = {DEVICE: "device_code", CIBA: "auth_req_id"}
"""What is polled with, by grant type."""

Values = Mapping[str, str]


class Api:
    """Answers in JSON, with the errors of the standards."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._read = {
            paths.DISCOVERY: lambda: metadata(register.addresses.provider),
            paths.KEYS: lambda: register.key.public,
        }
        self._written = {
            paths.DEVICE: self._ask_by_code,
            paths.CIBA: self._ask_by_push,
            paths.TOKEN: self._token,
            paths.REVOKE: self._revoke,
        }

    def answer(self, request: Request) -> Response | None:
        """To a request for one of its endpoints; None to any other."""
        if request.method == "GET" and request.path in self._read:
            return in_json(self._read[request.path]())
        if request.method == "POST" and request.path in self._written:
            try:
                return self._write(request)
            except OAuthError as error:
                return error.response()
        return None

    def _write(self, request: Request) -> Response:
        self._register.client.authenticate(request)
        try:
            values = request.values()
        except BadRequest:
            raise OAuthError("invalid_request") from None
        return in_json(self._written[request.path](values))

    def _ask_by_code(self, values: Values) -> dict[str, object]:
        """RFC 8628 §3.2. Whoever reads the code says who she is: here it is always the same."""
        _demand_openid(values)
        ask = self._register.phone.ask(Way.QR, new_code(), MARTIN)
        self._register.user_codes.add(ask)
        page = f"{self._register.addresses.provider}{paths.CODE}"
        return {
            "device_code": self._register.grants.open(DEVICE, ask),
            "user_code": ask.shown,
            "verification_uri": page,
            "verification_uri_complete": with_values(page, c=ask.shown),
            "expires_in": ASK_SECONDS,
            "interval": INTERVAL_SECONDS,
        }

    def _ask_by_push(self, values: Values) -> dict[str, object]:
        """CIBA §7."""
        _demand_openid(values)
        if "login_hint" not in values:
            raise OAuthError("invalid_request")
        doctor = DOCTORS.get(values["login_hint"])
        if doctor is None:
            raise OAuthError("unknown_user_id")
        binding = values.get("binding_message", "")
        if not _BINDING.fullmatch(binding):
            raise OAuthError("invalid_binding_message")
        ask = self._register.phone.ask(Way.PUSH, binding, doctor)
        return {
            "auth_req_id": self._register.grants.open(CIBA, ask),
            "expires_in": ASK_SECONDS,
            "interval": INTERVAL_SECONDS,
        }

    def _token(self, values: Values) -> dict[str, object]:
        kind = values.get("grant_type", "")
        if kind not in _SECRETS:
            raise OAuthError("unsupported_grant_type" if kind else "invalid_request")
        secret = values.get(_SECRETS[kind])
        if secret is None:
            raise OAuthError("invalid_request")
        register = self._register
        sign_in = register.sign_ins.open(register.grants.poll(kind, secret))
        register.sign_ins.issue(sign_in)
        return {
            "access_token": sign_in.access,
            "token_type": "Bearer",
            "expires_in": ACCESS_SECONDS,
            "refresh_token": sign_in.refresh,
            "id_token": register.id_token(sign_in, register.client.client_id),
            "scope": "openid",
        }

    def _revoke(self, values: Values) -> dict[str, object]:
        """RFC 7009 §2.2: what is no token any more is revoked already."""
        if "token" not in values:
            raise OAuthError("invalid_request")
        self._register.sign_ins.revoke(values["token"])
        return {}


def _demand_openid(values: Values) -> None:
    if "openid" not in values.get("scope", "").split():
        raise OAuthError("invalid_scope")
