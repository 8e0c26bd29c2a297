"""The boxes for the mailed code: what they take, typed and pasted."""

from textual import events

from kiosk.flow.effects import ResendCode
from kiosk.flow.events import CodeMailed
from kiosk.flow.mail import MailWay
from kiosk.flow.state import CodeEntry
from screens.widgets.code_boxes import CodeBox
from tests.screens.by_mail import (
    CODE,
    NUMBER,
    at_password,
    codes,
    mailed_now,
    number_in,
    rules,
    to_code,
    to_password,
)
from tests.screens.stage import Stage, on_stage, one_line

LETTERS = MailWay(code_length=8, code_letters=True)


async def paste(stage: Stage, text: str) -> None:
    stage.app.post_message(events.Paste(text))
    await stage.pilot.pause()


def filled(stage: Stage) -> int:
    return len(stage.app.screen.query(".code-box.full"))


async def test_it_is_typed_also_without_shift() -> None:
    async with on_stage(rules=rules()) as stage:
        await to_code(stage)
        await stage.press(*"4è 0xç&5", "enter")
        assert codes(stage) == [CODE.encode()]


async def test_it_can_be_pasted_here() -> None:
    async with on_stage(rules=rules()) as stage:
        await to_code(stage)
        await paste(stage, f"Votre code : {CODE[:3]} {CODE[3:]} est valable 10 minutes.")
        assert filled(stage) == 6
        assert codes(stage) == []
        await stage.press("enter")
        assert codes(stage) == [CODE.encode()]


async def test_what_is_not_taken_from_a_paste_is_told_until_the_next_key() -> None:
    async with on_stage(rules=rules()) as stage:
        await to_code(stage)
        await stage.press("1")
        await paste(stage, "470915 ou 123456")
        await stage.sees("Collez le code seul.")
        assert filled(stage) == 1
        await stage.press("2")
        assert "Collez" not in stage.text()
        await paste(stage, "code")
        await stage.sees("Collez le code seul.")
        await paste(stage, CODE)
        assert "Collez" not in stage.text()
        assert filled(stage) == 6


async def test_a_paste_shows_that_somebody_is_there() -> None:
    async with on_stage(rules=rules()) as stage:
        await to_code(stage)
        assert isinstance(stage.state, CodeEntry)
        deadline = stage.state.deadline
        stage.app.engine._tick()
        await paste(stage, "no code")
        assert isinstance(stage.state, CodeEntry)
        assert stage.state.deadline > deadline


async def test_letters_stay_as_they_were_typed() -> None:
    async with on_stage(rules=rules(LETTERS)) as stage:
        await to_code(stage)
        assert len(stage.app.screen.query(CodeBox)) == 8
        await stage.press(*"aBé4zZm9", "enter")
        assert codes(stage) == [b"aB24zZm9"]


async def test_fewer_characters_never_reach_the_portal() -> None:
    async with on_stage(rules=rules()) as stage:
        await to_code(stage)
        await stage.press(*"47091", "enter")
        assert codes(stage) == []
        await stage.sees("Le code comporte 6 chiffres : recommencez.")
        assert filled(stage) == 0


async def test_another_code_can_be_asked_for_when_it_is_time_and_not_before() -> None:
    way = MailWay(resend_seconds=600)
    async with on_stage(rules=rules(way)) as stage:
        visit = await to_code(stage)
        assert "demander un nouveau code dans 10 minutes." in one_line(stage.text())
        assert "F5" not in stage.text()
        await stage.press("f5")
        assert stage.asked(ResendCode) == []
        old = mailed_now(stage)
        await stage.press(*CODE, "enter")
        await stage.happens(CodeMailed(visit, type(old)(old.sent - 600)))
        await stage.sees("F5  Nouveau code")
        await stage.press("f5")
        assert stage.asked(ResendCode) == [ResendCode(visit)]


async def test_where_the_portal_sends_no_other_none_is_offered() -> None:
    async with on_stage(rules=rules()) as stage:
        await to_password(stage)
        await stage.press("x", "enter")
        mailed = mailed_now(stage, resendable=False, expires=stage.state.desk.now)
        visit = stage.state.visit
        assert visit is not None
        await stage.happens(CodeMailed(visit, mailed))
        await stage.sees("revenez en arrière", "Rien reçu ?")
        assert "F5" not in stage.text()


async def test_one_step_back_leads_to_the_password() -> None:
    async with on_stage(rules=rules()) as stage:
        await to_code(stage)
        await stage.sees("Échap  Retour", "F10  Annuler")
        await stage.press("escape")
        assert at_password(stage)
        assert number_in(stage) == NUMBER


async def test_the_end_key_gives_up() -> None:
    async with on_stage(rules=rules()) as stage:
        await to_code(stage)
        await stage.press("f10")
        await stage.sees("La connexion est annulée, comme vous l’avez demandé.")


async def test_the_next_visit_finds_the_boxes_empty() -> None:
    async with on_stage(rules=rules()) as stage:
        await to_code(stage)
        await stage.press("4", "7", "f10")
        await to_code(stage)
        assert filled(stage) == 0
