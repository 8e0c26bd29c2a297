"""Pages with more forms than one, and forms that a browser would not send."""

import pytest

from kiosk.signin.email.errors import FormMissing, PasswordWrong
from tests.support import form_portal_pages as pages
from tests.support.form_portal_desk import Desk
from tests.support.form_portal_server import Reply, redirect

ACTIVATION = """<form id="activation" method="post" action="/activation?etape={step}">
    <label>Code d'activation <input name="code" maxlength="8"></label>
    <button>Activer</button></form>"""


def beside(form: str, step: int) -> Reply:
    return Reply(pages.document(ACTIVATION.format(step=step) + form))


@pytest.mark.parametrize("said", ["", "Identifiant ou mot de passe incorrect."])
async def test_a_form_for_another_code_that_always_stands_there_is_no_answer(
    at: Desk, said: str
) -> None:
    at.portal.server.script["GET /connexion"] = [beside(pages.login("t"), 1)]
    refusal = beside(pages.login("t", pages.alert(said)), 2)
    at.portal.server.script["POST /connexion"] = [refusal]
    with pytest.raises(PasswordWrong) as caught:
        await at.password("faux")
    assert caught.value.said == said


async def test_it_does_not_hide_the_form_for_the_code_that_was_mailed(at: Desk) -> None:
    at.portal.server.script["GET /connexion"] = [beside(pages.login("t"), 1)]
    asking = pages.code("t", "/connexion/code").replace("otp_token", "code")
    at.portal.server.script["POST /connexion"] = [beside(asking, 2)]
    await at.mailed()
    at.portal.server.script["POST /connexion/code"] = [redirect("/ailleurs")]
    with pytest.raises(Exception, match="404"):
        await at.code()
    (sent,) = at.portal.submitted("/connexion/code")
    assert sent["code"] == "407193"


async def test_a_page_shown_where_the_button_leads_is_opened_at_home(at: Desk) -> None:
    button = '<button formaction="/verification">Se connecter</button></form>'
    form = pages.login("t").rpartition("<button")[0] + button
    at.configure(landing_urls=(at.portal.url("/verification"),))
    at.portal.server.script["GET /connexion"] = [Reply(pages.document(form))]
    session = "sessionid=1; Path=/; Secure; HttpOnly"
    at.portal.server.script["POST /verification"] = [
        Reply(pages.document(pages.space("")), cookies=(session,))
    ]
    opened = await at.password()
    assert opened.landing_url == at.portal.url("/espace")  # type: ignore[union-attr]


LONGER = ('autocomplete="username"', "maxlength=5")
AGREED = ("<button", "<input type=checkbox name=accord required><button")


@pytest.mark.parametrize("change", [LONGER, AGREED], ids=["longer", "required"])
async def test_what_a_browser_would_not_send_is_not_sent(at: Desk, change: tuple[str, str]) -> None:
    form = pages.login("t").replace(' maxlength="254"', "").replace(*change)
    at.portal.server.script["GET /connexion"] = [Reply(pages.document(form))]
    with pytest.raises(FormMissing):
        await at.password()
    assert at.portal.asked == ["GET /connexion"]
    await at.mailed()
