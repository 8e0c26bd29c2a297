"""The pages of the portal shaped like ASP.NET WebForms, as the server behind nginx knows them."""

import json
import secrets
import time
from email.utils import formatdate
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.support import webforms_portal_pages as pages
from tests.support.mail_server import MailServer
from tests.support.portal_accounts import Account, Accounts, Refusal
from tests.support.portal_record import Asked
from tests.support.webforms_portal_sessions import Session, Sessions
from tests.support.webforms_portal_state import ViewState

SESSION = "ASP.NET_SessionId"
TICKET = ".ASPXAUTH"
DEVICE_SECONDS = 30 * 86400
HANG_SECONDS = 30
"""For tests that fail."""

SAID = {
    Refusal.WRONG: "Identifiant ou mot de passe erroné.",
    Refusal.LOCKED: "Votre compte est verrouillé. Contactez l’assistance.",
    Refusal.FIRST: "Votre première connexion doit se faire avec votre carte CPS ou e-CPS.",
}
CODE_SAID = {
    Refusal.WRONG: "Le code saisi est erroné.",
    Refusal.EXPIRED: "Ce code a expiré : demandez-en un autre.",
}
VOID = "Trop de codes erronés : saisissez à nouveau votre mot de passe."


class WebFormsSite(ThreadingHTTPServer):
    """Sessions by cookie, forms that are checked, and a record of what was asked."""

    daemon_threads = True

    def __init__(self, mail: MailServer) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.accounts = Accounts(mail)
        self.sessions = Sessions()
        self.states = ViewState()
        self.asked: list[Asked] = []
        self.told: list[dict[str, object]] = []
        """What a script on the landing page saw of its cookies."""
        self.closed = False
        """For maintenance."""
        self.search_by_picture = False
        """Whether the first submit button of the login form is that of its search box."""

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away is no failure of a test."""

    @property
    def signed_in(self) -> list[str]:
        return self.sessions.signed_in

    @property
    def pressed(self) -> list[str]:
        """The buttons that forms were submitted by, and scripts' targets, in order."""
        fields = (pair for asked in self.asked for pair in asked.fields)
        return [
            value if name == "__EVENTTARGET" else name.removesuffix(".x")
            for name, value in fields
            if name.removesuffix(".x") in pages.BUTTONS or (name == "__EVENTTARGET" and value)
        ]

    def visited(self, path: str, method: str = "GET") -> list[Asked]:
        """The requests for one path so far."""
        return [asked for asked in self.asked if (asked.method, asked.path) == (method, path)]


class _Handler(BaseHTTPRequestHandler):
    server: WebFormsSite
    protocol_version = "HTTP/1.1"
    timeout = HANG_SECONDS

    def do_GET(self) -> None:
        self._read()
        match self._asked.path:
            case pages.LOGIN if self.server.closed:
                lines = ["Le portail est fermé pour maintenance.", "Revenez à 14 h."]
                self._answer(pages.message("Maintenance", lines))
            case pages.LOGIN:
                self._show_login(VOID if "code=perdu" in self.path else "")
            case pages.CODE if self._session and self._session.challenge:
                self._show_code(self._session)
            case "/espace" if self._session and (account := self._session.account):
                self._show_space(account)
            case "/espace" | pages.CODE:
                self._redirect(pages.LOGIN + pages.QUERY)
            case "/deconnexion":
                self.server.sessions.end(self._number)
                self._redirect("/au-revoir", f"{SESSION}=; Path=/; Max-Age=0; Secure")
            case "/Compte/MotDePasse.aspx":
                said = "Votre mot de passe a expiré : choisissez-en un autre."
                self._answer(pages.message("Nouveau mot de passe", [said]))
            case "/au-revoir":
                self._answer(pages.message("Au revoir", []))
            case _:
                self._answer(pages.message("Page introuvable", []), 404)

    def do_POST(self) -> None:
        body = self._read()
        path = self._asked.path
        if path == "/temoin":
            self.server.told += json.loads(body)
            self._answer("")
        elif not self._asked.comes_from(path):
            self._answer(pages.message("Accès refusé", []), 403)
        elif not self._session or not self.server.states.accepts(path, self._number, self._asked):
            said = "La validation de l’état d’affichage MAC a échoué."
            self._answer(pages.message("Erreur du serveur dans l’application", [said]), 500)
        elif path == pages.LOGIN:
            self._log_in(self._session)
        elif path == pages.CODE and self._session.challenge:
            self._take_code(self._session)
        else:
            self._redirect(pages.LOGIN + pages.QUERY)

    def _read(self) -> bytes:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        form = body if "urlencoded" in self.headers.get("Content-Type", "") else b""
        self._asked = Asked.read(self.command, self.path, self.headers, form, pages.CHARSET)
        self.server.asked.append(self._asked)
        cookies = self._asked.cookies
        self._agent = self.headers.get("User-Agent", "")
        self._number = cookies.get(SESSION, "")
        session = self.server.sessions.find(self._number, self._agent)
        stolen = session and session.ticket and session.ticket != cookies.get(TICKET)
        self._session = None if stolen else session
        return body

    def _log_in(self, session: Session) -> None:
        form = self._asked.form
        if pages.SIGN_IN not in form:
            self._redirect("/")
            return
        match self.server.accounts.judge(form[pages.NUMBER], form[pages.PASSWORD]):
            case Account() as account:
                session.challenge = self.server.accounts.challenge(account)
                self._redirect(pages.CODE + pages.QUERY, *self._renumbered())
            case Refusal.OUTDATED:
                self._redirect("/Compte/MotDePasse.aspx")
            case refusal:
                self._show_login(SAID[refusal])

    def _take_code(self, session: Session) -> None:
        form, challenge = self._asked.form, session.challenge
        assert challenge is not None
        if pages.RESEND in form:
            self.server.accounts.send(challenge)
            self._show_code(session)
        elif pages.CONFIRM not in form:
            self._redirect(pages.LOGIN + pages.QUERY)
        else:
            match self.server.accounts.check(challenge, form[pages.CODE_FIELD]):
                case Account() as account:
                    self._let_in(session, account)
                case Refusal.VOID:
                    session.challenge = None
                    self._redirect(f"{pages.LOGIN}{pages.QUERY}&code=perdu")
                case refusal:
                    self._show_code(session, CODE_SAID[refusal])

    def _let_in(self, session: Session, account: Account) -> None:
        session.challenge, session.account = None, account
        session.ticket = secrets.token_hex(40).upper()
        until = formatdate(time.time() + DEVICE_SECONDS, usegmt=True)
        self._redirect(
            "/espace",
            *self._renumbered(),
            f"{TICKET}={session.ticket}; path=/; secure; HttpOnly; SameSite=Strict",
            "preferences=contraste; Domain=localhost; Path=/; Secure; SameSite=Lax",
            f"appareil=cabinet; Expires={until}; Path=/; Secure; SameSite=Strict",
            "mouchard=1; Domain=ailleurs.example; Path=/; Secure",
        )

    def _renumbered(self) -> tuple[str, ...]:
        """The cookie with the session's new number."""
        self._number = self.server.sessions.renumber(self._number)
        return (f"{SESSION}={self._number}; path=/; secure; HttpOnly; SameSite=Lax",)

    def _show_login(self, error: str) -> None:
        cookies: tuple[str, ...] = ()
        if self._session is None:
            self._number = self.server.sessions.begin(self._agent)
            cookies = (f"{SESSION}={self._number}; path=/; secure; HttpOnly; SameSite=Lax",)
        content = pages.LOGIN_CONTENT.format(error=escape(error))
        self._show_form("Connexion", pages.LOGIN, pages.LOGIN_CONTROLS, content, cookies)

    def _show_code(self, session: Session, error: str = "") -> None:
        challenge = session.challenge
        assert challenge is not None
        content = pages.CODE_CONTENT.format(
            error=escape(error),
            tries=f"Il vous reste {challenge.tries} essais." if error else "",
            address=challenge.account.masked,
            minutes=max(0, round((challenge.expires - time.monotonic()) / 60)),
        )
        self._show_form("Vérification", pages.CODE, pages.CODE_CONTROLS, content)

    def _show_form(
        self,
        title: str,
        path: str,
        controls: tuple[str, ...],
        content: str,
        cookies: tuple[str, ...] = (),
    ) -> None:
        """Its address is relative, as ASP.NET writes it."""
        hidden = self.server.states.fields(path, self._number, controls)
        action = f"./{path.rpartition('/')[2]}{pages.QUERY}"
        by_picture = self.server.search_by_picture and path == pages.LOGIN
        text = pages.form_page(title, action, hidden, content, search_by_picture=by_picture)
        self._answer(text, 200, *cookies)

    def _show_space(self, account: Account) -> None:
        self._answer(pages.page("Espace", pages.SPACE.format(name=escape(account.name))))

    def _redirect(self, target: str, *cookies: str) -> None:
        self._answer("", 302, *cookies, target=target)

    def _answer(self, text: str, status: int = 200, *cookies: str, target: str = "") -> None:
        body = text.encode(pages.CHARSET)
        self.send_response(status)
        # The page says itself how it is encoded.
        self.send_header("Content-Type", "text/html")
        self.send_header("Cache-Control", "no-store")
        if target:
            self.send_header("Location", target)
        for cookie in cookies:
            self.send_header("Set-Cookie", cookie)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base's name)
        """Tests read what was asked, nobody reads a log."""
