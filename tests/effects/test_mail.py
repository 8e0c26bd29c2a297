"""Password and mailed code: what the portal's answers become, and what is left of a visit."""

import threading
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from devices.kit import Wiped
from kiosk.flow.effects import EndVisit, FetchForm, OpenPage, Page, ResendCode, SubmitPassword
from kiosk.flow.events import (
    AttemptsSlowed,
    BrowserClosed,
    CodeMailed,
    CodeRejected,
    CodeVoided,
    Event,
    FormRefused,
    PageOpened,
    PasswordRejected,
    PortalOpened,
    SignInFailed,
    VisitEnded,
)
from kiosk.identity import Identifier
from kiosk.journal import AsyncJournal, Journal
from kiosk.secret import Secret
from kiosk.trouble import Trouble
from tests.effects.mail_stage import MailStage
from tests.support.brakes import counted
from tests.support.form_portal import NUMBER
from tests.support.form_portal_desk import desk
from tests.support.form_portal_server import Asked, Reply
from tests.support.https_site import Authority
from tests.support.waiting import eventually


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[MailStage]:
    """Nothing has begun yet."""
    authority = Authority(tmp_path)
    async with AsyncJournal(Journal(tmp_path / "journal.sqlite")) as journal:
        with desk(authority) as at:
            yield MailStage(at.portal, at.way, tmp_path, journal)


def failed(stage: MailStage, trouble: Trouble) -> SignInFailed:
    return SignInFailed(stage.visit, trouble)


async def test_password_and_code_open_the_portal_for_whom_it_names(stage: MailStage) -> None:
    await stage.fetch()
    await stage.be_mailed()
    opened = await stage.submit_code()
    assert isinstance(opened, PortalOpened)
    assert opened.holder is not None
    assert opened.holder.number == NUMBER
    assert stage.portal.asked.count("GET /connexion") == 1
    assert len(stage.portal.signed_in) == 1


async def test_the_session_reaches_the_browser_and_ends_with_the_visit(stage: MailStage) -> None:
    await stage.open_session()
    held = {cookie.name: cookie for cookie in stage.browser.held}
    assert held["sessionid"].value in stage.portal.signed_in
    assert held["sessionid"].http_only
    assert held["sessionid"].same_site == "Lax"
    ended = await stage.end()
    assert ended == VisitEnded(stage.visit, wiped=True, card_reset=True, logged_out=True)
    assert stage.portal.signed_in == set()
    assert stage.browser.ended


async def test_a_wrong_password_may_be_typed_again(stage: MailStage) -> None:
    await stage.fetch()
    refused = await stage.submit_password("fausse")
    assert refused == PasswordRejected(stage.visit, "Identifiant ou mot de passe incorrect.")
    assert isinstance(await stage.submit_password(), CodeMailed)
    assert stage.portal.asked.count("GET /connexion") == 1


async def test_a_wrong_code_may_be_typed_again(stage: MailStage) -> None:
    await stage.be_mailed()
    refused = await stage.submit_code("000000")
    assert isinstance(refused, CodeRejected)
    assert refused.mailed.tries_left == 2
    assert not refused.expired
    assert isinstance(await stage.submit_code(), PortalOpened)


async def test_a_code_that_came_too_late_is_told_as_such(stage: MailStage) -> None:
    stage.portal.manner.code_refusal = "Ce code a expiré."
    await stage.be_mailed()
    refused = await stage.submit_code("000000")
    assert isinstance(refused, CodeRejected)
    assert refused.expired


async def test_after_the_last_wrong_code_the_password_is_wanted_again(stage: MailStage) -> None:
    stage.portal.manner.tries = 1
    await stage.be_mailed()
    assert isinstance(await stage.submit_code("000000"), CodeVoided)
    assert isinstance(await stage.submit_password(), CodeMailed)


async def test_another_code_is_mailed_on_demand(stage: MailStage) -> None:
    first = await stage.be_mailed()
    stage.perform(ResendCode(stage.visit))
    second = (await stage.hears(CodeMailed)).mailed
    assert second.sent > first.sent
    assert stage.portal.mailed == 2


async def test_going_back_from_the_code_begins_with_a_fresh_form(stage: MailStage) -> None:
    await stage.fetch()
    await stage.be_mailed()
    await stage.fetch()
    assert isinstance(await stage.submit_password(), CodeMailed)
    assert stage.portal.asked.count("GET /connexion") == 2


async def test_whoever_tries_passwords_waits_and_so_does_her_successor(stage: MailStage) -> None:
    answers: list[Event] = [await stage.submit_password(f"essai {n}") for n in range(4)]
    assert all(isinstance(answer, PasswordRejected) for answer in answers)
    slowed = await stage.submit_password()
    assert isinstance(slowed, AttemptsSlowed)
    assert slowed.until > time.monotonic() + 10
    tried = len(stage.portal.submitted("/connexion"))
    assert tried == 4, "the portal is not asked meanwhile"


async def test_another_number_need_not_wait_for_that(stage: MailStage) -> None:
    for n in range(4):
        await stage.submit_password(f"essai {n}")
    other = await stage.submit_password("fausse", "899700218896")
    assert isinstance(other, PasswordRejected)


async def test_wrong_codes_count_as_well(stage: MailStage) -> None:
    stage.portal.manner.tries = 9
    await stage.be_mailed()
    for _ in range(4):
        assert isinstance(await stage.submit_code("000000"), CodeRejected)
    assert isinstance(await stage.submit_code(), AttemptsSlowed)
    assert stage.portal.signed_in == set(), "the right one comes too soon"


async def test_whoever_leaves_before_the_answer_has_tried_all_the_same(
    stage: MailStage, tmp_path: Path
) -> None:
    gate = threading.Event()
    answer = stage.portal.answer
    stage.portal.server.answer = lambda asked: replace(answer(asked), gate=gate)
    gate.set()
    await stage.fetch()
    gate.clear()
    typed = Secret.typed("fausse")
    stage.perform(SubmitPassword(stage.visit, Identifier(NUMBER), typed))
    await eventually(lambda: "POST /connexion" in stage.portal.asked)
    stage.perform(EndVisit(stage.visit))
    gate.set()
    await stage.hears(VisitEnded)
    assert counted(tmp_path / "brake.json") == [1]


async def test_an_answer_that_nobody_understands_counts_as_a_refusal(stage: MailStage) -> None:
    await stage.fetch()
    stage.portal.server.answer = lambda _asked: Reply("<h1>Interdit</h1>", 403)
    for _ in range(4):
        assert await stage.submit_password("fausse") == failed(stage, Trouble.PORTAL_REFUSED)
    assert isinstance(await stage.submit_password("fausse"), AttemptsSlowed)


async def test_a_right_password_does_not_count(stage: MailStage, tmp_path: Path) -> None:
    for _ in range(6):
        await stage.fetch()
        await stage.be_mailed()
    assert counted(tmp_path / "brake.json") == []


async def test_whoever_gets_in_is_forgiven(stage: MailStage) -> None:
    for n in range(3):
        await stage.submit_password(f"essai {n}")
    await stage.be_mailed()
    await stage.submit_code()
    for n in range(3):
        assert isinstance(await stage.submit_password(f"essai {n}"), PasswordRejected)


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
    stage: MailStage, said: str, trouble: Trouble
) -> None:
    stage.portal.manner.refusal = said
    await stage.fetch()
    assert await stage.submit_password("fausse") == failed(stage, trouble)


async def test_a_lock_out_slows_this_number_too(stage: MailStage) -> None:
    stage.portal.manner.refusal = "Votre compte est verrouillé."
    for _ in range(4):
        assert await stage.submit_password("fausse") == failed(stage, Trouble.ACCOUNT_LOCKED)
    assert isinstance(await stage.submit_password(), AttemptsSlowed)


@pytest.mark.parametrize(
    ("reply", "trouble"),
    [
        (Reply("<h1>Bienvenue</h1>"), Trouble.FORM_MISSING),
        (Reply("<h1>Site en maintenance</h1>", 503), Trouble.PORTAL_CLOSED),
        (Reply("<h1>Erreur</h1>", 500), Trouble.PORTAL_BROKEN),
    ],
)
async def test_a_portal_without_its_form_is_known_before_anything_is_typed(
    stage: MailStage, reply: Reply, trouble: Trouble
) -> None:
    stage.portal.server.answer = lambda _asked: reply
    stage.perform(FetchForm(stage.visit))
    assert await stage.posted() == FormRefused(stage.visit, trouble)


async def test_leaving_while_the_portal_decides_ends_what_it_opens(stage: MailStage) -> None:
    """She was let in at once, without a code, and nobody was there any more to hear it."""
    stage.portal.manner.code_wanted = False
    await stage.fetch()
    gate = threading.Event()
    answer = stage.portal.answer
    space = stage.portal.manner.landing

    def slowly(asked: Asked) -> Reply:
        reply = answer(asked)
        return replace(reply, gate=gate) if asked.path == space else reply

    stage.portal.server.answer = slowly
    stage.perform(SubmitPassword(stage.visit, Identifier(NUMBER), Secret.typed("sésame & = + € 🗝")))
    await eventually(lambda: f"GET {space}" in stage.portal.asked)
    stage.perform(EndVisit(stage.visit))
    assert (await stage.hears(VisitEnded)).logged_out is True
    gate.set()
    assert stage.portal.signed_in == set()


async def test_the_page_for_a_forgotten_password_is_hers_until_she_closes_it(
    stage: MailStage,
) -> None:
    stage.perform(OpenPage(stage.visit, Page.PASSWORD))
    await stage.hears(PageOpened)
    assert stage.browser.opened_at == stage.portal.url("/oubli")
    stage.browser.last_window_closed.set()
    assert await stage.posted() == BrowserClosed(stage.visit)
    ended = await stage.end()
    assert ended.wiped
    assert stage.browser.signed_off == [stage.portal.url("/deconnexion")]


async def test_what_was_half_open_before_the_password_page_is_ended_too(
    stage: MailStage,
) -> None:
    """She had typed her password, went back, and then asked for the page."""
    await stage.be_mailed()
    stage.perform(OpenPage(stage.visit, Page.PASSWORD))
    await stage.hears(PageOpened)
    await stage.end()
    asked = [each for each in stage.portal.server.asked if each.path == "/deconnexion"]
    assert [bool(each.cookies.get("sessionid")) for each in asked] == [True]


async def test_nothing_of_a_visit_that_only_looked_is_left(stage: MailStage) -> None:
    await stage.fetch()
    ended = await stage.end()
    assert ended == VisitEnded(stage.visit, wiped=True, card_reset=True, logged_out=None)
    assert stage.browser.wiped == Wiped(0, 0)
