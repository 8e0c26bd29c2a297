"""Answers the two forms: identifier and password, then the code."""

from http import HTTPStatus

from kiosk.demo.doctors import Doctor
from kiosk.demo.portal import paths
from kiosk.demo.portal.addresses import Addresses
from kiosk.demo.portal.http import Request, Response, cookie, redirect
from kiosk.demo.portal.mail import pages
from kiosk.demo.portal.mail.accounts import Accounts, Refused
from kiosk.demo.portal.mail.codes import CODE_SECONDS, Judged, SignIn, SignIns
from kiosk.demo.portal.mail.guard import Guard
from kiosk.demo.portal.mail.letters import with_code
from kiosk.demo.portal.mail.post import Post, PostFailed

COOKIE = "__Host-connexion"

_KEPT = ("Path=/", "HttpOnly", "SameSite=Lax")
FORGET = (cookie(COOKIE, "", *_KEPT, "Max-Age=0"),)
"""Headers for whoever has come to the end of it."""


class MailFront:
    """Whoever answers both forms right is let in by the site."""

    def __init__(self, addresses: Addresses, sign_ins: SignIns, post: Post) -> None:
        self.accounts = Accounts(sign_ins.now)
        self._sign_ins = sign_ins
        self._post = post
        self._guard = Guard(addresses)

    async def answer(self, request: Request) -> Response | Doctor:
        """To a request for one of the two: a page, or who has proved herself by it."""
        values = request.values()
        if request.method == "POST" and not self._guard.lets(request, values):
            return pages.stale()
        if request.path == paths.MAIL:
            return await self._by_password(request, values)
        sign_in = self._sign_ins.find(request.cookie(COOKIE))
        if sign_in is None:
            return redirect(paths.MAIL, *FORGET, status=HTTPStatus.SEE_OTHER)
        if request.method == "GET":
            return self._code_form(request, sign_in)
        if values.get("action") == "renvoyer":
            return await self._resend(request, sign_in)
        return self._by_code(request, sign_in, values.get("code", ""))

    async def _by_password(self, request: Request, values: dict[str, str]) -> Response:
        if request.method == "GET":
            return self._password_form(request)
        identifier, password = values.get("identifiant", ""), values.get("mot_de_passe", "")
        match self.accounts.check(identifier, password):
            case Refused() as refused:
                return self._password_form(request, identifier, pages.REFUSALS[refused])
            case doctor:
                sign_in = self._sign_ins.open(doctor)
                if not await self._send(sign_in):
                    return self._password_form(request, identifier, pages.NOT_SENT)
                return _to_code(cookie(COOKIE, sign_in.secret, *_KEPT))

    async def _resend(self, request: Request, sign_in: SignIn) -> Response:
        if not sign_in.renewable:
            return self._code_form(request, sign_in, pages.NO_MORE)
        if sign_in.too_soon(self._sign_ins.now()):
            return self._code_form(request, sign_in, pages.TOO_SOON)
        if not await self._send(sign_in):
            return self._code_form(request, sign_in, pages.NOT_SENT)
        return _to_code()

    def _by_code(self, request: Request, sign_in: SignIn, typed: str) -> Response | Doctor:
        match self._sign_ins.judge(sign_in, typed):
            case Judged.RIGHT:
                return sign_in.doctor
            case Judged.OVER:
                return self._password_form(request, "", pages.OVER, *FORGET)
            case Judged.EXPIRED:
                return self._code_form(request, sign_in, pages.EXPIRED)
            case Judged.WRONG:
                return self._code_form(request, sign_in, pages.wrong_code(sign_in.tries))

    async def _send(self, sign_in: SignIn) -> bool:
        """Whether another code is on its way."""
        code = self._sign_ins.next_code(sign_in)
        try:
            await self._post.send(with_code(sign_in.doctor, code, CODE_SECONDS))
        except PostFailed:
            return False
        return True

    def _password_form(
        self,
        request: Request,
        identifier: str = "",
        alert: str = "",
        *headers: tuple[str, str],
    ) -> Response:
        return pages.password_form(self._guard.issue(request), identifier, alert, *headers)

    def _code_form(self, request: Request, sign_in: SignIn, alert: str = "") -> Response:
        left = sign_in.until - self._sign_ins.now()
        return pages.code_form(self._guard.issue(request), sign_in, left, alert)


def _to_code(*headers: tuple[str, str]) -> Response:
    return redirect(paths.MAILED, *headers, status=HTTPStatus.SEE_OTHER)
