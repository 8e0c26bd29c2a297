"""Identifier and password are refused, or the portal has a reason to let nobody in that way."""

import pytest

from kiosk.http_errors import HttpError, Refused, ServerBroken
from kiosk.signin.email.errors import (
    AccountLocked,
    EmailError,
    FirstSignInNeeded,
    FormMissing,
    PasswordOutdated,
    PasswordWrong,
    PortalClosed,
)
from tests.support import form_portal_pages as pages
from tests.support.form_portal_desk import Desk
from tests.support.form_portal_server import Reply, redirect

FIRST = "La première connexion se fait obligatoirement par carte CPS ou e-CPS."


def page(body: str, status: int = 200) -> Reply:
    return Reply(pages.document(body), status)


@pytest.mark.parametrize("status", [200, 400, 401, 403, 422, 302])
async def test_a_wrong_password_may_be_typed_again_whatever_the_status(
    at: Desk, status: int
) -> None:
    at.portal.manner.refusal_status = status
    with pytest.raises(PasswordWrong) as caught:
        await at.password("faux")
    assert caught.value.said == "Identifiant ou mot de passe incorrect."
    await at.mailed()
    back = ["GET /connexion"] if status == 302 else []
    refused, accepted = ["POST /connexion", *back], ["POST /connexion", "GET /connexion/code"]
    assert at.portal.asked == ["GET /connexion", *refused, *accepted]


async def test_every_refusal_gives_the_next_form(at: Desk) -> None:
    for _ in range(3):
        with pytest.raises(PasswordWrong) as caught:
            await at.password("faux")
        assert caught.value.said == "Identifiant ou mot de passe incorrect."
    tokens = [form["csrfmiddlewaretoken"] for form in at.portal.submitted("/connexion")]
    assert len(set(tokens)) == 3
    assert at.portal.asked == ["GET /connexion", *["POST /connexion"] * 3]


async def test_what_the_portal_says_is_made_harmless_and_short(at: Desk) -> None:
    at.portal.manner.refusal = "Refusé \u202e<b>[bold]ici[/]</b>\x1b[31m\n" + "très " * 100
    with pytest.raises(PasswordWrong) as caught:
        await at.password("faux")
    said = caught.value.said
    assert said.startswith("Refusé <b>[bold]ici[/]</b>[31m très très")
    assert len(said) <= 200


async def test_the_message_may_be_anywhere(at: Desk) -> None:
    at.configure(message_selector="footer")
    with pytest.raises(PasswordWrong) as caught:
        await at.password("faux")
    assert caught.value.said == ""  # it stands there always
    at.portal.server.script["POST /connexion"] = [
        page(pages.login("t") + "<footer id='f'>Non</footer>")
    ]
    at.configure(message_selector="#f")
    with pytest.raises(PasswordWrong) as caught:
        await at.password("faux")
    assert caught.value.said == "Non"


async def test_a_refusal_may_say_nothing(at: Desk) -> None:
    at.portal.manner.refusal = ""
    with pytest.raises(PasswordWrong) as caught:
        await at.password("faux")
    assert caught.value.said == ""


REASONS = [
    ("Votre compte est bloqué pendant 15 minutes.", AccountLocked),
    ("Trop de tentatives, réessayez plus tard.", AccountLocked),
    (FIRST, FirstSignInNeeded),
    ("Votre mot de passe a expiré.", PasswordOutdated),
    ("Le service est en maintenance.", PortalClosed),
]


@pytest.mark.parametrize(("said", "error"), REASONS)
async def test_a_reason_above_the_form_goes_before_the_refusal(
    at: Desk, said: str, error: type[EmailError]
) -> None:
    at.portal.manner.refusal = said
    with pytest.raises(error):
        await at.password("faux")


@pytest.mark.parametrize(("said", "error"), REASONS)
async def test_a_reason_above_the_form_need_be_no_message(
    at: Desk, said: str, error: type[EmailError]
) -> None:
    at.portal.server.script["POST /connexion"] = [page(f"<p>{said}</p>{pages.login('t')}")]
    with pytest.raises(error):
        await at.password("faux")


async def test_the_words_of_the_configuration_replace_the_usual_ones(at: Desk) -> None:
    at.configure(locked_words=("acces suspendu",))
    at.portal.manner.refusal = "Votre ACCÈS suspendu jusqu'à demain"
    with pytest.raises(AccountLocked):
        await at.password("faux")
    at.portal.manner.refusal = "Votre compte est bloqué"
    with pytest.raises(PasswordWrong):
        await at.password("faux")


@pytest.mark.parametrize("said", [said for said, _ in REASONS])
async def test_what_always_stands_above_the_form_is_no_reason(at: Desk, said: str) -> None:
    at.portal.manner.notice = said
    with pytest.raises(PasswordWrong) as caught:
        await at.password("faux")
    assert caught.value.said == "Identifiant ou mot de passe incorrect."
    await at.mailed()


STANDING = [REASONS[0], REASONS[2], REASONS[4]]


@pytest.mark.parametrize(("said", "error"), STANDING)
async def test_a_notice_above_the_form_is_why_if_nothing_else_is_said(
    at: Desk, said: str, error: type[EmailError]
) -> None:
    at.portal.manner.notice, at.portal.manner.refusal = said, ""
    with pytest.raises(error):
        await at.password("faux")


@pytest.mark.parametrize(("said", "_"), STANDING)
async def test_a_notice_is_not_why_if_the_page_says_anything_else(
    at: Desk, said: str, _: type[EmailError]
) -> None:
    notice = pages.alert(said, "info")
    at.portal.server.script["GET /connexion"] = [page(pages.login("t", notice))]
    wrong = f"{notice}<p>Identifiant ou mot de passe incorrect</p>"
    at.portal.server.script["POST /connexion"] = [page(pages.login("t", wrong))]
    with pytest.raises(PasswordWrong):
        await at.password("faux")


async def test_a_notice_that_is_gone_is_not_why(at: Desk) -> None:
    notice = pages.alert("Le service est en maintenance.")
    at.portal.server.script["GET /connexion"] = [page(pages.login("t", notice))]
    at.portal.server.script["POST /connexion"] = [page(pages.login("t"))]
    with pytest.raises(PasswordWrong):
        await at.password("faux")


async def test_rules_for_passwords_are_not_why(at: Desk) -> None:
    at.portal.manner.notice = "Tout mot de passe doit être changé deux fois par an."
    at.portal.manner.refusal = ""
    with pytest.raises(PasswordWrong):
        await at.password("faux")


async def test_a_page_that_only_says_no_has_the_form_fetched_again(at: Desk) -> None:
    at.portal.server.script["POST /connexion"] = [
        page("<h1>Mot de passe incorrect</h1><a href='/connexion'>Recommencer</a>", 401)
    ]
    with pytest.raises(PasswordWrong):
        await at.password("faux")
    await at.mailed()
    once = ["GET /connexion", "POST /connexion"]
    assert at.portal.asked == [*once, *once, "GET /connexion/code"]


async def test_where_another_password_must_be_chosen_nobody_gets_in(at: Desk) -> None:
    at.portal.server.script["POST /connexion"] = [redirect("/espace/mot-de-passe")]
    at.portal.server.script["GET /espace/mot-de-passe"] = [page(pages.new_password("t"))]
    with pytest.raises(PasswordOutdated):
        await at.password()


AT_FIRST = [
    (page("<h1>Bienvenue</h1>"), FormMissing),
    (page("<h1>Bienvenue</h1>", 404), Refused),
    (page("<h1>Erreur</h1>", 500), ServerBroken),
    (page("<h1>De retour bientôt</h1>", 503), PortalClosed),
    (page("<h1>Le site est en maintenance</h1>", 200), PortalClosed),
    (page(pages.new_password("t")), FormMissing),
    (Reply("", 404, {"Content-Type": "text/plain"}), Refused),
]


@pytest.mark.parametrize(("reply", "error"), AT_FIRST)
async def test_a_page_without_the_form_is_told(
    at: Desk, reply: Reply, error: type[EmailError | HttpError]
) -> None:
    at.portal.server.script["GET /connexion"] = [reply]
    with pytest.raises(error):
        await at.signing_in.fetch()
    await at.mailed()


async def test_a_form_of_a_closed_portal_is_gone_on_with(at: Desk) -> None:
    at.portal.manner.refusal_status = 503
    with pytest.raises(PasswordWrong):
        await at.password("faux")


async def test_a_token_that_the_portal_does_not_take_is_no_wrong_password(at: Desk) -> None:
    await at.signing_in.fetch()
    at.portal.forget_token()
    with pytest.raises(Refused):
        await at.password()
    await at.mailed()
