"""The provider as its door and the portal know it."""

from http import HTTPStatus
from pathlib import Path

from kiosk.demo.portal import layout
from kiosk.demo.portal import paths as portal
from kiosk.demo.portal.addresses import Addresses
from kiosk.demo.portal.http import Request, Response, with_values
from kiosk.demo.portal.provider import pages, paths
from kiosk.demo.portal.provider.api import Api
from kiosk.demo.portal.provider.client import PORTAL
from kiosk.demo.portal.provider.front import Front
from kiosk.demo.portal.provider.phone import Phone
from kiosk.demo.portal.provider.register import Register
from kiosk.demo.portal.provider.sign_ins import SignIn
from kiosk.demo.portal.visitor import Visitor, visitor_by_phone


class Provider:
    """Endpoints, pages, and what the portal asks in the same process."""

    def __init__(self, directory: Path, addresses: Addresses, phone: Phone) -> None:
        """Makes a key: takes tenths of a second."""
        self._addresses = addresses
        self._register = Register.of(directory, addresses, phone)
        self._api = Api(self._register)
        self._front = Front(self._register)

    def answer(self, request: Request) -> Response:
        """To any request at its door."""
        return (
            layout.asset(request.path)
            or self._api.answer(request)
            or self._front.answer(request)
            or pages.SITE.refusal(_why_not(request))
        )

    def sign_in_url(self, state: str) -> str:
        """Where a browser signs in, to come back with the state and a code."""
        return with_values(
            f"{self._addresses.provider}{paths.AUTHORIZE}",
            response_type="code",
            client_id=PORTAL,
            redirect_uri=f"{self._addresses.space}{portal.BACK}",
            scope="openid",
            state=state,
        )

    def who_came_back(self, code: str) -> Visitor | None:
        """Who has signed in on its page; once."""
        sign_in = self._front.redeem(code)
        return self._vouch(sign_in, self._register.id_token(sign_in, PORTAL) if sign_in else None)

    def whose(self, token: str) -> Visitor | None:
        """To whom the access token was given, while it is good."""
        return self._vouch(self._register.sign_ins.whose(token))

    def sign_out_url(self, id_token: str) -> str:
        """Where a browser signs out, to come back to the portal's farewell."""
        return with_values(
            f"{self._addresses.provider}{paths.END}",
            id_token_hint=id_token,
            post_logout_redirect_uri=f"{self._addresses.space}{portal.FAREWELL}",
        )

    def _vouch(self, sign_in: SignIn | None, id_token: str | None = None) -> Visitor | None:
        if sign_in is None:
            return None
        ask = sign_in.ask
        return visitor_by_phone(ask.doctor, ask.way, self._addresses.provider, id_token)


def _why_not(request: Request) -> HTTPStatus:
    known = request.path in paths.READ | paths.WRITTEN
    return HTTPStatus.METHOD_NOT_ALLOWED if known else HTTPStatus.NOT_FOUND
