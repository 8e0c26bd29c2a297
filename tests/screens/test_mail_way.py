"""A doctor's passage by password and mailed code, as she reads it, at 80 by 24."""

import pytest

from kiosk.flow.effects import EndVisit, FetchForm, OpenPage, Page, ResendCode, SubmitPassword
from kiosk.flow.events import (
    AttemptsSlowed,
    BrowserOpened,
    CodeMailed,
    CodeRejected,
    CodeVoided,
    FormDelayed,
    PageOpened,
    PasswordRejected,
    PortalOpened,
    SignInFailed,
)
from kiosk.flow.phone import PhoneFlow
from kiosk.flow.state import PasswordEntry, Welcome
from kiosk.identity import Identifier
from kiosk.trouble import Trouble
from screens.gallery_states import HOLDER, PAGE
from screens.widgets.qr import QrCode
from tests.screens.by_mail import (
    CODE,
    FORGOTTEN,
    NUMBER,
    PASSWORD,
    at_password,
    choose,
    codes,
    mailed_now,
    masked,
    number_in,
    passwords,
    rules,
    to_code,
    to_password,
    types,
)
from tests.screens.stage import on_stage, one_line


async def test_from_the_number_to_the_page_and_back() -> None:
    async with on_stage(rules=rules()) as stage:
        await stage.sees("M  Sans carte : e-mail", "Sans carte : terminez par F10 ;")
        visit = await choose(stage)
        await stage.sees("Saisissez le numéro de votre carte CPS", "Première connexion ?")
        assert stage.asked(FetchForm) == [FetchForm(visit)]
        await types(stage, NUMBER)
        await stage.press("enter")
        await stage.sees("Saisissez votre mot de passe ViaTrajectoire", "8 997 003 662 40")
        await types(stage, PASSWORD)
        await stage.press("enter")
        await stage.sees("ViaTrajectoire vérifie votre mot de passe", "Code reçu par e-mail, s’il")
        assert [effect.number for effect in stage.asked(SubmitPassword)] == [Identifier(NUMBER)]
        assert passwords(stage) == [PASSWORD]

        mailed = mailed_now(stage, expires=stage.state.desk.now + 580)
        await stage.happens(CodeMailed(visit, mailed))
        await stage.sees("envoyé à c•••••@medecin.example.", "Valable 9 minutes")
        await stage.press(*CODE, "enter")
        await stage.sees("✓  Mot de passe vérifié", "▸  Vérification du code par ViaTrajectoire…")
        assert codes(stage) == [CODE.encode()]

        await stage.happens(PortalOpened(visit, HOLDER))
        await stage.sees("✓  Identité confirmée par ViaTrajectoire", "Dr Camille MARTIN")
        await stage.happens(BrowserOpened(visit, PAGE))
        await stage.sees("Pour terminer, appuyez sur F10", "Bonjour Dr Camille")
        await stage.press("f10")
        await stage.sees("Insérez votre carte CPS", "comme vous l’avez demandé")
        assert [effect.visit for effect in stage.asked(EndVisit)] == [visit]


async def test_a_refused_password_is_typed_again_and_the_number_need_not_be() -> None:
    async with on_stage(rules=rules()) as stage:
        visit = await to_password(stage)
        await stage.press(*"wrong", "enter")
        await stage.happens(PasswordRejected(visit, "Encore [b]2[/b] essais."))
        await stage.sees(
            "ViaTrajectoire n’a pas accepté ce numéro avec ce mot de passe.",
            "Message de ViaTrajectoire : « Encore [b]2[/b] essais. »",
            "8 997 003 662 40",
        )
        assert at_password(stage)
        assert masked(stage) == 0
        await types(stage, PASSWORD)
        await stage.press("enter")
        assert passwords(stage) == ["wrong", PASSWORD]


async def test_a_refused_code_then_another_one_then_back() -> None:
    async with on_stage(rules=rules()) as stage:
        visit = await to_code(stage)
        await stage.press(*"000000", "enter")
        mailed = mailed_now(stage, tries_left=2, said="Code incorrect.")
        await stage.happens(CodeRejected(visit, mailed))
        await stage.sees("n’a pas accepté ce code.", "« Code incorrect. »", "reste 2 essais")
        assert "●" not in stage.text()

        await stage.press("4", "7", "f5")
        await stage.sees("Demande d’un nouveau code…")
        assert stage.asked(ResendCode) == [ResendCode(visit)]
        await stage.press("9", "enter", "escape", "f5")
        assert "●" not in stage.text().replace("c•••••", "")
        await stage.happens(CodeMailed(visit, mailed_now(stage)))
        await stage.sees("Un nouveau code a été envoyé : le précédent n’est plus valable.")
        await stage.press(*CODE, "enter")
        assert codes(stage) == [b"000000", CODE.encode()]

        await stage.happens(CodeRejected(visit, mailed_now(stage), expired=True))
        await stage.sees("Ce code a expiré : demandez-en un nouveau.")
        await stage.press("escape")
        await stage.sees("Saisissez votre mot de passe", "8 997 003 662 40")
        assert at_password(stage)
        assert len(stage.asked(FetchForm)) == 2


async def test_a_code_that_is_given_up_leads_back_to_the_password() -> None:
    async with on_stage(rules=rules()) as stage:
        visit = await to_code(stage)
        await stage.press(*CODE, "enter")
        await stage.happens(CodeVoided(visit, "Trop d’essais."))
        await stage.sees("Code annulé : saisissez de nouveau", "« Trop d’essais. »")
        assert at_password(stage)


async def test_too_many_attempts_are_told_with_the_time_that_is_left() -> None:
    async with on_stage(rules=rules()) as stage:
        visit = await to_password(stage)
        await stage.press(*"wrong", "enter")
        await stage.happens(AttemptsSlowed(visit, stage.state.desk.now + 1000))
        said = one_line(stage.text())
        assert "réessayez dans 17 minutes. Vous pouvez aussi insérer votre carte CPS." in said
        await stage.press(*"again", "enter")
        assert len(stage.asked(SubmitPassword)) == 1
        assert isinstance(stage.state, PasswordEntry)
        await stage.happens(FormDelayed(visit, stage.state.desk.now))
        await stage.sees("Vous pouvez réessayer maintenant.")


async def test_a_forgotten_password_has_its_page_on_the_phone_and_here() -> None:
    async with on_stage(rules=rules()) as stage:
        visit = await to_password(stage)
        await stage.press("f2")
        await stage.sees("Mot de passe oublié ?", FORGOTTEN, "Entrée  Ouvrir la page ici")
        assert stage.app.screen.query_one(QrCode).fits
        await stage.press("escape")
        await stage.sees("Saisissez votre mot de passe", "8 997 003 662 40")
        await stage.press("f2", "enter")
        assert stage.asked(OpenPage) == [OpenPage(visit, Page.PASSWORD)]
        await stage.sees("Ouverture de la page de ViaTrajectoire…")
        await stage.happens(PageOpened(visit))
        await stage.sees("Choisissez un nouveau mot de passe sur la page de ViaTrajectoire")
        await stage.sees("F10 / Échap  Terminé", "ici : saisissez votre nouveau mot de passe.")
        await stage.press("f10")
        assert at_password(stage)
        assert number_in(stage) == NUMBER


async def test_an_outdated_password_is_replaced_with_two_keys() -> None:
    async with on_stage(rules=rules()) as stage:
        visit = await to_password(stage)
        await stage.press("x", "enter")
        await stage.happens(SignInFailed(visit, Trouble.PASSWORD_OUTDATED))
        await stage.sees("Appuyez sur Entrée, puis sur F2")
        await stage.press("enter", "f2")
        await stage.sees(FORGOTTEN)


async def test_a_number_that_is_not_whole_survives_a_look_at_that_page() -> None:
    async with on_stage(rules=rules()) as stage:
        await choose(stage)
        await stage.press(*"8997", "f2", "escape")
        assert number_in(stage) == "8997"


async def test_a_first_sign_in_is_sent_to_the_card_and_the_phone_only() -> None:
    async with on_stage(rules=rules(phone=PhoneFlow.QR)) as stage:
        visit = await to_password(stage)
        await types(stage, PASSWORD)
        await stage.press("enter")
        await stage.happens(SignInFailed(visit, Trouble.FIRST_SIGN_IN))
        await stage.sees(
            "La première connexion se fait par carte CPS ou par e-CPS",
            "E  Sans carte : e-CPS",
            "Vous pouvez aussi insérer votre carte CPS.",
        )
        last = stage.text().splitlines()[-1]
        assert "Entrée" not in last
        assert "e-mail" not in last


async def test_a_locked_account_is_not_tried_again_at_once() -> None:
    async with on_stage(rules=rules(phone=PhoneFlow.QR)) as stage:
        visit = await to_password(stage)
        await types(stage, PASSWORD)
        await stage.press("enter")
        await stage.happens(SignInFailed(visit, Trouble.ACCOUNT_LOCKED))
        await stage.sees("a bloqué votre compte", "E  Sans carte : e-CPS")
        assert "Réessayer" not in stage.text()


async def test_after_another_refusal_the_number_is_still_there() -> None:
    async with on_stage(rules=rules(phone=PhoneFlow.QR)) as stage:
        visit = await to_password(stage)
        await types(stage, PASSWORD)
        await stage.press("enter")
        await stage.happens(SignInFailed(visit, Trouble.PORTAL_CLOSED))
        await stage.sees("fermé pour maintenance", "E  Sans carte : e-CPS")
        await choose(stage, "enter")
        assert at_password(stage)
        assert number_in(stage) == NUMBER


async def test_every_refusal_offers_this_way() -> None:
    async with on_stage(rules=rules(phone=PhoneFlow.QR)) as stage:
        await stage.greet()
        await stage.press("escape", "e")
        assert stage.state.visit is not None
        await stage.happens(SignInFailed(stage.state.visit, Trouble.PROVIDER_SLOW))
        await stage.sees("C  Avec la carte", "M  Sans carte : e-mail")
        await choose(stage)
        await stage.sees("Saisissez le numéro de votre carte CPS")


@pytest.mark.parametrize("key", ["m", "M"])
async def test_where_the_practice_has_no_such_way_the_letter_is_dead(key: str) -> None:
    async with on_stage() as stage:
        await stage.press(key)
        assert isinstance(stage.state, Welcome)
        assert "e-mail" not in one_line(stage.text())
