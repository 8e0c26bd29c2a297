"""The test portal's forms for password and mailed code, as Django writes forms.

Both steps are at one address and the forms name none; what is hidden must go with a cookie
(csrfmiddlewaretoken); another code is asked for by a link; the button that Enter presses is one
that nobody sees.
"""

import secrets
from dataclasses import dataclass, field
from html import escape
from urllib.parse import parse_qs, urlsplit

from tests.support import portal_mail_pages as pages
from tests.support.mail_server import MailServer
from tests.support.portal_accounts import Account, Accounts, Challenge, Refusal
from tests.support.portal_record import Asked

TOKEN_COOKIE = "csrftoken"
STEP_COOKIE = "parcours"

SAID = {
    Refusal.WRONG: "Saisissez un identifiant et un mot de passe valides.",
    Refusal.LOCKED: "Compte bloqué après trop d’essais.",
    Refusal.FIRST: "Connectez-vous d’abord une fois avec votre carte CPS.",
    Refusal.OUTDATED: "Votre mot de passe n’est plus valable : changez-le.",
    Refusal.VOID: "Trop d’essais : recommencez.",
}
CODE_SAID = {
    Refusal.WRONG: "Code incorrect.",
    Refusal.EXPIRED: "Code périmé.",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A page, or where to go on."""

    body: str = ""
    status: int = 200
    target: str = ""
    cookies: tuple[str, ...] = field(default=(), repr=False)
    account: Account | None = None
    """Who is let in with it."""


class MailForms:
    """What happens at /connexion/mail, and a record of it."""

    def __init__(self, mail: MailServer) -> None:
        self.accounts = Accounts(mail)
        self.asked: list[Asked] = []
        self.closed = False
        """For maintenance."""
        self._steps: dict[str, Challenge] = {}
        """By the cookie of a doctor who has to tell her code."""

    @property
    def pressed(self) -> list[str]:
        """The named buttons that forms were submitted by, in order."""
        return [name for asked in self.asked for name in asked.names if name in pages.BUTTONS]

    def visited(self, path: str, method: str = "GET") -> list[Asked]:
        """The requests for one path so far."""
        return [asked for asked in self.asked if (asked.method, asked.path) == (method, path)]

    def answer(self, asked: Asked) -> Shown:
        """What is shown for one request."""
        self.asked.append(asked)
        challenge = self._steps.get(asked.cookies.get(STEP_COOKIE, ""))
        if self.closed:
            return Shown(pages.page("Service indisponible", pages.CLOSED), 503)
        if asked.method == "GET":
            return self._get(asked, challenge)
        token = asked.cookies.get(TOKEN_COOKIE)
        if not asked.comes_from(pages.LOGIN) or not token or asked.form.get(pages.TOKEN) != token:
            return Shown(pages.page("Interdit", "<p>La vérification CSRF a échoué.</p>"), 403)
        if challenge is None or asked.form.get(pages.STEP) == pages.FIRST_STEP:
            return self._log_in(asked)
        return self._take_code(asked, challenge)

    def _get(self, asked: Asked, challenge: Challenge | None) -> Shown:
        if challenge is not None and pages.RESEND in parse_qs(urlsplit(asked.target).query):
            self.accounts.send(challenge)
            return Shown(status=302, target=f"{pages.LOGIN}?etape=code")
        if challenge is not None and "etape=code" in asked.target:
            return self._code_form(asked, challenge)
        return self._login_form()

    def _log_in(self, asked: Asked) -> Shown:
        form = asked.form
        match self.accounts.judge(form.get(pages.NUMBER, ""), form.get(pages.PASSWORD, "")):
            case Account() as account:
                return self._mailed(asked, self.accounts.challenge(account))
            case refusal:
                return self._login_form(SAID[refusal], form.get(pages.NUMBER, ""))

    def _mailed(self, asked: Asked, challenge: Challenge) -> Shown:
        """The code's form comes in answer to the password, not by a redirect."""
        number = secrets.token_urlsafe(16)
        self._steps[number] = challenge
        return self._code_form(asked, challenge, cookie=_cookie(STEP_COOKIE, number))

    def _take_code(self, asked: Asked, challenge: Challenge) -> Shown:
        step = asked.cookies[STEP_COOKIE]
        if pages.BACK in asked.form:
            del self._steps[step]
            return self._login_form()
        match self.accounts.check(challenge, asked.form.get(pages.CODE, "")):
            case Account() as account:
                del self._steps[step]
                gone = f"{STEP_COOKIE}=; Path=/; Max-Age=0; Secure"
                fresh = _cookie(TOKEN_COOKIE, secrets.token_hex(16))
                return Shown(status=303, cookies=(gone, fresh), account=account)
            case Refusal.VOID:
                del self._steps[step]
                return self._login_form(SAID[Refusal.VOID])
            case refusal:
                said = CODE_SAID[refusal]
                if refusal is Refusal.WRONG:
                    said += f" Essais restants : {challenge.tries}"
                return self._code_form(asked, challenge, said)

    def _login_form(self, error: str = "", number: str = "") -> Shown:
        token = secrets.token_hex(16)
        content = pages.LOGIN_FORM.format(token=token, errors=_errors(error), number=escape(number))
        body = pages.page("Connexion", pages.AROUND.format(token=token) + content)
        return Shown(body, cookies=(_cookie(TOKEN_COOKIE, token),))

    def _code_form(
        self, asked: Asked, challenge: Challenge, error: str = "", cookie: str = ""
    ) -> Shown:
        token = asked.cookies.get(TOKEN_COOKIE, "")
        content = pages.CODE_FORM.format(
            token=escape(token), errors=_errors(error), address=challenge.account.masked
        )
        body = pages.page("Vérification", pages.AROUND.format(token=escape(token)) + content)
        return Shown(body, cookies=(cookie,) if cookie else ())


def _errors(error: str) -> str:
    return f'<ul class="errorlist nonfield" role="alert"><li>{error}</li></ul>' if error else ""


def _cookie(name: str, value: str) -> str:
    return f"{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax"
