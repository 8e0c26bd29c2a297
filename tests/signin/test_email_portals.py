"""Password and mailed code at portals with unlike markup, behind nginx; codes by real SMTP."""

import time

import pytest

from devices.cookie import Cookie
from kiosk.flow.mail import MailedCode
from kiosk.identity import Method
from kiosk.signin.email.errors import (
    AccountLocked,
    CodeOver,
    CodeWrong,
    FirstSignInNeeded,
    PasswordOutdated,
    PasswordWrong,
    PortalClosed,
)
from kiosk.signin.portal import logout
from tests.support import webforms_portal_pages
from tests.support.mail_desk import AGENT, MailDesk
from tests.support.mail_server import MailServer
from tests.support.mail_ways import MailPortal, only_ours, webforms
from tests.support.portal_accounts import AGATHE, CODE_SECONDS, LATE, MOST_PASSWORDS
from tests.support.waiting import eventually
from tests.support.webforms_portal import WebFormsPortal
from tests.support.webforms_portal_site import DEVICE_SECONDS, SESSION, TICKET

WRONG_PASSWORD = "ni celui-ci"
WRONG_CODE = "abcdef"


@pytest.fixture
def desk(mail_portal: MailPortal, mail_server: MailServer) -> MailDesk:
    """Nothing was asked yet."""
    return MailDesk(mail_portal.way(), mail_server, doctor=mail_portal.doctor)


async def test_a_doctor_comes_to_her_space(mail_portal: MailPortal, desk: MailDesk) -> None:
    session = await desk.sign_in()
    assert session.landing_url == mail_portal.url("/espace")
    assert session.method is Method.EMAIL
    assert session.holder.number == mail_portal.doctor.number
    await eventually(lambda: mail_portal.lets_in(mail_portal.doctor))


async def test_the_forms_are_sent_as_they_came_by_the_right_buttons(
    mail_portal: MailPortal, desk: MailDesk
) -> None:
    await desk.sign_in()
    assert len(mail_portal.login_pages()) == 1
    assert len(mail_portal.submitted()) == 2
    assert tuple(mail_portal.forms.pressed) == mail_portal.markup.right_buttons


async def test_the_portal_is_told_that_the_session_is_over(
    mail_portal: MailPortal, desk: MailDesk
) -> None:
    session = await desk.sign_in()
    await eventually(lambda: mail_portal.site.signed_in)
    assert await logout(session, mail_portal.way())
    await eventually(lambda: not mail_portal.site.signed_in)


async def test_it_is_the_same_browser_all_the_time(mail_portal: MailPortal, desk: MailDesk) -> None:
    await desk.sign_in()
    assert {asked.headers["user-agent"] for asked in mail_portal.forms.asked} == {AGENT.user_agent}
    assert {asked.headers["accept-language"] for asked in mail_portal.forms.asked} == {
        AGENT.accept_language
    }


async def test_what_the_portal_tells_of_the_code_is_told(
    mail_portal: MailPortal, desk: MailDesk
) -> None:
    before = time.monotonic()
    mailed = await desk.password()
    assert isinstance(mailed, MailedCode)
    assert mailed.address == mail_portal.doctor.masked
    assert mailed.resendable
    assert before <= mailed.sent <= time.monotonic()
    assert mailed.said == ""


async def test_how_long_a_code_lives_is_told(
    webforms_portal: WebFormsPortal, mail_server: MailServer
) -> None:
    mailed = await MailDesk(webforms(webforms_portal).way(), mail_server).password()
    assert isinstance(mailed, MailedCode)
    assert mailed.expires == mailed.sent + CODE_SECONDS


async def test_a_wrong_password_may_be_typed_again_in_the_form_that_came_back(
    mail_portal: MailPortal, desk: MailDesk
) -> None:
    with pytest.raises(PasswordWrong) as refused:
        await desk.password(WRONG_PASSWORD)
    assert "mot de passe" in refused.value.said
    assert mail_portal.site.signed_in == []
    await desk.password()
    await desk.code(desk.mailed())
    await eventually(lambda: mail_portal.lets_in(mail_portal.doctor))
    assert len(mail_portal.login_pages()) == 1


async def test_a_wrong_code_says_how_many_tries_are_left(
    mail_portal: MailPortal, desk: MailDesk
) -> None:
    await desk.password()
    with pytest.raises(CodeWrong) as refused:
        await desk.code(WRONG_CODE)
    assert refused.value.mailed.tries_left == 2
    assert not refused.value.expired
    await desk.code(desk.mailed())
    await eventually(lambda: mail_portal.lets_in(mail_portal.doctor))


@only_ours
async def test_a_code_that_came_too_late_is_sent_again(
    mail_portal: MailPortal, desk: MailDesk
) -> None:
    await desk.password()
    mail_portal.let_codes_expire()
    with pytest.raises(CodeWrong) as refused:
        await desk.code(desk.mailed())
    assert refused.value.expired
    former = desk.mailed()
    await desk.resend()
    assert desk.mailed() != former
    await desk.code(desk.mailed())
    await eventually(lambda: mail_portal.lets_in(mail_portal.doctor))
    assert len(mail_portal.login_pages()) == 1


async def test_after_too_many_wrong_codes_the_password_is_asked_for_again(
    mail_portal: MailPortal, desk: MailDesk
) -> None:
    await desk.password()
    for _ in range(2):
        with pytest.raises(CodeWrong):
            await desk.code(WRONG_CODE)
    with pytest.raises(CodeOver):
        await desk.code(WRONG_CODE)
    await desk.password()
    await desk.code(desk.mailed())
    await eventually(lambda: mail_portal.lets_in(mail_portal.doctor))


async def test_who_never_came_by_card_is_told_that_she_has_to(
    mail_portal: MailPortal, desk: MailDesk
) -> None:
    with pytest.raises(FirstSignInNeeded):
        await desk.password(who=mail_portal.newcomer)
    assert mail_portal.site.signed_in == []


@only_ours
async def test_an_old_password_is_named(mail_portal: MailPortal, desk: MailDesk) -> None:
    with pytest.raises(PasswordOutdated):
        await desk.password(who=LATE)
    assert mail_portal.site.signed_in == []


async def test_a_locked_account_is_named(mail_portal: MailPortal, desk: MailDesk) -> None:
    for _ in range(MOST_PASSWORDS - 1):
        with pytest.raises(PasswordWrong):
            await desk.password(WRONG_PASSWORD)
    with pytest.raises(AccountLocked):
        await desk.password(WRONG_PASSWORD)
    assert mail_portal.site.signed_in == []


@only_ours
async def test_a_portal_that_is_closed_is_named(mail_portal: MailPortal, desk: MailDesk) -> None:
    mail_portal.steered.closed = True
    with pytest.raises(PortalClosed):
        await desk.fetch()


@pytest.mark.parametrize("by_picture", [False, True], ids=["link", "picture"])
@pytest.mark.parametrize("named", [False, True], ids=["found", "named"])
async def test_the_right_controls_are_used_whatever_else_stands_in_the_form(
    webforms_portal: WebFormsPortal, mail_server: MailServer, by_picture: bool, named: bool
) -> None:
    webforms_portal.site.search_by_picture = by_picture
    portal = webforms(webforms_portal)
    way = portal.way(**portal.markup.names) if named else portal.way()
    desk = MailDesk(way, mail_server)
    await desk.fetch()
    await desk.password()
    await desk.resend()
    await desk.code(desk.mailed())
    sign_in, confirm = portal.markup.right_buttons
    assert portal.forms.pressed == [sign_in, webforms_portal_pages.RESEND, confirm]
    assert portal.lets_in(AGATHE)


async def test_every_cookie_keeps_its_attributes_and_none_is_for_others(
    webforms_portal: WebFormsPortal, mail_server: MailServer
) -> None:
    portal = webforms(webforms_portal)
    before = time.time()
    session = await MailDesk(portal.way(), mail_server).sign_in()
    kept = {cookie.name: cookie for cookie in session.cookies}
    assert kept.keys() == {SESSION, TICKET, "preferences", "appareil"}
    assert kept[SESSION] == Cookie(
        SESSION, kept[SESSION].value, "localhost", http_only=True, same_site="Lax"
    )
    assert kept[TICKET] == Cookie(
        TICKET, kept[TICKET].value, "localhost", http_only=True, same_site="Strict"
    )
    assert kept["preferences"].same_site == "Lax"
    assert kept["preferences"].host_only, "no browser takes Domain=localhost for more"
    expires = kept["appareil"].expires
    assert expires is not None
    assert before - 1 <= expires - DEVICE_SECONDS <= time.time()
    numbers = [asked.cookies.get(SESSION) for asked in portal.forms.asked]
    assert len(set(numbers)) == 4, "none at first, then another one with each step"
    assert not any("mouchard" in asked.cookies for asked in portal.forms.asked)
