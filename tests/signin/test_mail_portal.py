"""The test portal's own forms: Django's way, with a token in a cookie and no address in a form."""

import re
from collections.abc import Iterator

import pytest

from tests.support import portal_mail_pages as pages
from tests.support.mail_server import MailServer
from tests.support.portal import PortalService
from tests.support.portal_accounts import AGATHE, NEWCOMER
from tests.support.portal_mail import STEP_COOKIE, MailForms
from tests.support.portal_visitor import Visitor, visitor

FORM = ""
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
WRONG_CODE = "x"


@pytest.fixture
def forms(portal: PortalService, mail_server: MailServer) -> MailForms:
    portal.site.mail_forms = MailForms(mail_server)
    return portal.site.mail_forms


@pytest.fixture
def doctor(portal: PortalService, forms: MailForms) -> Iterator[Visitor]:
    """Before the first form."""
    assert not forms.asked
    with visitor(portal.ca_file) as made:
        made.go(portal.url(pages.LOGIN))
        yield made


def submit(doctor: Visitor, step: str, **fields: str) -> None:
    token = TOKEN.search(doctor.text)
    assert token is not None
    hidden = {pages.TOKEN: token[1], pages.STEP: step}
    named = {name.replace("__", "-"): value for name, value in fields.items()}
    doctor.submit(FORM, hidden | named)


def log_in(doctor: Visitor, number: str = AGATHE.number, password: str = AGATHE.password) -> None:
    submit(doctor, pages.FIRST_STEP, auth__username=number, auth__password=password)


def test_a_doctor_comes_to_her_space(
    portal: PortalService, forms: MailForms, mail_server: MailServer, doctor: Visitor
) -> None:
    log_in(doctor)
    assert "a***@valbrune.example" in doctor.text
    submit(doctor, "token", token__otp_token=mail_server.first_for(AGATHE.address).code)
    assert f"Espace de {AGATHE.name}" in doctor.text
    assert portal.site.signed_in == [AGATHE.name]
    assert STEP_COOKIE not in doctor.client.cookies
    assert forms.pressed == []


def test_a_link_sends_another_code(
    portal: PortalService, forms: MailForms, mail_server: MailServer, doctor: Visitor
) -> None:
    log_in(doctor)
    submit(doctor, "token", token__otp_token=WRONG_CODE)
    assert "Essais restants : 2" in doctor.text
    forms.accounts.let_codes_expire()
    submit(doctor, "token", token__otp_token=mail_server.first_for(AGATHE.address).code)
    assert "périmé" in doctor.text
    doctor.go(portal.url(f"{pages.LOGIN}?renvoyer=1"))
    submit(doctor, "token", token__otp_token=mail_server.nth_for(AGATHE.address, 2).code)
    assert portal.site.signed_in == [AGATHE.name]


def test_a_form_without_the_cookie_s_token_is_refused(doctor: Visitor) -> None:
    doctor.client.cookies.clear()
    log_in(doctor)
    assert "CSRF" in doctor.text


def test_refusals_are_told_in_the_form(doctor: Visitor) -> None:
    log_in(doctor, password="faux")
    assert "mot de passe valides" in doctor.text
    log_in(doctor, NEWCOMER.number, NEWCOMER.password)
    assert "avec votre carte CPS" in doctor.text
    log_in(doctor)
    for _ in range(3):
        submit(doctor, "token", token__otp_token=WRONG_CODE)
    assert "Trop d’essais : recommencez." in doctor.text


def test_the_button_for_going_back_goes_back(
    portal: PortalService, forms: MailForms, doctor: Visitor
) -> None:
    log_in(doctor)
    submit(doctor, "token", wizard_goto_step="auth")
    assert "Mot de passe :" in doctor.text
    assert forms.pressed == [pages.BACK]
    assert portal.site.signed_in == []
