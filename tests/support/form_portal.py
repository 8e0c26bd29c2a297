"""A portal of forms on loopback, which every test scripts as it needs it.

It trusts nobody: a form is taken once, with the token of the page that was shown last and the
cookie that came with that page; a session's cookie is another one at each step.
"""

import secrets
from dataclasses import dataclass, field

from tests.support import form_portal_pages as pages
from tests.support.form_portal_server import Asked, FormServer, Reply, redirect

NUMBER = "899700366240"
PASSWORD = "sésame & = + € 🗝"
CODE = "407193"
NAME = "Dr Agathe VALBRUNE-ESSAI"


@dataclass
class Manner:
    """What tests change of its ways."""

    charset: str = "utf-8"
    password: str = PASSWORD
    refusal: str = "Identifiant ou mot de passe incorrect."
    """What it says above the form when it refuses a password."""
    refusal_status: int = 200
    """302 leads back to the page of the form."""
    notice: str = ""
    """Stands above the first form whatever happens."""
    code_path: str = "/connexion/code"
    code_wanted: bool = True
    boxes: bool = False
    tells: tuple[str, ...] = (
        "Un code a été envoyé à <b>a•••@exemple.fr</b>.",
        "Il est valable 10 minutes.",
    )
    resend: str = "button"
    """ "button", "link", or nothing."""
    code_refusal: str = "Code incorrect."
    tries: int = 3
    tells_tries: bool = True
    insists: bool = False
    """Whether it shows no first form to whom it has asked for a code."""
    landing: str = "/espace"
    name: str = NAME


@dataclass
class FormPortal:
    """What it has done, and what it is to do."""

    server: FormServer
    manner: Manner = field(default_factory=Manner)
    mailed: int = 0
    """Codes so far."""
    wrong_codes: int = 0
    signed_in: set[str] = field(default_factory=set)
    """Sessions that are open now."""
    abandoned: str = ""
    """The session of a visitor who has begun again before the code."""
    _token: str = ""
    _visitor: str = ""
    _stage: str = "password"
    _flash: str = ""

    def url(self, path: str) -> str:
        return self.server.url(path)

    @property
    def asked(self) -> list[str]:
        """Methods and paths, in order."""
        return [f"{asked.method} {asked.path}" for asked in self.server.asked]

    def submitted(self, path: str) -> list[dict[str, str]]:
        """What was typed and hidden in the forms posted there, read in the portal's charset."""
        posts = (a for a in self.server.asked if (a.method, a.path) == ("POST", path))
        return [dict(asked.fields(self.manner.charset)) for asked in posts]

    def forget_token(self) -> None:
        """As if the page had been shown too long ago."""
        self._token = ""

    def answer(self, asked: Asked) -> Reply:
        """What it says to a request that no test has scripted."""
        match asked.method, asked.path:
            case "GET", "/connexion" if self.manner.insists and self._waits_for_code(asked):
                return redirect(self.manner.code_path)
            case "GET", "/connexion":
                self.abandoned = self._visitor if self._stage == "code" else self.abandoned
                self._stage = "password"
                return self._login_page(200, self._flash)
            case "POST", path if path in {"/connexion", self.manner.code_path, "/renvoi"}:
                return self._take(asked)
            case "GET", self.manner.code_path:
                return self._code_page()
            case "GET", "/renvoi":
                return self._mail(again=True)
            case "GET", "/deconnexion":
                self.signed_in.discard(asked.cookies.get("sessionid", ""))
                return Reply(pages.document("Au revoir"))
            case "GET", self.manner.landing:
                return self._space(asked)
        return Reply(pages.document("<h1>Page introuvable</h1>"), 404)

    def _waits_for_code(self, asked: Asked) -> bool:
        return self._stage == "code" and asked.cookies.get("sessionid") == self._visitor

    def _take(self, asked: Asked) -> Reply:
        fields = dict(asked.fields(self.manner.charset))
        token, self._token = self._token, ""
        known = asked.cookies.get("csrftoken") == token == fields.get("csrfmiddlewaretoken")
        if not (known and token and asked.cookies.get("sessionid") == self._visitor):
            return Reply(pages.document("<h1>Interdit</h1><p>CSRF</p>"), 403)
        if self._stage == "password" and "username" in fields:
            right = (fields["username"], fields["password"]) == (NUMBER, self.manner.password)
            return self._accept() if right else self._refuse()
        if "renvoyer" in fields:
            return self._mail(again=True)
        boxes = (fields.get(f"chiffre{place}", "") for place in range(pages.CODE_LENGTH))
        if fields.get("otp_token", "".join(boxes)) == CODE:
            return self._let_in()
        return self._refuse_code()

    def _accept(self) -> Reply:
        return self._mail() if self.manner.code_wanted else self._let_in()

    def _refuse(self) -> Reply:
        if self.manner.refusal_status == 302:
            self._flash = self.manner.refusal
            return redirect("/connexion")
        return self._login_page(self.manner.refusal_status, self.manner.refusal)

    def _mail(self, *, again: bool = False) -> Reply:
        self.mailed += 1
        self._stage = "code"
        self._flash = "Un nouveau code a été envoyé." if again else ""
        in_place = self.manner.code_path == "/connexion"
        return self._code_page() if in_place else redirect(self.manner.code_path)

    def _refuse_code(self) -> Reply:
        self.wrong_codes += 1
        if self.wrong_codes >= self.manner.tries:
            self._stage, self._flash = "password", "Trop d’essais : recommencez."
            return redirect("/connexion")
        self._flash = self.manner.code_refusal
        return self._code_page()

    def _let_in(self) -> Reply:
        self._stage = "password"
        session = secrets.token_hex(8)
        self.signed_in.add(session)
        cookie = f"sessionid={session}; Path=/; Secure; HttpOnly; SameSite=Lax"
        return redirect(self.manner.landing, cookie, "csrftoken=; Path=/; Max-Age=0; Secure")

    def _space(self, asked: Asked) -> Reply:
        if asked.cookies.get("sessionid") not in self.signed_in:
            return redirect("/connexion")
        return Reply(pages.document(pages.space(self.manner.name)))

    def _login_page(self, status: int, said: str) -> Reply:
        self._flash = ""
        above = pages.alert(self.manner.notice, "info") + pages.alert(said)
        return self._form_page(pages.login(self._renew(), above), status)

    def _code_page(self) -> Reply:
        manner = self.manner
        left = manner.tries - self.wrong_codes
        tries = f"Il vous reste {left} essais." if self.wrong_codes and manner.tells_tries else ""
        above = pages.alert(self._flash) + pages.told((*manner.tells, tries))
        beside = {
            "button": '<button name="renvoyer" value="1">Renvoyer le code</button>',
            "link": '<a href="/renvoi">Renvoyer le code</a>',
        }.get(manner.resend, "")
        self._flash = ""
        body = pages.code(self._renew(), manner.code_path, above, boxes=manner.boxes, beside=beside)
        return self._form_page(body, 200)

    def _renew(self) -> str:
        self._token, self._visitor = secrets.token_hex(8), secrets.token_hex(8)
        return self._token

    def _form_page(self, body: str, status: int) -> Reply:
        charset = self.manner.charset
        cookies = (
            f"csrftoken={self._token}; Path=/; Secure; SameSite=Strict",
            f"sessionid={self._visitor}; Path=/; Secure; HttpOnly; SameSite=Lax",
        )
        return Reply(pages.document(body, charset).encode(charset), status, cookies=cookies)
