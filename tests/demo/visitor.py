"""Somebody with a browser and perhaps a card, at the demo's portal."""

import ssl
from http.cookiejar import Cookie
from pathlib import Path

import httpx

from devices.simulated import Key
from kiosk.demo.portal.process import Portal
from kiosk.demo.portal.site import SESSION_COOKIE


class Visitor:
    """Keeps cookies and follows redirects, as browsers do."""

    def __init__(self, portal: Portal, pair: Path, key: Key | None, agent: str) -> None:
        context = ssl.create_default_context(cafile=portal.ca_file)
        if key is not None:
            pair.write_text(key.private + key.certificate)
            context.load_cert_chain(pair)
        self._portal = portal
        self.client = httpx.AsyncClient(
            verify=context,
            follow_redirects=True,
            headers={"User-Agent": agent, "Accept-Language": "fr"},
        )

    async def sign_in(self) -> httpx.Response:
        return await self.client.get(self._portal.login_url)

    async def look(self) -> httpx.Response:
        return await self.client.get(self._portal.home_url)

    async def log_out(self) -> httpx.Response:
        return await self.client.get(self._portal.logout_url)

    @property
    def session_cookie(self) -> Cookie:
        return next(each for each in self.client.cookies.jar if each.name == SESSION_COOKIE)
