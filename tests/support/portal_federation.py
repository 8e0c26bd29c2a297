"""The test portal as a client of an identity provider: by token, and by authorization code."""

import base64
import json
import ssl
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any, cast
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import Request, urlopen

from tests.support.identity_clients import Registration

SESSION = "/session"
LOGIN = "/connexion/ecps"
RETURN = "/retour-ecps"
FAREWELL = "/au-revoir"
PATHS = (SESSION, LOGIN, RETURN)


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody whom the provider vouches for."""

    name: str
    id_token: str | None = field(default=None, repr=False)
    """By which she can be signed out at the provider, when she was signed in on its page."""


@dataclass(frozen=True, slots=True)
class Federation:
    """The provider that the portal believes."""

    issuer: str
    ca_file: Path
    client_id: str
    secret: str
    own_url: str

    def answer(self, target: str, authorization: str) -> Arrival | str | None:
        """Who has come, an address to go on at, or None for nobody."""
        parts = urlsplit(target)
        match parts.path:
            case path if path == SESSION:
                return self._arrival(authorization)
            case path if path == LOGIN:
                return f"{self.issuer}/auth?{urlencode(self._question())}"
            case _:
                return self._arrival_with(parse_qs(parts.query).get("code", [""])[0])

    def end_url(self, id_token: str) -> str:
        """Where the browser is signed out, and sent back from (RP-Initiated Logout §2)."""
        question = {
            "id_token_hint": id_token,
            "post_logout_redirect_uri": self.own_url + FAREWELL,
        }
        return f"{self.issuer}/session/end?{urlencode(question)}"

    def _question(self) -> dict[str, str]:
        return {
            "client_id": self.client_id,
            "response_type": "code",
            "scope": "openid",
            "redirect_uri": self.own_url + RETURN,
            "acr_values": "eidas1",
        }

    def _arrival_with(self, code: str) -> Arrival | None:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.own_url + RETURN,
        }
        own = base64.b64encode(f"{self.client_id}:{self.secret}".encode()).decode()
        given = self._ask("/token", {"Authorization": f"Basic {own}"}, urlencode(form).encode())
        if given is None:
            return None
        return self._arrival(f"Bearer {given['access_token']}", given["id_token"])

    def _arrival(self, authorization: str, id_token: str | None = None) -> Arrival | None:
        claims = self._ask("/me", {"Authorization": authorization})
        if claims is None:
            return None
        return Arrival(f"{claims['given_name']} {claims['family_name']}", id_token)

    def _ask(
        self, path: str, headers: dict[str, str], form: bytes | None = None
    ) -> dict[str, Any] | None:
        trust = ssl.create_default_context(cafile=str(self.ca_file))
        try:
            question = Request(self.issuer + path, form, headers)  # noqa: S310  # of the tests' own
            with urlopen(question, context=trust, timeout=10) as answer:  # noqa: S310  # as above
                return cast(dict[str, Any], json.load(answer))
        except HTTPError as error:
            if error.code >= HTTPStatus.INTERNAL_SERVER_ERROR:
                raise
            return None


def registration(own_url: str) -> Registration:
    """The portal, as the provider has to know it."""
    return Registration(
        "portail",
        "client_secret_basic",
        "s3cret-du-portail",
        grants=("authorization_code",),
        more={
            "redirect_uris": [own_url + RETURN],
            "post_logout_redirect_uris": [own_url + FAREWELL],
            "response_types": ["code"],
        },
    )
