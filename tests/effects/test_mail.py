"""Password and mailed code: what the portal's answers become, and what is left of a visit."""

import threading
from dataclasses import replace

import pytest

from devices.kit import Wiped
from kiosk.flow.effects import EndVisit, FetchForm, OpenPage, Page, ResendCode, SubmitPassword
from kiosk.flow.events import (
    BrowserClosed,
    CodeMailed,
    CodeRejected,
    CodeVoided,
    FormRefused,
    PageOpened,
    PasswordRejected,
    PortalOpened,
    SignInFailed,
    VisitEnded,
)
from kiosk.identity import Identifier
from kiosk.secret import Secret
from kiosk.trouble import Trouble
from tests.effects.mail_stage import MailStage
from tests.support.form_portal import NUMBER
from tests.support.form_portal_server import Asked, Reply
from tests.support.waiting import eventually


async def test_password_and_code_open_the_portal_for_whom_it_names(seat: MailStage) -> None:
    await seat.fetch()
    await seat.be_mailed()
    opened = await seat.submit_code()
    assert isinstance(opened, PortalOpened)
    assert opened.holder is not None
    assert opened.holder.number == NUMBER
    assert seat.portal.asked.count("GET /connexion") == 1
    assert len(seat.portal.signed_in) == 1


async def test_the_session_reaches_the_browser_and_ends_with_the_visit(
    seat: MailStage,
) -> None:
    await seat.open_session()
    held = {cookie.name: cookie for cookie in seat.browser.held}
    assert held["sessionid"].value in seat.portal.signed_in
    assert held["sessionid"].http_only
    assert held["sessionid"].same_site == "Lax"
    ended = await seat.end()
    assert ended == VisitEnded(seat.visit, wiped=True, card_reset=True, logged_out=True)
    assert seat.portal.signed_in == set()
    assert seat.browser.ended


async def test_a_wrong_password_may_be_typed_again(seat: MailStage) -> None:
    await seat.fetch()
    refused = await seat.submit_password("fausse")
    assert refused == PasswordRejected(seat.visit, "Identifiant ou mot de passe incorrect.")
    assert isinstance(await seat.submit_password(), CodeMailed)
    assert seat.portal.asked.count("GET /connexion") == 1


async def test_a_wrong_code_may_be_typed_again(seat: MailStage) -> None:
    await seat.be_mailed()
    refused = await seat.submit_code("000000")
    assert isinstance(refused, CodeRejected)
    assert refused.mailed.tries_left == 2
    assert not refused.expired
    assert isinstance(await seat.submit_code(), PortalOpened)


async def test_a_code_that_came_too_late_is_told_as_such(seat: MailStage) -> None:
    seat.portal.manner.code_refusal = "Ce code a expiré."
    await seat.be_mailed()
    refused = await seat.submit_code("000000")
    assert isinstance(refused, CodeRejected)
    assert refused.expired


async def test_after_the_last_wrong_code_the_password_is_wanted_again(
    seat: MailStage,
) -> None:
    seat.portal.manner.tries = 1
    await seat.be_mailed()
    assert isinstance(await seat.submit_code("000000"), CodeVoided)
    assert isinstance(await seat.submit_password(), CodeMailed)


async def test_another_code_is_mailed_on_demand(seat: MailStage) -> None:
    first = await seat.be_mailed()
    seat.perform(ResendCode(seat.visit))
    second = (await seat.hears(CodeMailed)).mailed
    assert second.sent > first.sent
    assert seat.portal.mailed == 2


async def test_going_back_from_the_code_begins_with_a_fresh_form(seat: MailStage) -> None:
    await seat.fetch()
    await seat.be_mailed()
    await seat.fetch()
    assert isinstance(await seat.submit_password(), CodeMailed)
    assert seat.portal.asked.count("GET /connexion") == 2


@pytest.mark.parametrize(
    ("said", "trouble"),
    [
        ("Votre compte est verrouillé.", Trouble.ACCOUNT_LOCKED),
        (
            "Votre première connexion doit se faire avec votre carte CPS ou e-CPS.",
            Trouble.FIRST_SIGN_IN,
        ),
    ],
)
async def test_what_no_other_password_would_change_ends_the_sign_in(
    seat: MailStage, said: str, trouble: Trouble
) -> None:
    seat.portal.manner.refusal = said
    await seat.fetch()
    assert await seat.submit_password("fausse") == SignInFailed(seat.visit, trouble)


@pytest.mark.parametrize(
    ("reply", "trouble"),
    [
        (Reply("<h1>Bienvenue</h1>"), Trouble.FORM_MISSING),
        (Reply("<h1>Site en maintenance</h1>", 503), Trouble.PORTAL_CLOSED),
        (Reply("<h1>Erreur</h1>", 500), Trouble.PORTAL_BROKEN),
    ],
)
async def test_a_portal_without_its_form_is_known_before_anything_is_typed(
    seat: MailStage, reply: Reply, trouble: Trouble
) -> None:
    seat.portal.server.answer = lambda _asked: reply
    seat.perform(FetchForm(seat.visit))
    assert await seat.posted() == FormRefused(seat.visit, trouble)


async def test_leaving_while_the_portal_decides_ends_what_it_opens(seat: MailStage) -> None:
    """She was let in at once, without a code, and nobody was there any more to hear it."""
    seat.portal.manner.code_wanted = False
    await seat.fetch()
    gate = threading.Event()
    answer = seat.portal.answer
    space = seat.portal.manner.landing

    def slowly(asked: Asked) -> Reply:
        reply = answer(asked)
        return replace(reply, gate=gate) if asked.path == space else reply

    seat.portal.server.answer = slowly
    seat.perform(SubmitPassword(seat.visit, Identifier(NUMBER), Secret.typed("sésame & = + € 🗝")))
    await eventually(lambda: f"GET {space}" in seat.portal.asked)
    seat.perform(EndVisit(seat.visit))
    assert (await seat.hears(VisitEnded)).logged_out is True
    gate.set()
    assert seat.portal.signed_in == set()


async def test_the_page_for_a_forgotten_password_is_hers_until_she_closes_it(
    seat: MailStage,
) -> None:
    seat.perform(OpenPage(seat.visit, Page.PASSWORD))
    await seat.hears(PageOpened)
    assert seat.browser.opened_at == seat.portal.url("/oubli")
    seat.browser.last_window_closed.set()
    assert await seat.posted() == BrowserClosed(seat.visit)
    ended = await seat.end()
    assert ended.wiped
    assert seat.browser.signed_off == [seat.portal.url("/deconnexion")]


async def test_what_was_half_open_before_the_password_page_is_ended_too(
    seat: MailStage,
) -> None:
    """She had typed her password, went back, and then asked for the page."""
    await seat.be_mailed()
    seat.perform(OpenPage(seat.visit, Page.PASSWORD))
    await seat.hears(PageOpened)
    await seat.end()
    asked = [each for each in seat.portal.server.asked if each.path == "/deconnexion"]
    assert [bool(each.cookies.get("sessionid")) for each in asked] == [True]


async def test_nothing_of_a_visit_that_only_looked_is_left(seat: MailStage) -> None:
    await seat.fetch()
    ended = await seat.end()
    assert ended == VisitEnded(seat.visit, wiped=True, card_reset=True, logged_out=None)
    assert seat.browser.wiped == Wiped(0, 0)
