"""The code that comes by mail: what the portal tells of it, and what becomes of wrong ones."""

import time

import pytest

from kiosk.signin.email.errors import AccountLocked, CodeOver, CodeWrong, FormMissing
from tests.support import form_portal_pages as pages
from tests.support.form_portal_desk import Desk
from tests.support.form_portal_server import Reply


async def wrong(at: Desk, code: str = "000000") -> CodeWrong:
    with pytest.raises(CodeWrong) as caught:
        await at.code(code)
    return caught.value


async def test_what_the_portal_tells_of_the_code_is_told(at: Desk) -> None:
    mailed = await at.mailed()
    assert mailed.address == "a•••@exemple.fr"
    assert mailed.expires == mailed.sent + 600
    assert mailed.resendable
    assert (mailed.tries_left, mailed.said) == (None, "")


async def test_a_portal_may_tell_nothing(at: Desk) -> None:
    at.portal.manner.tells, at.portal.manner.resend = (), ""
    mailed = await at.mailed()
    assert (mailed.address, mailed.expires, mailed.tries_left) == ("", None, None)
    assert not mailed.resendable


async def test_a_wrong_code_may_be_typed_again(at: Desk) -> None:
    mailed = await at.mailed()
    refused = await wrong(at)
    assert not refused.expired
    assert refused.mailed.said == "Code incorrect."
    assert refused.mailed.tries_left == 2
    assert (refused.mailed.sent, refused.mailed.expires) == (mailed.sent, mailed.expires)
    await at.code()
    codes = ["POST /connexion/code"] * 2
    assert at.portal.asked[-3:] == [*codes, "GET /espace"]
    assert at.portal.asked.count("GET /connexion") == 1


async def test_a_page_need_not_repeat_what_it_told(at: Desk) -> None:
    mailed = await at.mailed()
    at.portal.manner.tells = ()
    refused = await wrong(at)
    assert (refused.mailed.address, refused.mailed.expires) == (mailed.address, mailed.expires)


@pytest.mark.parametrize("said", ["Code expiré.", "Ce code n'est plus valable.", "Code expired"])
async def test_a_code_may_have_come_too_late(at: Desk, said: str) -> None:
    await at.mailed()
    at.portal.manner.code_refusal = said
    refused = await wrong(at)
    assert refused.expired
    assert refused.mailed.said == said


async def test_a_code_that_came_too_late_is_not_said_to_be_good_for_longer(at: Desk) -> None:
    mailed = await at.mailed()
    at.portal.manner.code_refusal = "Code expiré."
    assert (await wrong(at)).mailed.expires is None, "the page goes on saying for how long"
    at.portal.manner.tells = ("Un autre code est parti. Il expire dans 3 minutes.",)
    expires = (await wrong(at)).mailed.expires
    assert expires is not None
    assert expires > mailed.sent + 180


async def test_the_words_for_it_may_be_the_configurations(at: Desk) -> None:
    at.configure(expired_words=("trop tard",))
    await at.mailed()
    at.portal.manner.code_refusal = "Trop tard !"
    assert (await wrong(at)).expired
    at.portal.manner.code_refusal = "Code expiré."
    assert not (await wrong(at)).expired


async def test_what_always_stands_above_the_code_is_no_answer(at: Desk) -> None:
    at.portal.manner.tells = (pages.alert("Attention : un code ancien a expiré."),)
    await at.mailed()
    at.portal.manner.code_refusal = ""
    refused = await wrong(at)
    assert (refused.mailed.said, refused.expired) == ("", False)


async def test_after_the_last_try_the_password_is_wanted_again(at: Desk) -> None:
    await at.mailed()
    await wrong(at)
    await wrong(at)
    with pytest.raises(CodeOver) as caught:
        await at.code("000000")
    assert caught.value.said == "Trop d’essais : recommencez."
    before = len(at.portal.asked)
    at.portal.wrong_codes = 0
    await at.mailed()
    assert at.portal.asked[before:] == ["POST /connexion", "GET /connexion/code"]
    await at.code()


async def test_the_account_may_be_locked_after_the_last_try(at: Desk) -> None:
    await at.mailed()
    locked = pages.document("<h1>Connexion</h1><p>Votre compte est bloqué.</p>")
    at.portal.server.script["POST /connexion/code"] = [Reply(locked)]
    with pytest.raises(AccountLocked):
        await at.code("000000")


async def test_a_warning_above_the_code_is_no_lock(at: Desk) -> None:
    await at.mailed()
    at.portal.manner.code_refusal = "Code incorrect. Au prochain échec, compte bloqué."
    assert (await wrong(at)).mailed.said.startswith("Code incorrect.")


@pytest.mark.parametrize("control", ["button", "link"])
async def test_another_code_is_sent_by_the_pages_own_button_or_link(at: Desk, control: str) -> None:
    at.portal.manner.resend = control
    first = await at.mailed()
    before = time.monotonic()
    again = await at.signing_in.resend()
    assert at.portal.mailed == 2
    assert first.sent <= before <= again.sent <= time.monotonic()
    assert again.expires == again.sent + 600
    assert again.said == "Un nouveau code a été envoyé."
    assert again.resendable
    refused = await wrong(at)
    assert refused.mailed.sent == again.sent
    await at.code()
    assert at.portal.asked.count("GET /connexion") == 1


async def test_another_code_may_be_refused_for_good(at: Desk) -> None:
    await at.mailed()
    over = pages.document(pages.login("t", pages.alert("Votre saisie a trop duré.")))
    at.portal.server.script["POST /connexion/code"] = [Reply(over)]
    with pytest.raises(CodeOver) as caught:
        await at.signing_in.resend()
    assert caught.value.said == "Votre saisie a trop duré."


async def test_a_page_that_asks_for_no_code_after_another_one_is_told(at: Desk) -> None:
    await at.mailed()
    at.portal.server.script["POST /connexion/code"] = [Reply(pages.document("<h1>Oui ?</h1>"))]
    with pytest.raises(FormMissing):
        await at.signing_in.resend()


async def test_without_a_page_that_asks_for_one_no_code_will_do(at: Desk) -> None:
    with pytest.raises(CodeOver):
        await at.code()
    with pytest.raises(CodeOver):
        await at.signing_in.resend()
    assert at.portal.asked == []


async def test_whatever_was_opened_before_a_new_beginning_is_kept_to_be_ended(at: Desk) -> None:
    at.portal.manner.insists = True
    await at.mailed()
    await at.signing_in.fetch()
    given_up = at.kept[-1]
    (cookie,) = (cookie for cookie in given_up.cookies if cookie.name == "sessionid")
    asked = [asked.cookies for asked in at.portal.server.asked if asked.method == "GET"]
    assert asked[-1] == {}, "the form was fetched as by somebody else"
    assert cookie.value == at.portal.abandoned
    await at.mailed()
    assert not set(given_up.cookies) & set(at.kept[-1].cookies)


@pytest.mark.parametrize("insists", [False, True])
async def test_she_may_go_back_and_begin_again(at: Desk, insists: bool) -> None:
    at.portal.manner.insists = insists
    await at.mailed()
    await at.signing_in.fetch()
    assert (await at.mailed()).address == "a•••@exemple.fr"
    await at.code()
