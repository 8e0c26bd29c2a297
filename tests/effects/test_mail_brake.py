"""Whoever tries passwords or codes is made to wait; whoever knows hers is not."""

import threading
import time
from dataclasses import replace
from pathlib import Path

from kiosk.flow.effects import EndVisit, SubmitPassword
from kiosk.flow.events import (
    AttemptsSlowed,
    CodeRejected,
    Event,
    PasswordRejected,
    SignInFailed,
    VisitEnded,
)
from kiosk.identity import Identifier
from kiosk.secret import Secret
from kiosk.trouble import Trouble
from tests.effects.mail_stage import MailStage
from tests.support.brakes import counted
from tests.support.form_portal import NUMBER
from tests.support.form_portal_server import Reply
from tests.support.waiting import eventually


async def test_whoever_tries_passwords_waits_and_so_does_her_successor(
    seat: MailStage,
) -> None:
    answers: list[Event] = [await seat.submit_password(f"essai {n}") for n in range(4)]
    assert all(isinstance(answer, PasswordRejected) for answer in answers)
    slowed = await seat.submit_password()
    assert isinstance(slowed, AttemptsSlowed)
    assert slowed.until > time.monotonic() + 10
    tried = len(seat.portal.submitted("/connexion"))
    assert tried == 4, "the portal is not asked meanwhile"


async def test_another_number_need_not_wait_for_that(seat: MailStage) -> None:
    for n in range(4):
        await seat.submit_password(f"essai {n}")
    other = await seat.submit_password("fausse", "899700218896")
    assert isinstance(other, PasswordRejected)


async def test_wrong_codes_count_as_well(seat: MailStage) -> None:
    seat.portal.manner.tries = 9
    await seat.be_mailed()
    for _ in range(4):
        assert isinstance(await seat.submit_code("000000"), CodeRejected)
    assert isinstance(await seat.submit_code(), AttemptsSlowed)
    assert seat.portal.signed_in == set(), "the right one comes too soon"


async def test_whoever_leaves_before_the_answer_has_tried_all_the_same(
    seat: MailStage, tmp_path: Path
) -> None:
    gate = threading.Event()
    answer = seat.portal.answer
    seat.portal.server.answer = lambda asked: replace(answer(asked), gate=gate)
    gate.set()
    await seat.fetch()
    gate.clear()
    typed = Secret.typed("fausse")
    seat.perform(SubmitPassword(seat.visit, Identifier(NUMBER), typed))
    await eventually(lambda: "POST /connexion" in seat.portal.asked)
    seat.perform(EndVisit(seat.visit))
    gate.set()
    await seat.hears(VisitEnded)
    assert counted(tmp_path / "brake.json") == [1]


async def test_an_answer_that_nobody_understands_counts_as_a_refusal(seat: MailStage) -> None:
    await seat.fetch()
    seat.portal.server.answer = lambda _asked: Reply("<h1>Interdit</h1>", 403)
    for _ in range(4):
        assert await seat.submit_password("fausse") == SignInFailed(
            seat.visit, Trouble.PORTAL_REFUSED
        )
    assert isinstance(await seat.submit_password("fausse"), AttemptsSlowed)


async def test_a_right_password_does_not_count(seat: MailStage, tmp_path: Path) -> None:
    for _ in range(6):
        await seat.fetch()
        await seat.be_mailed()
    assert counted(tmp_path / "brake.json") == []


async def test_whoever_gets_in_is_forgiven(seat: MailStage) -> None:
    for n in range(3):
        await seat.submit_password(f"essai {n}")
    await seat.be_mailed()
    await seat.submit_code()
    for n in range(3):
        assert isinstance(await seat.submit_password(f"essai {n}"), PasswordRejected)


async def test_a_lock_out_slows_this_number_too(seat: MailStage) -> None:
    seat.portal.manner.refusal = "Votre compte est verrouillé."
    for _ in range(4):
        assert await seat.submit_password("fausse") == SignInFailed(
            seat.visit, Trouble.ACCOUNT_LOCKED
        )
    assert isinstance(await seat.submit_password(), AttemptsSlowed)
