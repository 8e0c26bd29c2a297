"""Whatever refuses or ends a visit can be told, in both languages."""

import pytest

from kiosk.advice import Contact, advice_for, notice_of
from kiosk.flow.effects import EndReason
from kiosk.i18n import Translator
from kiosk.trouble import Trouble

MOST_STEPS = 4


def translated(message: str) -> bool:
    """English messages are written as they are shown; French ones are in the catalogue."""
    french = Translator("fr").text(message, portal="Portail")
    english = Translator("en").text(message, portal="Portail")
    return bool(french) and bool(english) and french != english


@pytest.mark.parametrize("trouble", Trouble)
def test_every_trouble_says_what_happened_and_what_to_do(trouble: Trouble) -> None:
    advice = advice_for(trouble)
    assert 1 <= len(advice.steps) <= MOST_STEPS
    for message in filter(None, (advice.title, advice.why, *advice.steps)):
        assert translated(message), message


@pytest.mark.parametrize("about", [*EndReason, *Trouble])
def test_every_end_can_be_told_on_the_welcome_screen(about: EndReason | Trouble) -> None:
    assert translated(notice_of(about))


def test_what_the_doctor_cannot_mend_herself_names_somebody() -> None:
    alone = {trouble for trouble in Trouble if advice_for(trouble).contact is Contact.NOBODY}
    assert alone == {Trouble.VITALE, Trouble.CARD_CONTACTLESS, Trouble.LOGOUT_UNCONFIRMED}


def test_titles_tell_troubles_apart() -> None:
    titles = [advice_for(trouble).title for trouble in Trouble]
    assert len(set(titles)) == len(titles)
