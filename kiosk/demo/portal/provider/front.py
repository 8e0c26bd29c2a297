"""The pages for people: signing in and out in a browser, and confirming a code on a phone."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from kiosk.demo.doctors import MARTIN
from kiosk.demo.portal import paths as portal
from kiosk.demo.portal.http import Request, Response, cookie, redirect, with_values
from kiosk.demo.portal.provider import pages, paths
from kiosk.demo.portal.provider.client import PORTAL
from kiosk.demo.portal.provider.phone import Answer, Ask
from kiosk.demo.portal.provider.register import Register
from kiosk.demo.portal.provider.sign_ins import SignIn
from kiosk.demo.portal.visitor import Way

SSO_COOKIE = "__Host-sso"
WAIT_COOKIE = "__Host-attente"

_KEPT = ("Path=/", "HttpOnly", "SameSite=Lax")
_FORGET_SSO = cookie(SSO_COOKIE, "", *_KEPT, "Max-Age=0")
_FORGET_WAIT = cookie(WAIT_COOKIE, "", *_KEPT, "Max-Age=0")

Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A browser that waits for the phone."""

    ask: Ask
    state: str = field(repr=False)


class Front:
    """Answers in pages and redirects."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._waiting: dict[str, _Waiting] = {}
        self._codes: dict[str, SignIn] = {}
        self._pages: dict[tuple[str, str], Callable[[Request], Response]] = {
            ("GET", paths.AUTHORIZE): self._authorize,
            ("GET", paths.WAIT): self._wait,
            ("GET", paths.CODE): self._show_code,
            ("POST", paths.CODE): self._answer_code,
            ("GET", paths.END): self._end,
            ("POST", paths.END): self._end,
        }

    def answer(self, request: Request) -> Response | None:
        """To a request for one of its pages; None to any other."""
        page = self._pages.get((request.method, request.path))
        return page(request) if page is not None else None

    def redeem(self, code: str) -> SignIn | None:
        """Who has come back with it; once."""
        return self._codes.pop(code, None)

    def _authorize(self, request: Request) -> Response:
        """RFC 6749 §4.1.1, for the portal's pages alone."""
        values = request.values()
        wanted = {"client_id": PORTAL, "redirect_uri": self._back, "response_type": "code"}
        if any(values.get(name) != value for name, value in wanted.items()):
            return pages.SITE.refusal(HTTPStatus.BAD_REQUEST)
        state = values.get("state", "")
        known = self._register.sign_ins.known(request.cookie(SSO_COOKIE))
        if known is not None:
            return self._send_back(known, state)
        number = f"{secrets.randbelow(100):02}"
        ask = self._register.phone.ask(Way.PAGE, number, MARTIN)
        secret = secrets.token_urlsafe(16)
        self._waiting[secret] = _Waiting(ask, state)
        return redirect(paths.WAIT, cookie(WAIT_COOKIE, secret, *_KEPT))

    def _wait(self, request: Request) -> Response:
        secret = request.cookie(WAIT_COOKIE) or ""
        waiting = self._waiting.get(secret)
        if waiting is None:
            return redirect(self._start)
        match waiting.ask.answer:
            case None:
                return pages.waiting(waiting.ask)
            case Answer.APPROVED:
                del self._waiting[secret]
                sign_in = self._register.sign_ins.open(waiting.ask)
                kept = cookie(SSO_COOKIE, sign_in.browser, *_KEPT)
                return self._send_back(sign_in, waiting.state, kept, _FORGET_WAIT)
            case answer:
                del self._waiting[secret]
                return pages.not_confirmed(answer, self._start, _FORGET_WAIT)

    def _send_back(self, sign_in: SignIn, state: str, *headers: tuple[str, str]) -> Response:
        code = secrets.token_urlsafe(16)
        self._codes[code] = sign_in
        return redirect(with_values(self._back, code=code, state=state), *headers)

    def _show_code(self, request: Request) -> Response:
        typed = request.values().get("c", "")
        unknown = bool(typed) and self._register.user_codes.find(typed) is None
        return pages.code_form(typed, unknown=unknown)

    def _answer_code(self, request: Request) -> Response:
        values = request.values()
        typed = values.get("c", "")
        ask = self._register.user_codes.find(typed)
        if ask is None:
            return pages.code_form(typed, unknown=True)
        answer = Answer.APPROVED if values.get("reponse") == "oui" else Answer.REFUSED
        self._register.phone.settle(ask, answer)
        return pages.code_answered(answer)

    def _end(self, request: Request) -> Response:
        """OpenID Connect RP-Initiated Logout §2: whoever brings no ID token of hers is asked."""
        values = request.values()
        sign_ins = self._register.sign_ins
        here, hinted = sign_ins.known(request.cookie(SSO_COOKIE)), None
        if hint := values.get("id_token_hint"):
            claims = self._register.key.read(hint)
            if not claims:
                return pages.SITE.refusal(HTTPStatus.BAD_REQUEST)
            hinted = sign_ins.find(str(claims.get("sid")))
        # Her cookie comes with the form of the page that asks, and with no other site's.
        confirmed = request.method == "POST" and values.get("reponse") == "oui"
        if here is not None and here is not hinted and not confirmed:
            return pages.confirm_end(values)
        if (ending := here or hinted) is not None:
            sign_ins.end(ending)
        return self._signed_out(values)

    def _signed_out(self, values: Values) -> Response:
        """Leads only where the portal has said that it may."""
        back = values.get("post_logout_redirect_uri")
        if back != f"{self._register.addresses.space}{portal.FAREWELL}":
            return pages.signed_out(_FORGET_SSO)
        state = values.get("state")
        return redirect(with_values(back, state=state) if state else back, _FORGET_SSO)

    @property
    def _start(self) -> str:
        return f"{self._register.addresses.space}{portal.ECPS}"

    @property
    def _back(self) -> str:
        return f"{self._register.addresses.space}{portal.BACK}"
