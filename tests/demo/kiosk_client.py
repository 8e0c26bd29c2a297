"""The kiosk at the demo's provider, in plain HTTPS: what it asks, and what it gets."""

import base64
import ssl
from typing import Any
from urllib.parse import quote_plus

import httpx

from kiosk.demo.portal.facts import PhoneAnswered
from kiosk.demo.portal.gestures import Gesture
from kiosk.demo.portal.process import Portal
from kiosk.demo.portal.provider.grants import CIBA, DEVICE

SECRETS = {DEVICE: "device_code", CIBA: "auth_req_id"}


class KioskClient:
    """Knows its id and its secret, and looks everything else up."""

    def __init__(self, portal: Portal, metadata: dict[str, Any], http: httpx.AsyncClient) -> None:
        self._portal = portal
        self.metadata = metadata
        self.http = http
        self.secret = portal.client_secret_file.read_text().removesuffix("\n")

    @classmethod
    async def at(cls, portal: Portal) -> "KioskClient":
        context = ssl.create_default_context(cafile=portal.ca_file)
        http = httpx.AsyncClient(verify=context, headers={"User-Agent": "Chromium"})
        found = await http.get(f"{portal.issuer}/.well-known/openid-configuration")
        return cls(portal, found.json(), http)

    @property
    def basic(self) -> str:
        """Id and secret as RFC 6749 §2.3.1 wants them."""
        pair = f"{quote_plus(self._portal.client_id)}:{quote_plus(self.secret)}"
        return "Basic " + base64.b64encode(pair.encode()).decode()

    async def post(
        self, endpoint: str, authorization: str | None = None, **form: str
    ) -> httpx.Response:
        headers = {"Authorization": self.basic if authorization is None else authorization}
        return await self.http.post(self.metadata[endpoint], headers=headers, data=form)

    async def ask_by_code(self) -> dict[str, Any]:
        answer = await self.post("device_authorization_endpoint", scope="openid")
        assert answer.status_code == 200
        asked: dict[str, Any] = answer.json()
        return asked

    async def ask_by_push(self, number: str, binding: str = "47") -> httpx.Response:
        return await self.post(
            "backchannel_authentication_endpoint",
            scope="openid",
            login_hint=number,
            binding_message=binding,
        )

    async def poll(self, kind: str, secret: str) -> httpx.Response:
        return await self.post("token_endpoint", grant_type=kind, **{SECRETS[kind]: secret})

    async def answer(self, gesture: Gesture) -> PhoneAnswered:
        """Somebody does this with the phone; returns when it is done."""
        before = len([fact for fact in self._portal.facts if isinstance(fact, PhoneAnswered)])
        self._portal.touch(gesture)
        return await self._portal.first(PhoneAnswered, lambda fact: fact.ask > before)

    async def tokens(self) -> dict[str, Any]:
        """Those of Dr Martin, who has read the code and said yes."""
        asked = await self.ask_by_code()
        await self.answer(Gesture.APPROVE)
        given = await self.poll(DEVICE, asked["device_code"])
        assert given.status_code == 200
        tokens: dict[str, Any] = given.json()
        return tokens

    async def open_session(self, token: str) -> httpx.Response:
        """Redirects not followed."""
        return await self.http.post(
            self._portal.session_url, headers={"Authorization": f"Bearer {token}"}
        )
