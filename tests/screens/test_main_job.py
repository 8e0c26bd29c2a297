"""A doctor's passage as she reads it, at 80 by 24."""

from dataclasses import replace

import pytest

from devices.events import CardFamily, CardRemoved, Insertion
from devices.pin import PinTries
from kiosk.flow.effects import EndVisit
from kiosk.flow.events import BrowserOpened, CardRead, PinAccepted, PinRejected, PortalOpened
from screens.gallery_states import KNOWN, PAGE
from tests.screens.stage import READER, on_stage


async def test_from_the_card_to_the_page_and_back() -> None:
    async with on_stage() as stage:
        visit = await stage.insert()
        assert visit is not None
        await stage.sees("Composez votre code porteur à 4 chiffres", "Lecture de votre carte…")

        await stage.happens(CardRead(visit, KNOWN))
        await stage.sees("Dr Camille MARTIN", "Carte CPS3", "Il vous reste 3 essais")

        await stage.press("1", "2", "3", "4", "enter")
        await stage.sees("Laissez votre carte dans le lecteur", "Vérification du code")
        assert stage.pins() == [b"1234"]

        await stage.happens(PinAccepted(visit))
        await stage.sees("✓  Code vérifié", "▸  Connexion à ViaTrajectoire…")
        await stage.happens(PortalOpened(visit))
        await stage.sees(
            "✓  Identité confirmée par ViaTrajectoire", "▸  Ouverture de votre espace…"
        )

        await stage.happens(BrowserOpened(visit, PAGE))
        await stage.sees(
            "Pour terminer, retirez votre carte",
            "Dr Camille MARTIN",
            "Espace Médecin Libéral",
            "Bonjour Dr Camille MARTIN",
            "Sans activité, fermeture dans ",
        )

        await stage.happens(CardRemoved(Insertion(READER, 1)))
        await stage.sees("Insérez votre carte CPS", "terminée : vous avez retiré votre carte.")
        assert "MARTIN" not in stage.text()
        assert [effect.visit for effect in stage.asked(EndVisit)] == [visit]


async def test_the_boxes_are_there_before_the_name_and_keep_what_was_typed() -> None:
    async with on_stage() as stage:
        visit = await stage.insert()
        assert visit is not None
        await stage.press("1", "2")
        await stage.happens(CardRead(visit, KNOWN))
        await stage.sees("Dr Camille MARTIN")
        assert stage.text().count("●") == 2
        await stage.press("3", "4", "enter")
        assert stage.pins() == [b"1234"]


async def test_a_code_typed_before_the_card_is_read_waits_for_it() -> None:
    async with on_stage() as stage:
        visit = await stage.insert()
        assert visit is not None
        await stage.press("1", "2", "3", "4", "enter")
        await stage.sees("Code reçu. Un instant…", "Lecture de votre carte…")
        assert stage.text().count("●") == 4
        await stage.press("9")
        await stage.happens(CardRead(visit, KNOWN))
        await stage.sees("Laissez votre carte dans le lecteur")
        assert stage.pins() == [b"1234"]


async def test_a_refused_code_says_how_many_tries_are_left() -> None:
    async with on_stage() as stage:
        visit = await stage.greet()
        await stage.press("1", "2", "3", "4", "enter")
        await stage.happens(PinRejected(visit, PinTries.TWO))
        await stage.sees("La carte n’a pas accepté ce code.", "Il vous reste 2 essais")
        assert "●" not in stage.text()


async def test_the_last_try_is_only_asked_for_after_a_question() -> None:
    async with on_stage() as stage:
        await stage.greet(replace(KNOWN, tries=PinTries.LAST))
        await stage.sees("Dernier essai : connaissez-vous bien votre code ?", "Je connais mon code")
        await stage.press("1", "2", "3", "4")
        assert stage.pins() == []
        await stage.press("enter")
        await stage.sees("Composez votre code porteur", "Il vous reste 1 essai")
        await stage.press("1", "2", "3", "4", "enter")
        assert stage.pins() == [b"1234"]


async def test_an_expiry_that_nears_is_said_before_the_code() -> None:
    async with on_stage() as stage:
        await stage.greet(replace(KNOWN, expires_in_days=12))
        await stage.sees("Votre carte expire dans 12 jours : demandez la nouvelle.")


@pytest.mark.parametrize("key", ["f10", "escape"])
async def test_a_key_ends_the_session_and_the_card_is_to_be_taken_back(key: str) -> None:
    async with on_stage() as stage:
        visit = await stage.sign_in()
        await stage.sees("F10 la termine aussi, ici ou dans la page.")
        await stage.sees("F10 / Échap  Terminer la session")
        await stage.press(key)
        await stage.sees("Reprenez votre carte", "comme vous l’avez demandé")
        assert [effect.visit for effect in stage.asked(EndVisit)] == [visit]

        await stage.sees("Entrée  Se connecter avec cette carte")
        await stage.press("enter")
        await stage.sees("Composez votre code porteur")


async def test_a_vitale_card_is_returned_kindly() -> None:
    async with on_stage() as stage:
        assert await stage.insert(CardFamily.VITALE) is None
        await stage.sees("Cette carte est une carte Vitale", "rendez-la à son titulaire", "C01")
        await stage.happens(CardRemoved(Insertion(READER, 1)))
        await stage.sees(
            "Insérez votre carte CPS",
            "Dernier message, code C01 : Cette carte est une carte Vitale.",
        )


async def test_escape_leaves_a_refusal() -> None:
    async with on_stage() as stage:
        await stage.insert(CardFamily.UNKNOWN)
        await stage.sees("Cette carte n’est pas une carte CPS", "Échap  Retour")
        assert "Entrée" not in stage.text()
        await stage.press("escape")
        await stage.sees("Reprenez votre carte")
