"""What is said about the portal's form for identifier and password, without signing in."""

import re
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.check import Fact, State
from kiosk.check.email import email, summary
from kiosk.config import BrowserTable, Config
from kiosk.i18n import Language, Translator
from tests.support.configs import configured, mailed
from tests.support.https_site import Authority, Page, Site, serve
from tests.support.webforms_portal import WebFormsPortal
from tests.support.webforms_portal_pages import LOGIN as LOGIN_PAGE

ENGLISH = Translator(Language.EN)
SEARCH = '<form action="/recherche"><input name="q"><button>Chercher</button></form>'
LOGIN = """\
<form name="connexion" id="f2" method="post" action="/connexion?etape=2">
<input type="hidden" name="jeton" value="s3cr3t">
<label for="u">Identifiant</label><input id="u" name="ctl00$Main$UserName">
<input type="password" name="ctl00$Main$Password">
<input type="submit" name="ctl00$Main$Valider" value="Se connecter">
<button name="retour">Retour</button>
</form>"""
COOKIE = {"Set-Cookie": "visite=s3cr3t; Path=/; Secure; HttpOnly; SameSite=Lax"}
PAGES = {
    "/": Page(f"<h1>Connexion</h1>{SEARCH}{LOGIN}", headers=COOKIE),
    "/ancienne": Page("", 302, {"Location": "/?suite=s3cr3t"}),
    "/ailleurs": Page("", 302, {"Location": "https://ailleurs.example/"}),
    "/en-clair": Page("", 302, {"Location": "http://localhost/"}),
    "/recherche": Page(f"<h1>Recherche</h1>{SEARCH}"),
    "/script": Page("<div id=app>Chargement…</div>"),
    "/maintenance": Page("<h1>Site en maintenance</h1>", 503),
    "/panne": Page("non", 502, {"Content-Type": "text/plain"}),
    "/hors": Page(LOGIN.replace("/connexion?", "https://ailleurs.example/?")),
    "/sans-tls": Page(LOGIN.replace("/connexion?", "http://localhost/?")),
    "/javascript": Page(LOGIN.replace("/connexion?etape=2", "javascript:envoyer()")),
    "/get": Page(LOGIN.replace('method="post"', "")),
    "/bouton-get": Page(LOGIN.replace('type="submit"', 'type="submit" formmethod="get"')),
    "/sans-nom": Page(LOGIN.replace('name="ctl00$Main$Password"', "")),
    "/court": Page(LOGIN.replace('id="u"', 'id="u" maxlength="11"')),
    "/cgu": Page(LOGIN.replace("</form>", '<input type="checkbox" name="cgu" required></form>')),
    "/lourde": Page(LOGIN.replace("</form>", '<input name="x">' * 1000 + "</form>")),
    "/compte": Page(LOGIN.replace("Se connecter", "Créer mon compte")),
    "/interdit": Page("<h1>Accès refusé</h1>", 403),
}


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


@pytest.fixture
def site(authority: Authority) -> Iterator[Site]:
    with serve(PAGES, authority.server_context("localhost")) as site:
        yield site


def told(fact: Fact) -> str:
    return f"{fact.state}: {fact.said(ENGLISH)} / {fact.advice(ENGLISH)}"


class Checker:
    """`kiosk check --method email` for a page of the site."""

    def __init__(self, site: Site, authority: Authority) -> None:
        self._site = site
        self._ca_file: Path | None = authority.file

    def config(self, path: str = "/", **keys: object) -> Config:
        config = mailed(self._site.url(path), **keys)
        portal = replace(config.portal, ca_file=self._ca_file)
        return replace(config, portal=portal, browser=BrowserTable(command="no-such-browser"))

    def __call__(self, path: str = "/", **keys: object) -> list[Fact]:
        return [*email(self.config(path, **keys))]

    def wrong(self, path: str = "/", **keys: object) -> list[str]:
        return [told(fact) for fact in self(path, **keys) if fact.state is not State.OK]

    def trusts_nobody_else(self) -> "Checker":
        self._ca_file = None
        return self


@pytest.fixture
def check(site: Site, authority: Authority) -> Checker:
    return Checker(site, authority)


def lines(facts: list[Fact], beginning: str) -> list[str]:
    """The details of the fact that begins so."""
    (fact,) = (fact for fact in facts if fact.said(ENGLISH).startswith(beginning))
    return [detail.said(ENGLISH) for detail in fact.details]


def test_where_there_is_no_e_mail_there_is_nothing_to_say() -> None:
    assert [*email(configured())] == [*summary(configured())] == []


def test_every_form_is_shown_with_its_fields_and_what_they_are(check: Checker) -> None:
    facts = check()
    assert [fact.state for fact in facts] == [State.OK] * len(facts)
    assert lines(facts, "form 1 of 2, <form>, is left alone") == [
        "text      q",
        "submit    —  “Chercher”",
    ]
    assert lines(facts, "form 2 of 2, connexion / f2, is filled in: the kiosk has chosen it") == [
        "hidden    jeton",
        "text      ctl00$Main$UserName  id=u  “Identifiant”  ← the identifier",
        "password  ctl00$Main$Password  ← the password",
        "submit    ctl00$Main$Valider  “Se connecter”  ← pressed",
        "submit    retour  “Retour”",
    ]


def test_what_is_chosen_by_name_says_so(check: Checker) -> None:
    facts = check(
        login_form="f2",
        identifier_field="u",
        password_field="ctl00$Main$Password",
        login_button="retour",
    )
    assert [fact.state for fact in facts] == [State.OK] * len(facts)
    found = lines(facts, "form 2 of 2, connexion / f2, is filled in, as login_form says")
    assert [each.partition("← ")[2] for each in found] == [
        "",
        "the identifier, as identifier_field says",
        "the password, as password_field says",
        "",
        "pressed, as login_button says",
    ]


def test_a_page_with_everything_on_it_is_understood(webforms_portal: WebFormsPortal) -> None:
    config = mailed(webforms_portal.url(LOGIN_PAGE))
    portal = replace(config.portal, ca_file=webforms_portal.ca_file)
    facts = [
        *email(replace(config, portal=portal, browser=BrowserTable(command="no-such-browser")))
    ]
    assert [fact.state for fact in facts] == [State.OK] * len(facts)
    found = lines(facts, "form 2 of 3, aspnetForm, is filled in")
    assert [re.sub(" .*← ", " ← ", each) for each in found if "←" in each] == [
        "text ← the identifier",
        "password ← the password",
        "submit ← pressed",
    ]


def test_it_says_where_the_password_goes_and_which_cookies_came(check: Checker, site: Site) -> None:
    facts = check()
    assert f"ok: the form is sent to {site.url('/connexion')}?… / " in map(told, facts)
    assert lines(facts, "cookies of the page: 1") == [
        "visite; Path=/; Secure; HttpOnly; SameSite=Lax"
    ]


def test_no_value_of_the_page_is_ever_shown(check: Checker) -> None:
    facts = check("/ancienne")
    assert "leads to" in told(facts[0])
    assert "s3cr3t" not in repr(facts)
    assert "s3cr3t" not in "".join(map(told, facts))


def test_nothing_is_sent_and_the_page_is_asked_for_once(check: Checker, site: Site) -> None:
    check()
    assert [request.method for request in site.requests] == ["GET"]


def test_it_comes_as_the_browser_of_a_session(check: Checker, site: Site) -> None:
    config = replace(check.config(), browser=BrowserTable())
    assert all(fact.state is State.OK for fact in email(config))
    assert "Chrome/" in site.requests[0].headers["User-Agent"]


def test_among_all_checks_it_is_one_line(check: Checker, site: Site) -> None:
    (fact,) = summary(check.config())
    assert told(fact) == f"ok: {site.url('/')} has a form for identifier and password / "
    assert fact.details == ()
    (fact,) = summary(check.config("/script"))
    assert fact.state is State.FAILED


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/script", "failed: the page has no form / see to login_url in [methods.email]"),
        ("/recherche", "failed: no form of the page has a field for a password / see to login_url"),
        ("/maintenance", "warning: the portal says that it is out of service for now / ask again"),
        ("/panne", "warning: {url} answers with error 502 / ask again later"),
        ("/rien", "failed: {url} answers with error 404 / see to login_url"),
        ("/interdit", "failed: {url} answers with error 403 / see to login_url"),
        ("/ailleurs", "failed: {url} leads to ailleurs.example, where the kiosk may not go / add"),
        ("/en-clair", "failed: {url} leads to localhost without encryption / see to login_url"),
        ("/hors", "failed: the form is sent to ailleurs.example, where the kiosk may not go / add"),
        ("/sans-tls", "failed: the form is sent without encryption, to http://localhost/?… / tell"),
        ("/javascript", "failed: the form is sent by a script: javascript:… / see to login_url"),
        ("/get", "failed: the form puts the password into an address: perhaps a script is to"),
        ("/bouton-get", "failed: the form puts the password into an address: perhaps a script"),
        ("/sans-nom", "failed: the field for the password has no name: only a script can send it"),
        ("/court", "failed: the field for the identifier takes 11 characters, a number has 12"),
        ("/cgu", "failed: a browser would first ask for cgu, which the kiosk does not fill in / "),
        ("/lourde", "failed: the form has 1005 fields, too many for one to sign in with / see to"),
        ("/compte", "failed: the kiosk does not know which form of the page to fill in, or which"),
    ],
)
def test_what_is_wrong_is_told_once(check: Checker, site: Site, path: str, expected: str) -> None:
    (wrong,) = check.wrong(path)
    assert wrong.startswith(expected.format(url=site.url(path)))


@pytest.mark.parametrize("named", [{"login_form": "f2"}, {"password_field": "ctl00$Main$Password"}])
def test_no_name_makes_a_form_usable_that_puts_the_password_into_an_address(
    check: Checker, named: dict[str, str]
) -> None:
    (wrong,) = check.wrong("/get", **named)
    assert wrong.startswith("failed: the form puts the password into an address")


def test_a_portal_that_nobody_vouches_for(check: Checker, site: Site) -> None:
    (wrong,) = check.trusts_nobody_else().wrong()
    assert wrong.startswith(f"failed: {site.url('/')} does not prove who it is: ")
    assert "ca_file in [portal]" in wrong


def test_a_portal_that_is_not_there() -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        url = f"https://127.0.0.1:{nobody.getsockname()[1]}/"
        config = replace(mailed(url), browser=BrowserTable(command="no-such-browser"))
        (fact,) = email(config)
    assert told(fact).startswith(f"failed: {url} is not reached: ")
