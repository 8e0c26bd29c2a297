"""A doctor's passage without a card, as she reads it, at 80 by 24."""

import pytest

from devices.events import CardFamily, CardInserted, Insertion
from kiosk.flow.desk import Rules
from kiosk.flow.effects import AskPhone, EndVisit, OpenPage, Page
from kiosk.flow.events import (
    BrowserOpened,
    CodeLapsed,
    LandingReached,
    PageOpened,
    PhoneApproved,
    PhoneAsked,
    PortalOpened,
    SignInFailed,
)
from kiosk.flow.phone import CodeAsked, Lapse, PhoneFlow, PushAsked
from kiosk.flow.state import PinEntry, Welcome
from kiosk.flow.visit import Visit
from kiosk.trouble import Trouble
from screens.gallery_states import HOLDER, PAGE
from screens.gallery_without_card import BINDING, CODE, LINK, NUMBER
from screens.gallery_without_card import PAGE as WHERE
from screens.widgets.big_digits import BigDigits
from screens.widgets.qr import QrCode
from tests.screens.stage import READER, Stage, on_stage, one_line

SESSION = "Pour terminer, appuyez sur F10, ici ou dans la page"


def rules(flow: PhoneFlow) -> Rules:
    return Rules(idle=600, longest=14400, phone=flow)


def now(stage: Stage) -> float:
    return stage.state.desk.now


async def choose(stage: Stage, key: str = "e") -> Visit:
    await stage.press(key)
    assert stage.state.visit is not None
    return stage.state.visit


async def test_from_the_code_to_the_page_and_back() -> None:
    async with on_stage(rules=rules(PhoneFlow.QR)) as stage:
        await stage.sees("E  Sans carte : e-CPS", "Sans carte : terminez par F10 ;")
        visit = await choose(stage)
        await stage.sees("Un instant…")
        await stage.happens(PhoneAsked(visit, CodeAsked(WHERE, CODE, LINK, now(stage) + 580)))
        await stage.sees("Photographiez ce code", WHERE, CODE, "Valable 9 minutes", "wallet")
        assert stage.app.screen.query_one("#sign-in-code", QrCode).fits

        await stage.happens(CodeLapsed(visit, Lapse.EXPIRED))
        await stage.sees("Un instant…")
        assert CODE not in stage.text()
        assert not stage.app.screen.query_one("#sign-in-code", QrCode).display
        await stage.happens(PhoneAsked(visit, CodeAsked(WHERE, "SECOND", LINK, now(stage) + 30)))
        await stage.sees("Le code précédent a expiré", "SECOND", "Valable ", " secondes")

        await stage.happens(PhoneApproved(visit, HOLDER))
        await stage.sees("Dr Camille MARTIN", "✓  Confirmé sur votre téléphone")
        assert "Laissez votre carte" not in stage.text()
        await stage.happens(PortalOpened(visit), BrowserOpened(visit, PAGE))
        await stage.sees(SESSION, "Bonjour Dr Camille")
        assert "retirez votre carte" not in stage.text()

        await stage.press("escape")
        await stage.sees("Insérez votre carte CPS", "comme vous l’avez demandé")
        assert [effect.visit for effect in stage.asked(EndVisit)] == [visit]


async def test_from_the_number_to_the_two_digits() -> None:
    async with on_stage(rules=rules(PhoneFlow.PUSH)) as stage:
        visit = await choose(stage)
        await stage.sees("Saisissez le numéro de votre carte CPS")
        await stage.press(*str(NUMBER), "enter")
        assert stage.asked(AskPhone) == [AskPhone(visit, NUMBER)]
        await stage.happens(PhoneAsked(visit, PushAsked(BINDING, now(stage) + 112)))
        await stage.sees("choisissez ce nombre", "téléphone du 8 997 003 662 40")
        digits = stage.app.screen.query_one(BigDigits)
        assert digits.plain == BINDING
        assert digits.size.height >= 14
        await stage.happens(CodeLapsed(visit, Lapse.SPENT))
        assert digits.plain == ""
        await stage.happens(PhoneAsked(visit, PushAsked("05", now(stage) + 112)))
        await stage.sees("Votre réponse s’est perdue en route")
        assert digits.plain == "05"


async def test_the_providers_own_page() -> None:
    async with on_stage(rules=rules(PhoneFlow.BROWSER)) as stage:
        visit = await choose(stage)
        assert stage.asked(OpenPage) == [OpenPage(visit, Page.PROVIDER)]
        await stage.sees("Ouverture de la page du service e-CPS…")
        await stage.happens(PageOpened(visit))
        await stage.sees("Connectez-vous sur la page", "appuyez sur F10, ici ou dans la page")
        await stage.sees("Sans activité, fermeture dans ", "F10 / Échap  Annuler")
        await stage.happens(LandingReached(visit, HOLDER, PAGE))
        await stage.sees("Dr Camille MARTIN", SESSION)


@pytest.mark.parametrize(
    ("idle", "longest", "said"),
    [
        (600, 14400, "sinon fin après 10 min sans activité, après 4 h, ou dès qu’"),
        (60, 5400, "sinon fin après 1 min sans activité, après 1 h 30 min, ou dès qu’"),
        (45, 3659, "sinon fin après 45 s sans activité, après 1 h, ou dès qu’"),
    ],
)
async def test_how_long_a_session_without_a_card_lasts_is_known_before(
    idle: float, longest: float, said: str
) -> None:
    async with on_stage(rules=Rules(idle, longest, phone=PhoneFlow.QR)) as stage:
        assert said in one_line(stage.text())


@pytest.mark.parametrize("key", ["e", "E", "shift+e"])
async def test_the_letter_may_be_a_capital(key: str) -> None:
    async with on_stage(rules=rules(PhoneFlow.QR)) as stage:
        await choose(stage, key)
        await stage.sees("Un instant…")


@pytest.mark.parametrize("key", ["e", "E"])
async def test_where_the_practice_has_no_such_way_the_letter_is_dead(key: str) -> None:
    async with on_stage() as stage:
        await stage.press(key)
        assert isinstance(stage.state, Welcome)
        assert "e-CPS" not in stage.text()


@pytest.mark.parametrize("key", ["f10", "escape"])
async def test_the_key_that_ends_in_the_page_ends_here_too(key: str) -> None:
    async with on_stage(rules=rules(PhoneFlow.BROWSER)) as stage:
        at_page = await choose(stage)
        await stage.happens(PageOpened(at_page))
        await stage.press(key)
        await stage.sees("La connexion est annulée, comme vous l’avez demandé.")
        signed_in = await choose(stage)
        await stage.happens(LandingReached(signed_in, HOLDER, PAGE))
        await stage.press(key)
        await stage.sees("Votre session est terminée, comme vous l’avez demandé.")
        assert [effect.visit for effect in stage.asked(EndVisit)] == [at_page, signed_in]


async def test_escape_gives_up() -> None:
    async with on_stage(rules=rules(PhoneFlow.QR)) as stage:
        visit = await choose(stage)
        await stage.happens(PhoneAsked(visit, CodeAsked(WHERE, CODE, LINK, now(stage) + 580)))
        await stage.press("escape")
        await stage.sees("La connexion est annulée, comme vous l’avez demandé.")
        assert CODE not in stage.text()


async def test_a_card_that_goes_in_takes_over() -> None:
    async with on_stage(rules=rules(PhoneFlow.QR)) as stage:
        await choose(stage)
        await stage.happens(CardInserted(Insertion(READER, 1), CardFamily.CPS3))
        await stage.sees("Composez votre code porteur")


async def test_codes_that_nobody_uses_end_at_the_welcome() -> None:
    async with on_stage(rules=rules(PhoneFlow.QR)) as stage:
        visit = await choose(stage)
        for _ in range(4):
            await stage.happens(PhoneAsked(visit, CodeAsked(WHERE, CODE, LINK, now(stage) + 60)))
            await stage.happens(CodeLapsed(visit, Lapse.EXPIRED))
        await stage.sees("annulée : le code n’a pas été utilisé.")


async def test_a_refusal_offers_the_phone_again_and_the_card() -> None:
    async with on_stage(rules=rules(PhoneFlow.QR)) as stage:
        visit = await choose(stage)
        await stage.happens(SignInFailed(visit, Trouble.PHONE_REFUSED))
        await stage.sees(
            "La connexion a été refusée sur le téléphone",
            "Service e-CPS : 0 809 40 00 82",
            "Code à donner : E01",
            "Vous pouvez aussi insérer votre carte CPS.",
        )
        again = await choose(stage, "enter")
        assert stage.asked(AskPhone) == [AskPhone(visit), AskPhone(again)]


async def test_a_card_that_lies_there_is_offered_after_a_refusal() -> None:
    async with on_stage(rules=rules(PhoneFlow.QR)) as stage:
        await stage.greet()
        await stage.press("escape")
        await stage.sees("Reprenez votre carte", "E  Sans carte : e-CPS")
        visit = await choose(stage)
        await stage.happens(SignInFailed(visit, Trouble.PROVIDER_SLOW))
        await stage.sees("C  Avec la carte")
        await stage.press("c")
        assert isinstance(stage.state, PinEntry)


async def test_the_phone_is_offered_after_a_card_was_refused() -> None:
    async with on_stage(rules=rules(PhoneFlow.QR)) as stage:
        await stage.insert(CardFamily.VITALE)
        await stage.sees("Cette carte est une carte Vitale", "E  Sans carte : e-CPS")
        visit = await choose(stage)
        assert stage.asked(AskPhone) == [AskPhone(visit)]
