"""A doctor signs in with her password and the code that comes by mail."""

import asyncio
import time
from pathlib import Path

import pytest

from kiosk.brake import Brake
from kiosk.identity import Holder, Identifier, Method, nameless
from kiosk.signin.email.sign_in import Email
from kiosk.signin.portal import PortalSession, logout
from kiosk.signin.provider_page import PageEnd
from tests.support.form_portal import NAME, NUMBER
from tests.support.form_portal_desk import AGENT, Desk
from tests.support.form_portal_server import redirect

WHOLE_WAY = [
    "GET /connexion",
    "POST /connexion",
    "GET /connexion/code",
    "POST /connexion/code",
    "GET /espace",
]


@pytest.mark.usefixtures("never_blocks")
async def test_the_doctor_is_in_her_space_with_the_portals_cookies(at: Desk) -> None:
    await at.signing_in.fetch()
    await at.mailed()
    session = await at.code()
    assert at.portal.asked == WHOLE_WAY
    assert session.landing_url == at.portal.url("/espace")
    assert session.logout_url == at.portal.url("/deconnexion")
    assert (session.method, session.agent) == (Method.EMAIL, AGENT)
    assert session.holder == nameless(Identifier.parse(NUMBER))
    (cookie,) = session.cookies
    assert cookie.name == "sessionid"
    assert {cookie.value} == at.portal.signed_in
    assert (cookie.secure, cookie.http_only, cookie.same_site) == (True, True, "Lax")


async def test_the_portal_sees_the_browser_that_will_go_on(at: Desk) -> None:
    await at.mailed()
    await at.code()
    for asked in at.portal.server.asked:
        assert asked.headers["User-Agent"] == AGENT.user_agent
        assert asked.headers["Accept-Language"] == AGENT.accept_language


async def test_the_first_form_is_fetched_with_the_password_when_it_is_not_there(at: Desk) -> None:
    await at.mailed()
    await at.code()
    assert at.portal.asked == WHOLE_WAY


async def test_a_password_waits_for_the_form_that_is_being_fetched(at: Desk) -> None:
    fetching = asyncio.create_task(at.signing_in.fetch())
    await asyncio.sleep(0)
    await at.mailed()
    await fetching
    await at.code()
    assert at.portal.asked == WHOLE_WAY


async def test_a_form_that_would_be_fetched_too_late_is_not(at: Desk) -> None:
    submitting = asyncio.create_task(at.mailed())
    await asyncio.sleep(0)
    await at.signing_in.fetch()
    await submitting
    await at.code()
    assert at.portal.asked == WHOLE_WAY


async def test_the_form_is_fetched_anew_when_asked_for(at: Desk) -> None:
    await at.signing_in.fetch()
    await at.signing_in.fetch()
    await at.mailed()
    await at.code()
    assert at.portal.asked == ["GET /connexion", *WHOLE_WAY]


async def test_the_code_may_be_asked_for_at_the_same_address(at: Desk) -> None:
    at.portal.manner.code_path = "/connexion"
    await at.mailed()
    await at.code()
    posts = ["POST /connexion"] * 2
    assert at.portal.asked == ["GET /connexion", *posts, "GET /espace"]


async def test_a_portal_may_want_no_code(at: Desk) -> None:
    at.portal.manner.code_wanted = False
    session = await at.password()
    assert isinstance(session, PortalSession)
    assert {cookie.value for cookie in session.cookies} == at.portal.signed_in


async def test_each_character_of_a_code_goes_into_its_own_box(at: Desk) -> None:
    at.portal.manner.boxes = True
    await at.mailed()
    await at.code()
    (sent,) = at.portal.submitted("/connexion/code")
    assert [sent[f"chiffre{place}"] for place in range(6)] == list("407193")


async def test_only_the_button_that_she_would_press_is_pressed(at: Desk) -> None:
    await at.mailed()
    await at.code()
    (sent,) = at.portal.submitted("/connexion/code")
    assert sent.keys() == {"csrfmiddlewaretoken", "otp_token", "valider"}


async def test_the_landing_page_names_her_where_the_configuration_says(at: Desk) -> None:
    at.configure(holder_selector="b.nom")
    await at.mailed()
    named = (await at.code()).holder
    assert named == Holder("", "", "", NUMBER, whole_name=NAME)
    assert named.display_name == NAME


async def test_a_landing_page_without_her_name_leaves_the_number(at: Desk) -> None:
    at.configure(holder_selector="b.nom")
    at.portal.manner.name = ""
    await at.mailed()
    assert (await at.code()).holder.display_name == NUMBER


async def test_what_the_portal_has_opened_is_kept_from_the_password_on(at: Desk) -> None:
    await at.signing_in.fetch()
    assert at.kept == []
    await at.mailed()
    assert [cookie.name for cookie in at.kept[-1].cookies] == ["csrftoken", "sessionid"]
    session = await at.code()
    assert at.kept[-1].cookies == session.cookies
    assert await logout(at.kept[-1], at.way)
    assert at.portal.signed_in == set()


async def test_the_code_was_sent_when_the_password_was_submitted(at: Desk) -> None:
    before = time.monotonic()
    mailed = await at.mailed()
    assert before <= mailed.sent <= time.monotonic()
    assert at.portal.mailed == 1


async def test_the_number_is_known_once_its_password_is_submitted(at: Desk) -> None:
    await at.signing_in.fetch()
    assert at.signing_in.number is None
    await at.mailed()
    assert at.signing_in.number == Identifier.parse(NUMBER)


async def test_redirects_may_be_of_any_kind(at: Desk) -> None:
    at.portal.server.script["GET /espace"] = [redirect("/espace", status=303)]
    await at.mailed()
    assert (await at.code()).landing_url == at.portal.url("/espace")


def test_what_she_opens_in_the_browser_ends_at_the_portals_logout(at: Desk, tmp_path: Path) -> None:
    email = Email(at.way, Brake(tmp_path / "brake"))
    session = email.session_in_browser(AGENT)
    assert (session.holder, session.cookies) == (Holder("", "", "", ""), ())
    assert (session.landing_url, session.logout_url) == (at.way.home_url, at.way.logout_url)
    assert (session.method, session.agent) == (Method.EMAIL, AGENT)
    assert email.end_in_browser == PageEnd(at.way.logout_url)
