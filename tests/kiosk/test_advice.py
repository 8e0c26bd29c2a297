"""Whatever refuses or ends a visit can be told, in both languages."""

import pytest

from kiosk.advice import Contact, advice_for, notice_of
from kiosk.flow.effects import EndReason
from kiosk.i18n import Translator
from kiosk.identity import Method
from kiosk.trouble import Trouble

MOST_STEPS = 4


def translated(message: str) -> bool:
    """English messages are written as they are shown; French ones are in the catalogue."""
    french = Translator("fr").text(message, portal="Portail")
    english = Translator("en").text(message, portal="Portail")
    return bool(french) and bool(english) and french != english


@pytest.mark.parametrize("method", Method)
@pytest.mark.parametrize("trouble", Trouble)
def test_every_trouble_says_what_happened_and_what_to_do(trouble: Trouble, method: Method) -> None:
    advice = advice_for(trouble, method)
    assert 1 <= len(advice.steps) <= MOST_STEPS
    for message in filter(None, (advice.title, advice.why, *advice.steps)):
        assert translated(message), message


WITHOUT_CARD = [
    trouble
    for trouble in Trouble
    if trouble.code[0] in "PELBK" and trouble is not Trouble.PORTAL_REFUSED_CARD
]


@pytest.mark.parametrize("method", [Method.ECPS, Method.EMAIL])
@pytest.mark.parametrize("trouble", WITHOUT_CARD)
def test_nobody_who_came_without_a_card_is_told_of_one_in_the_reader(
    trouble: Trouble, method: Method
) -> None:
    advice = advice_for(trouble, method)
    said = " ".join((advice.title, advice.why, *advice.steps))
    assert "card out" not in said
    assert "your card nor" not in said
    assert "card and your code" not in said


@pytest.mark.parametrize("trouble", [each for each in WITHOUT_CARD if each.code[0] in "PLBK"])
def test_nobody_who_came_by_mail_is_told_of_a_phone_that_was_asked(trouble: Trouble) -> None:
    advice = advice_for(trouble, Method.EMAIL)
    assert "your phone" not in advice.why
    assert "confirm" not in " ".join(advice.steps)


def test_a_cancelled_sign_in_is_not_told_as_a_session() -> None:
    for about in (EndReason.CARD_INSERTED, EndReason.BROWSER_CLOSED, EndReason.UNANSWERED):
        assert notice_of(about, had_session=False).startswith("Signing in was cancelled")


@pytest.mark.parametrize("about", [*EndReason, *Trouble])
def test_every_end_can_be_told_on_the_welcome_screen(about: EndReason | Trouble) -> None:
    assert translated(notice_of(about))


def test_what_the_doctor_cannot_mend_herself_names_somebody() -> None:
    alone = {trouble for trouble in Trouble if advice_for(trouble).contact is Contact.NOBODY}
    at_the_reader = {Trouble.VITALE, Trouble.CARD_CONTACTLESS}
    journal_only = {Trouble.LOGOUT_UNCONFIRMED, Trouble.PASSWORD_REJECTED, Trouble.CODE_REJECTED}
    assert alone == at_the_reader | journal_only


def test_titles_tell_troubles_apart() -> None:
    titles = [advice_for(trouble).title for trouble in Trouble]
    assert len(set(titles)) == len(titles)
