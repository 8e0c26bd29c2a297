"""Whatever refuses or ends a visit can be told, in both languages."""

from dataclasses import replace

import pytest

from kiosk.advice import Contact, advice_for, notice_of
from kiosk.flow.desk import Rules
from kiosk.flow.effects import EndReason
from kiosk.flow.mail import MailWay
from kiosk.flow.phone import PhoneFlow
from kiosk.i18n import Translator
from kiosk.identity import Method
from kiosk.trouble import Trouble

MOST_STEPS = 4
BARE = Rules(idle=600, longest=14400)
EVERYTHING = replace(
    BARE, phone=PhoneFlow.QR, mail=MailWay(forgotten_url="https://portail.example")
)


def translated(message: str) -> bool:
    """English messages are written as they are shown; French ones are in the catalogue."""
    french = Translator("fr").text(message, portal="Portail")
    english = Translator("en").text(message, portal="Portail")
    return bool(french) and bool(english) and french != english


@pytest.mark.parametrize("rules", [BARE, EVERYTHING], ids=["card alone", "every way"])
@pytest.mark.parametrize("method", Method)
@pytest.mark.parametrize("trouble", Trouble)
def test_every_trouble_says_what_happened_and_what_to_do(
    trouble: Trouble, method: Method, rules: Rules
) -> None:
    advice = advice_for(trouble, rules, method)
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
    advice = advice_for(trouble, EVERYTHING, method)
    said = " ".join((advice.title, advice.why, *advice.steps))
    assert "card out" not in said
    assert "your card nor" not in said
    assert "card and your code" not in said


@pytest.mark.parametrize("trouble", [each for each in WITHOUT_CARD if each.code[0] in "PLBK"])
def test_nobody_who_came_by_mail_is_told_of_a_phone_that_was_asked(trouble: Trouble) -> None:
    advice = advice_for(trouble, EVERYTHING, Method.EMAIL)
    assert "your phone" not in advice.why
    assert "confirm" not in " ".join(advice.steps)


WITHOUT_PHONE = [each for each in WITHOUT_CARD if each.code[0] != "E"]


@pytest.mark.parametrize("trouble", WITHOUT_PHONE)
def test_nobody_is_sent_to_a_phone_where_it_opens_nothing(trouble: Trouble) -> None:
    mail = replace(BARE, mail=MailWay())
    advice = advice_for(trouble, mail, Method.EMAIL)
    said = " ".join((advice.title, advice.why, *advice.steps, notice_of(trouble, mail)))
    assert "e-CPS" not in said


def test_the_page_for_another_password_is_spoken_of_only_where_it_is_known() -> None:
    for way in (None, MailWay(), MailWay(forgotten_url="https://portail.example")):
        advice = advice_for(Trouble.PASSWORD_OUTDATED, replace(BARE, mail=way), Method.EMAIL)
        known = way is not None and way.forgotten_url is not None
        assert ("F2" in " ".join(advice.steps)) is known


def test_a_cancelled_sign_in_is_not_told_as_a_session() -> None:
    for about in (EndReason.CARD_INSERTED, EndReason.BROWSER_CLOSED, EndReason.UNANSWERED):
        said = notice_of(about, BARE, had_session=False)
        assert said.startswith("Signing in was cancelled")


@pytest.mark.parametrize("about", [*EndReason, *Trouble])
def test_every_end_can_be_told_on_the_welcome_screen(about: EndReason | Trouble) -> None:
    assert translated(notice_of(about, BARE))


def test_what_the_doctor_cannot_mend_herself_names_somebody() -> None:
    alone = {trouble for trouble in Trouble if advice_for(trouble, BARE).contact is Contact.NOBODY}
    at_the_reader = {Trouble.VITALE, Trouble.CARD_CONTACTLESS}
    journal_only = {Trouble.LOGOUT_UNCONFIRMED, Trouble.PASSWORD_REJECTED, Trouble.CODE_REJECTED}
    assert alone == at_the_reader | journal_only


def test_titles_tell_troubles_apart() -> None:
    titles = [advice_for(trouble, BARE).title for trouble in Trouble]
    assert len(set(titles)) == len(titles)
