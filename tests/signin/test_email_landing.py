"""Which pages are taken for those of somebody who is signed in, and which are not."""

import pytest

from kiosk.http_errors import HttpError, Refused, ServerBroken
from kiosk.signin.email.errors import (
    AccountLocked,
    CodeWrong,
    EmailError,
    FirstSignInNeeded,
    FormMissing,
    PasswordOutdated,
    PasswordWrong,
    PortalClosed,
)
from kiosk.signin.portal import NoSession, PortalSession
from tests.support import form_portal_pages as pages
from tests.support.form_portal import NAME
from tests.support.form_portal_desk import Desk
from tests.support.form_portal_server import Reply, redirect

ANOTHER = "sessionid=autre; Path=/; Secure; HttpOnly"


def page(body: str, status: int = 200) -> Reply:
    """With a cookie as after signing in: portals change it whenever they like."""
    return Reply(pages.document(body), status, cookies=(ANOTHER,))


async def test_landing_pages_may_be_elsewhere_than_home(at: Desk) -> None:
    at.portal.manner.landing = "/medecin/accueil"
    at.configure(landing_urls=(at.portal.url("/medecin"),))
    await at.mailed()
    assert (await at.code()).landing_url == at.portal.url("/medecin/accueil")


async def test_whoever_is_at_a_landing_page_is_signed_in_whatever_its_status(at: Desk) -> None:
    at.configure(landing_urls=(at.portal.url("/espace"),))
    await at.mailed()
    at.portal.server.script["GET /espace"] = [Reply(pages.document(pages.space(NAME)), 404)]
    assert (await at.code()).landing_url == at.portal.url("/espace")


async def test_a_form_on_a_landing_page_that_is_named_asks_for_no_code(at: Desk) -> None:
    at.configure(landing_urls=(at.portal.url("/espace"),))
    await at.mailed()
    share = '<form method="post" action="/partage"><input name="code"><button>Valider</button>'
    at.portal.server.script["GET /espace"] = [Reply(pages.document(pages.space(NAME) + share))]
    assert (await at.code()).landing_url == at.portal.url("/espace")


async def test_a_space_shown_at_the_forms_own_address_is_opened_at_home(at: Desk) -> None:
    at.configure(landing_urls=(at.portal.url("/connexion/code"),), code_form="code-form")
    await at.mailed()
    shown = Reply(
        pages.document(pages.space(NAME)), cookies=("sessionid=1; Path=/; Secure; HttpOnly",)
    )
    at.portal.server.script["POST /connexion/code"] = [shown]
    assert (await at.code()).landing_url == at.portal.url("/espace")


REFUSALS = [
    ("Identifiant ou mot de passe incorrect.", PasswordWrong),
    ("Identifiant inconnu", PasswordWrong),
    ("Votre compte est bloqué pendant 15 minutes.", AccountLocked),
    ("Trop de tentatives, réessayez plus tard.", AccountLocked),
    ("La première connexion se fait obligatoirement par carte CPS ou e-CPS.", FirstSignInNeeded),
    ("Votre mot de passe a expiré.", PasswordOutdated),
    ("Le portail est fermé pour maintenance.", PortalClosed),
    ("Une erreur est survenue. Réessayez.", FormMissing),
]
PLACES = [("/espace", "/espace"), ("/espace", "/espace/refus"), ("/", "/"), ("/", "/refus")]


@pytest.mark.parametrize("alert", [True, False], ids=["alert", "plain"])
@pytest.mark.parametrize("place", [("/espace", ""), ("/", ""), *PLACES])
@pytest.mark.parametrize(("said", "error"), REFUSALS)
async def test_no_page_that_refuses_lets_anybody_in(
    at: Desk, said: str, error: type[EmailError], place: tuple[str, str], alert: bool
) -> None:
    home, shown_at = place
    at.configure(home_url=at.portal.url(home))
    reply = page(f"<h1>Portail</h1>{pages.alert(said) if alert else f'<p>{said}</p>'}")
    script = at.portal.server.script
    script["POST /connexion"] = [redirect(shown_at, ANOTHER) if shown_at else reply]
    script[f"GET {shown_at}"] = [reply]
    with pytest.raises(error):
        await at.password()


OTHERS = [
    (page("<h1>Interdit</h1>", 403), Refused),
    (page("<h1>Erreur</h1>", 500), ServerBroken),
    (page("<h1>De retour bientôt</h1>", 503), PortalClosed),
    (page("<h1>Le canal</h1><form method=post><button>Envoyer le code</button></form>"),
     FormMissing),
    (page("<form method=post><input type=password name=p><button>Oui</button></form>"),
     FormMissing),
    (page(pages.new_password("t")), PasswordOutdated),
    (page(pages.alert("Erreur 1234")), FormMissing),
]  # fmt: skip


@pytest.mark.parametrize(("home", "shown_at"), PLACES)
@pytest.mark.parametrize(("reply", "error"), OTHERS)
async def test_no_page_that_asks_or_fails_lets_anybody_in(
    at: Desk, reply: Reply, error: type[EmailError | HttpError], home: str, shown_at: str
) -> None:
    at.configure(home_url=at.portal.url(home))
    at.portal.server.script["POST /connexion"] = [redirect(shown_at, ANOTHER)]
    at.portal.server.script[f"GET {shown_at}"] = [reply]
    with pytest.raises(error):
        await at.password()


@pytest.mark.parametrize("home", ["/", "/connexion"])
async def test_nobody_arrives_where_she_has_typed_something(at: Desk, home: str) -> None:
    at.configure(home_url=at.portal.url(home))
    at.portal.server.script["POST /connexion"] = [page("<h1>Bienvenue</h1>")]
    with pytest.raises(FormMissing):
        await at.password()


async def test_a_folder_that_is_named_does_not_name_the_form_in_it(at: Desk) -> None:
    landing = (at.portal.url("/"), at.portal.url("/connexion"))
    at.configure(landing_urls=landing, code_form="code-form")
    await at.mailed()
    at.portal.server.script["POST /connexion/code"] = [page("<h1>Bienvenue</h1>")]
    with pytest.raises(FormMissing):
        await at.code()


@pytest.mark.parametrize("query", ["", "?refus=1"])
async def test_of_a_portals_root_only_the_very_address_is_home(at: Desk, query: str) -> None:
    at.configure(home_url=at.portal.url("/"))
    at.portal.server.script["POST /connexion"] = [redirect(f"/{query}", ANOTHER)]
    at.portal.server.script["GET /"] = [page("<h1>Bienvenue</h1>")]
    if query:
        with pytest.raises(FormMissing):
            await at.password()
    else:
        assert isinstance(await at.password(), PortalSession)


async def test_a_session_may_keep_its_cookie_where_the_landing_page_is_named(at: Desk) -> None:
    at.configure(landing_urls=(at.portal.url("/espace"),))
    at.portal.server.script["POST /connexion"] = [redirect("/espace")]
    at.portal.server.script["GET /espace"] = [Reply(pages.document(pages.space(NAME)))]
    session = await at.password()
    assert isinstance(session, PortalSession)
    assert {cookie.name for cookie in session.cookies} == {"csrftoken", "sessionid"}


async def test_a_portal_that_has_set_no_cookie_has_let_nobody_in(at: Desk) -> None:
    at.portal.server.script["POST /connexion"] = [redirect("/espace")]
    at.portal.server.script["GET /espace"] = [Reply(pages.document(pages.space(NAME)))]
    with pytest.raises(NoSession):
        await at.password()


async def test_cookies_that_are_only_taken_away_open_no_session(at: Desk) -> None:
    at.portal.server.script["POST /connexion"] = [
        redirect("/espace", "csrftoken=; Path=/; Max-Age=0; Secure")
    ]
    at.portal.server.script["GET /espace"] = [Reply(pages.document(pages.space(NAME)))]
    with pytest.raises(NoSession):
        await at.password()


WEBMAIL = """<form id="messagerie" method="post" action="/messagerie"><input name="login">
    <input type="password" name="secret"><button>Se connecter</button></form>"""


async def test_a_landing_page_that_is_named_may_have_another_form_to_sign_in(at: Desk) -> None:
    at.configure(landing_urls=(at.portal.url("/espace"),))
    await at.mailed()
    at.portal.server.script["GET /espace"] = [page(pages.space(NAME) + WEBMAIL)]
    assert (await at.code()).landing_url == at.portal.url("/espace")


async def test_the_form_that_was_submitted_is_known_on_a_landing_page_too(at: Desk) -> None:
    at.configure(landing_urls=(at.portal.url("/espace"),))
    await at.signing_in.fetch()
    at.portal.server.script["POST /connexion"] = [redirect("/espace", ANOTHER)]
    at.portal.server.script["GET /espace"] = [page(pages.login("t"))]
    with pytest.raises(PasswordWrong):
        await at.password()
    await at.signing_in.fetch()
    await at.mailed()
    at.portal.server.script["POST /connexion/code"] = [redirect("/espace", ANOTHER)]
    at.portal.server.script["GET /espace"] = [page(pages.code("t", "/espace"))]
    with pytest.raises(CodeWrong):
        await at.code()
