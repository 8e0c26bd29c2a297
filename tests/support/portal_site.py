"""The pages of the test portal, as the server behind nginx knows them.

Whose certificate nginx has checked comes in a header; everything else is plain HTTP.
"""

import html
import secrets
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

from cryptography import x509
from cryptography.x509.oid import NameOID

from tests.support import portal_mail_pages
from tests.support.portal_federation import FAREWELL, PATHS, Arrival, Federation
from tests.support.portal_mail import MailForms
from tests.support.portal_manner import Manner
from tests.support.portal_record import Asked

__all__ = ["Manner", "PortalSite", "Visit"]

HTML = ("Content-Type", "text/html; charset=utf-8")
HANG_SECONDS = 30
"""A request that is kept waiting is given up after this: for tests that fail."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One request, as it came in."""

    path: str
    user_agent: str
    language: str
    session: str | None


class PortalSite(ThreadingHTTPServer):
    """Sessions by cookie, and a record of what happened."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.manner = Manner.GOOD
        self.space_url = ""
        """Where the doctor's space is; known once nginx has its ports."""
        self.script = ""
        """What every page runs."""
        self.visits: list[Visit] = []
        self.sessions: dict[str, str] = {}
        """Who is signed in now, by session."""
        self.sessions_opened = 0
        self.federation: Federation | None = None
        """Whose word it takes for who somebody is, besides a card's."""
        self.mail_forms: MailForms | None = None
        """Its way in by password and mailed code, if it has one."""
        self.id_tokens: dict[str, str] = {}
        """By session: what ends the single sign-on that it came from."""
        self.released = threading.Event()
        """Lets go of whoever is kept waiting."""

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away is no failure of a test."""

    @property
    def signed_in(self) -> list[str]:
        """The names of those who have a session now."""
        return sorted(self.sessions.values())

    def visited(self, path: str) -> list[Visit]:
        """The requests for one path so far."""
        return [visit for visit in self.visits if visit.path == path]


class _Handler(BaseHTTPRequestHandler):
    server: PortalSite
    protocol_version = "HTTP/1.1"
    timeout = HANG_SECONDS

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        headers = self.headers
        morsel = SimpleCookie(headers.get("Cookie", "")).get("session")
        self._session = morsel.value if morsel else None
        self.server.visits.append(
            Visit(path, headers["User-Agent"], headers.get("Accept-Language", ""), self._session)
        )
        match path:
            case "/connexion/carte" if headers.get("X-Client-Verify") == "SUCCESS":
                self._log_in()
            case "/espace":
                self._show_space()
            case "/deconnexion":
                self._log_out()
            case path if path == FAREWELL:
                self._page("Au revoir")
            case portal_mail_pages.LOGIN if forms := self.server.mail_forms:
                self._show_forms(forms)
            case _ if path in PATHS and (federation := self.server.federation):
                self._federate(federation.answer(self.path, headers.get("Authorization", "")))
            case _:
                self._page("Page introuvable", status=404)

    def do_POST(self) -> None:
        self.do_GET()

    def _show_forms(self, forms: MailForms) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        shown = forms.answer(Asked.read(self.command, self.path, self.headers, body, "utf-8"))
        if shown.account is not None:
            cookies = (*shown.cookies, *self._begin_session(shown.account.name))
            self._redirect(self.server.space_url, *cookies)
        else:
            header = ("Location", shown.target) if shown.target else HTML
            self._answer(shown.status, shown.body, shown.cookies, header)

    def _federate(self, answer: Arrival | str | None) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        match answer:
            case Arrival(name, id_token):
                self._redirect(self.server.space_url, *self._begin_session(name, id_token))
            case str(url):
                self._redirect(url)
            case None:
                self._page("Accès refusé", status=403)

    def _log_in(self) -> None:
        match self.server.manner:
            case Manner.FORBIDDEN:
                self._page("Accès refusé", status=403)
            case Manner.BROKEN:
                self._page("Erreur", status=500)
            case Manner.SILENT:
                self._hang()
            case Manner.OFF_LIMITS:
                self._redirect("https://ailleurs.example/espace")
            case Manner.INSECURE:
                self._redirect(self.server.space_url.replace("https:", "http:"))
            case Manner.ENDLESS:
                self._redirect(self.path)
            case Manner.HUGE:
                self._page("x" * 20_000_000)
            case Manner.NO_COOKIE:
                self._page("Bienvenue")
            case Manner.GIBBERISH:
                self.wfile.write(b"\x16\x03\x01 bonjour\r\n\r\n")
                self.close_connection = True
            case _:
                self._let_in()

    def _let_in(self) -> None:
        match self.server.manner:
            case Manner.FOREIGN_COOKIES:
                self._redirect(
                    self.server.space_url,
                    *self._open_session(),
                    "intruder=1; Domain=ailleurs.example; Secure",
                    "everyone=1; Domain=test; Secure",
                )
            case Manner.IN_PLACE:
                self._show("Bienvenue", 200, self._open_session())
            case Manner.IN_A_CIRCLE if self._session in self.server.sessions:
                self._page("Bienvenue")
            case Manner.IN_A_CIRCLE:
                self._redirect(f"{self.path}?suite", *self._open_session())
            case _:
                self._redirect(self.server.space_url, *self._open_session())

    def _open_session(self) -> tuple[str, ...]:
        """The cookies that tell of it."""
        self.server.sessions_opened += 1
        return self._begin_session(_name(unquote(self.headers["X-Client-Certificate"])))

    def _begin_session(self, name: str, id_token: str | None = None) -> tuple[str, ...]:
        session = secrets.token_urlsafe(16)
        self.server.sessions[session] = name
        if id_token is not None:
            self.server.id_tokens[session] = id_token
        return (
            f"session={session}; Path=/; Secure; HttpOnly; SameSite=Lax",
            "langue=fr; Path=/; Max-Age=3600; Secure; SameSite=Strict",
        )

    def _show_space(self) -> None:
        if self.server.manner is Manner.SILENT_LATER:
            self._hang()
        elif self.server.manner is Manner.BROKEN_LATER:
            self._page("Erreur", status=500)
        elif self.server.manner is Manner.RENEWING and self._session in self.server.sessions:
            self._renew(self._session)
        elif name := self.server.sessions.get(self._session or ""):
            self._page(f"Espace de {name}")
        else:
            self._page("Connexion")

    def _renew(self, former: str) -> None:
        name = self.server.sessions.pop(former)
        self._show(f"Espace de {name}", 200, self._begin_session(name))

    def _log_out(self) -> None:
        if self.server.manner is Manner.NO_WAY_OUT:
            self._page("Erreur", status=403)
            return
        self.server.sessions.pop(self._session or "", None)
        id_token = self.server.id_tokens.pop(self._session or "", None)
        federation = self.server.federation
        further = federation.end_url(id_token) if federation and id_token else FAREWELL
        self._redirect(further, "session=; Path=/; Max-Age=0; Secure")

    def _redirect(self, target: str, *cookies: str) -> None:
        self._answer(302, "", cookies, ("Location", target))

    def _page(self, heading: str, status: int = 200) -> None:
        self._show(heading, status, ())

    def _show(self, heading: str, status: int, cookies: Iterable[str]) -> None:
        text = html.escape(heading)
        body = (
            "<!doctype html><html lang=fr><title>Portail d'essai</title>"
            f"<h1>{text}</h1><script>{self.server.script}</script>"
        )
        self._answer(status, body, cookies, HTML)

    def _answer(
        self, status: int, body: str, cookies: Iterable[str], header: tuple[str, str]
    ) -> None:
        self.send_response(status)
        self.send_header(*header)
        for cookie in cookies:
            self.send_header("Set-Cookie", cookie)
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())

    def _hang(self) -> None:
        self.server.released.wait(HANG_SECONDS)
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base's name)
        """Tests read the visits, nobody reads a log."""


def _name(pem: str) -> str:
    subject = x509.load_pem_x509_certificate(pem.encode()).subject
    names = (NameOID.GIVEN_NAME, NameOID.SURNAME)
    return " ".join(str(subject.get_attributes_for_oid(name)[0].value) for name in names)
