"""Portals that are broken or mean, doctors who go away, and secrets that stay secret."""

import asyncio
import gc
import logging
import threading
from collections.abc import Iterator
from types import FunctionType, ModuleType

import pytest

from kiosk.http_errors import HttpError, NotHttps, OffLimits, TimedOut, TooLarge
from kiosk.identity import Identifier
from kiosk.signin.email.errors import CodeWrong, PasswordWrong
from kiosk.signin.forms.page import Page
from kiosk.signin.portal import NoSession, logout
from tests.support import form_portal_pages as pages
from tests.support.form_portal import CODE, NUMBER, PASSWORD
from tests.support.form_portal_desk import Desk
from tests.support.form_portal_server import HANG_SECONDS, Reply, redirect, serve
from tests.support.https_site import Authority
from tests.support.waiting import eventually


async def test_a_form_that_posts_elsewhere_is_refused_and_nothing_is_sent(
    at: Desk, authority: Authority
) -> None:
    with serve(authority.server_context("127.0.0.1")) as elsewhere:
        action = elsewhere.url("/connexion").replace("localhost", "127.0.0.1")
        at.portal.server.script["GET /connexion"] = [
            Reply(pages.document(pages.login("t", action=action)))
        ]
        with pytest.raises(OffLimits):
            await at.password()
        assert elsewhere.asked == []
    assert at.portal.asked == ["GET /connexion"]
    assert at.kept == []


async def test_a_form_that_posts_in_the_clear_is_refused(at: Desk) -> None:
    action = at.portal.url("/connexion").replace("https:", "http:")
    at.portal.server.script["GET /connexion"] = [
        Reply(pages.document(pages.login("t", action=action)))
    ]
    with pytest.raises(NotHttps):
        await at.password()
    assert at.portal.asked == ["GET /connexion"]


@pytest.mark.parametrize("status", [302, 307, 308])
async def test_a_redirect_to_elsewhere_is_refused_and_takes_no_password_along(
    at: Desk, authority: Authority, status: int
) -> None:
    with serve(authority.server_context("127.0.0.1")) as elsewhere:
        target = elsewhere.url("/").replace("localhost", "127.0.0.1")
        at.portal.server.script["POST /connexion"] = [redirect(target, status=status)]
        with pytest.raises(OffLimits):
            await at.password()
        assert elsewhere.asked == []


async def test_a_page_without_end_is_not_read(at: Desk) -> None:
    huge = pages.document(pages.login("t") + "<p>bonjour</p>" * 1_500_000)
    assert len(huge) > 20_000_000
    at.portal.server.script["GET /connexion"] = [Reply(huge)]
    with pytest.raises(TooLarge):
        await at.signing_in.fetch()


async def test_a_portal_that_does_not_answer_is_given_up(at: Desk) -> None:
    at.configure(timeout=0.3)
    at.portal.server.script["POST /connexion"] = [Reply(gate=threading.Event())]
    with pytest.raises(TimedOut):
        await at.password()


async def test_a_page_that_is_read_for_too_long_is_given_up_and_nothing_else_waits(
    at: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await at.signing_in.fetch()
    read, going_on = threading.Event(), threading.Event()

    def endless(*_: object) -> tuple[str, ...]:
        read.set()
        going_on.wait(HANG_SECONDS)
        return ()

    monkeypatch.setattr(Page, "texts_at", endless)
    submitting = asyncio.create_task(at.password())
    await eventually(read.is_set)
    submitting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await submitting
    at.configure(timeout=0.3)
    with pytest.raises(TimedOut):
        await at.signing_in.fetch()
    going_on.set()


async def test_a_password_arrives_in_the_charset_of_the_page(at: Desk) -> None:
    at.portal.manner.charset = "windows-1252"
    at.portal.manner.password = "é€ sésame"
    await at.mailed("é€ sésame")
    (post,) = (asked for asked in at.portal.server.asked if asked.method == "POST")
    assert b"password=%E9%80+s%E9same" in post.body


@pytest.mark.parametrize(
    "password", ["&=+é€🗝%00;#" * 18 + "&=", " deux espaces  ", "𝕊" * 200, "\u202eשלום"]
)
async def test_any_password_arrives_intact(at: Desk, password: str) -> None:
    at.portal.manner.password = password
    await at.mailed(password)
    (sent,) = at.portal.submitted("/connexion")
    assert sent["password"] == password


async def test_a_code_with_letters_arrives_as_it_is(at: Desk) -> None:
    await at.mailed()
    with pytest.raises(CodeWrong):
        await at.code("aBc12é")
    assert at.portal.submitted("/connexion/code")[0]["otp_token"] == "aBc12é"


async def test_cookies_for_a_foreign_domain_are_not_kept(at: Desk) -> None:
    await at.mailed()
    intruders = (
        "intrus=1; Domain=ailleurs.example; Secure",
        "tous=1; Domain=test; Secure",
        "sessionid=1; Path=/; Secure",
    )
    at.portal.server.script["POST /connexion/code"] = [redirect("/accueil", *intruders)]
    at.portal.server.script["GET /accueil"] = [Reply(pages.document(pages.space("")))]
    at.portal.manner.landing = "/accueil"
    at.configure(home_url=at.portal.url("/accueil"))
    await at.mailed()
    names = [cookie.name for cookie in (await at.code()).cookies]
    assert names == ["csrftoken", "sessionid"]


async def test_without_a_cookie_nobody_is_signed_in(at: Desk) -> None:
    await at.mailed()
    gone = tuple(f"{name}=; Path=/; Max-Age=0; Secure" for name in ("csrftoken", "sessionid"))
    at.portal.server.script["POST /connexion/code"] = [redirect("/espace", *gone)]
    at.portal.server.script["GET /espace"] = [Reply(pages.document(pages.space("")))]
    with pytest.raises(NoSession):
        await at.code()


async def test_whoever_goes_away_in_between_is_signed_out_by_what_was_kept(at: Desk) -> None:
    await at.mailed()
    at.portal.server.script["GET /espace"] = [Reply(gate=threading.Event())]
    task = asyncio.create_task(at.code())
    await eventually(lambda: "GET /espace" in at.portal.asked)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert at.portal.signed_in
    assert await logout(at.kept[-1], at.way)
    assert not at.portal.signed_in


async def test_after_a_password_was_given_up_another_may_be_submitted(at: Desk) -> None:
    at.portal.server.script["POST /connexion"] = [Reply(gate=threading.Event())]
    task = asyncio.create_task(at.password())
    await eventually(lambda: "POST /connexion" in at.portal.asked)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await at.signing_in.fetch()
    await at.mailed()


async def test_a_session_that_fails_afterwards_is_kept_all_the_same(at: Desk) -> None:
    await at.mailed()
    at.portal.server.script["GET /espace"] = [Reply("", 500)]
    with pytest.raises(HttpError):
        await at.code()
    assert {cookie.value for cookie in at.kept[-1].cookies} == at.portal.signed_in


async def test_neither_log_nor_repr_nor_error_nor_memory_holds_a_secret(
    at: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    errors: list[BaseException] = []
    with pytest.raises(PasswordWrong) as wrong:
        await at.password("faux-s3cr3t")
    errors.append(wrong.value)
    await at.mailed()
    with pytest.raises(CodeWrong) as refused:
        await at.code("s3cr3t")
    errors.append(refused.value)
    at.portal.server.script["GET /espace"] = [Reply("", 500)]
    with pytest.raises(HttpError) as broken:
        await at.code()
    errors.append(broken.value)
    seen = "".join([repr(errors), *map(str, errors), repr(at.signing_in), caplog.text])
    kept = [text for text in _reachable(at.signing_in) if isinstance(text, str)]
    for secret in ("s3cr3t", PASSWORD, CODE):
        assert secret not in seen
        assert not any(secret in text for text in kept)


async def test_the_bytes_of_a_secret_are_left_to_whoever_wipes_them(at: Desk) -> None:
    secret = bytearray(PASSWORD.encode())
    await at.signing_in.submit_password(Identifier.parse(NUMBER), secret)
    assert secret == PASSWORD.encode()


def _reachable(root: object) -> Iterator[object]:
    """Everything that it holds, but for code."""
    seen, waiting = {id(root)}, [root]
    while waiting:
        thing = waiting.pop()
        yield thing
        for held in gc.get_referents(thing):
            if id(held) not in seen and not isinstance(held, type | FunctionType | ModuleType):
                seen.add(id(held))
                waiting.append(held)
