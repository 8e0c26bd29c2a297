"""What is at which address."""

from dataclasses import dataclass
from http import HTTPStatus

from kiosk.demo.portal import pages
from kiosk.demo.portal.http import Request, Response, redirect
from kiosk.demo.portal.sessions import Sessions
from kiosk.demo.portal.visitor import Visitor

SESSION_COOKIE = "__Host-session"
PREFERENCE_COOKIE = "affichage"

CARD_PATH = "/carte"
SPACE_PATH = "/espace"
ENTRANCE_PATH = "/connexion"
LOGOUT_PATH = "/deconnexion"


def _cookie(*parts: str) -> tuple[str, str]:
    return "Set-Cookie", "; ".join((*parts, "Secure"))


_PREFERENCE = _cookie(
    # Scripts may read it, it is for some pages only, and it has an end: not like the session's.
    f"{PREFERENCE_COOKIE}=clair",
    f"Path={SPACE_PATH}",
    "SameSite=Strict",
    "Max-Age=3600",
)
_FORGET = _cookie(f"{SESSION_COOKIE}=", "Path=/", "HttpOnly", "SameSite=Lax", "Max-Age=0")

Reply = tuple[Response, int | None]
"""An answer, and the number of the session that it was given to."""


@dataclass(slots=True)
class Site:
    """The doctor's space; its own addresses are known once its doors are open."""

    sessions: Sessions
    space_url: str = ""
    card_url: str = ""

    def at_card_door(self, request: Request, visitor: Visitor) -> Reply:
        """Whoever stands here has shown a card's certificate and proved to hold its key."""
        if request.path != CARD_PATH:
            return pages.refusal(HTTPStatus.NOT_FOUND), None
        secret = self.sessions.open(visitor, request.agent)
        entering = redirect(
            f"{self.space_url}{SPACE_PATH}",
            _cookie(f"{SESSION_COOKIE}={secret}", "Path=/", "HttpOnly", "SameSite=Lax"),
            _PREFERENCE,
        )
        return entering, None

    def in_space(self, request: Request) -> Reply:
        """The answer to any browser."""
        asset = pages.asset(request.path)
        if asset is not None:
            return asset, None
        secret = request.cookie(SESSION_COOKIE)
        session = self.sessions.find(secret, request.agent)
        number = session.number if session else None
        match request.path:
            case path if path == SPACE_PATH and session is not None:
                preference = request.cookie(PREFERENCE_COOKIE) is not None
                return pages.space(session, preference=preference), number
            case path if path in ("/", SPACE_PATH):
                return redirect(ENTRANCE_PATH), number
            case path if path == ENTRANCE_PATH:
                return pages.entrance(f"{self.card_url}{CARD_PATH}"), number
            case path if path == LOGOUT_PATH:
                self.sessions.close(secret)
                return pages.farewell(_FORGET), number
            case _:
                return pages.refusal(HTTPStatus.NOT_FOUND), number
