"""What is at which address of the portal's own doors."""

import secrets
from dataclasses import dataclass
from http import HTTPStatus
from typing import Protocol

from kiosk.demo.portal import layout, pages, paths
from kiosk.demo.portal.addresses import Addresses
from kiosk.demo.portal.http import Request, Response, cookie, redirect
from kiosk.demo.portal.mail.front import FORGET, MailFront
from kiosk.demo.portal.sessions import Session, Sessions
from kiosk.demo.portal.visitor import Visitor, Way, visitor_by_mail

SESSION_COOKIE = "__Host-session"
PREFERENCE_COOKIE = "affichage"
STATE_COOKIE = "__Host-etat"

_KEPT = ("Path=/", "HttpOnly", "SameSite=Lax")
_FORGET = cookie(SESSION_COOKIE, "", *_KEPT, "Max-Age=0")
_FORGET_STATE = cookie(STATE_COOKIE, "", *_KEPT, "Max-Age=0")

Reply = tuple[Response, int | None]
"""An answer, and the number of the session that it was given to."""


class Vouching(Protocol):
    """The provider, as far as the portal asks it: they are in one process."""

    def sign_in_url(self, state: str) -> str:
        """Where a browser signs in, to come back with the state and a code."""

    def who_came_back(self, code: str) -> Visitor | None:
        """Who has signed in on the provider's page; once."""

    def whose(self, token: str) -> Visitor | None:
        """To whom the access token was given, while it is good."""

    def sign_out_url(self, id_token: str) -> str:
        """Where a browser signs out, to come back to the farewell."""


@dataclass(slots=True)
class Site:
    """The doctor's space."""

    sessions: Sessions
    addresses: Addresses
    provider: Vouching
    mail: MailFront

    def at_card_door(self, request: Request, visitor: Visitor) -> Reply:
        """Whoever stands here has shown a card's certificate and proved to hold its key."""
        if request.path != paths.CARD:
            return pages.SITE.refusal(HTTPStatus.NOT_FOUND), None
        if request.method != "GET":
            return pages.SITE.refusal(HTTPStatus.METHOD_NOT_ALLOWED), None
        return self._enter(request, visitor), None

    async def in_space(self, request: Request) -> Reply:
        """The answer to any browser."""
        file = layout.asset(request.path)
        if file is not None:
            return file, None
        secret = request.cookie(SESSION_COOKIE)
        session = self.sessions.find(secret, request.agent)
        return await self._answer(request, session), session.number if session else None

    async def _answer(self, request: Request, session: Session | None) -> Response:
        refusal = _refusal(request)
        if refusal is not None:
            return refusal
        match request.path:
            case paths.SPACE if session is not None:
                preference = request.cookie(PREFERENCE_COOKIE) is not None
                return pages.space(session, preference=preference)
            case paths.ENTRANCE:
                return pages.entrance(f"{self.addresses.card}{paths.CARD}")
            case paths.ECPS:
                return self._to_provider()
            case paths.MAIL | paths.MAILED:
                return await self._by_mail(request)
            case paths.FORGOTTEN:
                return pages.forgotten()
            case paths.SEARCH:
                return pages.found(request.values().get("q", ""))
            case paths.BACK:
                return self._from_provider(request)
            case paths.EXCHANGE:
                return self._exchange(request)
            case paths.LOGOUT:
                return self._log_out(request, session)
            case paths.FAREWELL:
                return pages.farewell(None)
            case _:
                return redirect(paths.ENTRANCE)

    def _enter(
        self,
        request: Request,
        visitor: Visitor,
        *headers: tuple[str, str],
        status: HTTPStatus = HTTPStatus.FOUND,
    ) -> Response:
        """A session for her, and the way to her own page."""
        if visitor.way is not Way.MAIL:
            self.mail.accounts.seen(visitor.number)
        secret = self.sessions.open(visitor, request.agent)
        return redirect(
            f"{self.addresses.space}{paths.SPACE}",
            cookie(SESSION_COOKIE, secret, *_KEPT),
            _preference(visitor.way),
            *headers,
            status=status,
        )

    async def _by_mail(self, request: Request) -> Response:
        match await self.mail.answer(request):
            case Response() as answer:
                return answer
            case doctor:
                visitor = visitor_by_mail(doctor, pages.NAME)
                return self._enter(request, visitor, *FORGET, status=HTTPStatus.SEE_OTHER)

    def _to_provider(self) -> Response:
        state = secrets.token_urlsafe(16)
        return redirect(self.provider.sign_in_url(state), cookie(STATE_COOKIE, state, *_KEPT))

    def _from_provider(self, request: Request) -> Response:
        """Only for the browser that was sent there."""
        given = request.values()
        state = request.cookie(STATE_COOKIE)
        visitor = None
        if state and secrets.compare_digest(state.encode(), given.get("state", "").encode()):
            visitor = self.provider.who_came_back(given.get("code", ""))
        if visitor is None:
            return redirect(paths.ENTRANCE, _FORGET_STATE)
        return self._enter(request, visitor, _FORGET_STATE)

    def _exchange(self, request: Request) -> Response:
        """A token of the provider for a session (RFC 6750 §2.1)."""
        token = request.credentials("Bearer")
        visitor = self.provider.whose(token) if token else None
        if visitor is not None:
            return self._enter(request, visitor, status=HTTPStatus.SEE_OTHER)
        why = 'Bearer error="invalid_token"' if token else "Bearer"
        refusal = pages.SITE.refusal(HTTPStatus.UNAUTHORIZED)
        return Response(refusal.status, refusal.body, headers=(("WWW-Authenticate", why),))

    def _log_out(self, request: Request, session: Session | None) -> Response:
        self.sessions.close(request.cookie(SESSION_COOKIE))
        visitor = session.visitor if session else None
        if visitor is not None and visitor.id_token is not None:
            return redirect(self.provider.sign_out_url(visitor.id_token), _FORGET)
        return pages.farewell(visitor, _FORGET)


def _preference(way: Way) -> tuple[str, str]:
    """Scripts may read it, it is for some pages only, and it has an end: not like the session's."""
    # Whoever comes from the provider's page brings no strict cookie along.
    same_site = "Lax" if way is Way.PAGE else "Strict"
    return cookie(
        PREFERENCE_COOKIE, "clair", f"Path={paths.SPACE}", f"SameSite={same_site}", "Max-Age=3600"
    )


def _refusal(request: Request) -> Response | None:
    """Of what is nowhere, or not for this method."""
    if request.path not in paths.READ | paths.WRITTEN:
        return pages.SITE.refusal(HTTPStatus.NOT_FOUND)
    fitting = paths.READ if request.method == "GET" else paths.WRITTEN
    fits = request.path in fitting
    return None if fits else pages.SITE.refusal(HTTPStatus.METHOD_NOT_ALLOWED)
