"""The test portal shaped like ASP.NET WebForms lets in whom it should, and takes no shortcut."""

from collections.abc import Iterator

import pytest

from tests.support import webforms_portal_pages as pages
from tests.support.mail_server import MailServer
from tests.support.portal_accounts import AGATHE, LATE, MOST_PASSWORDS, NEWCOMER
from tests.support.portal_visitor import Visitor, visitor
from tests.support.webforms_portal import WebFormsPortal
from tests.support.webforms_portal_site import SESSION, TICKET

FORM = "aspnetForm"
WRONG_CODE = "x"
SIGNED = ("__VIEWSTATE", "__VIEWSTATEGENERATOR", "__EVENTVALIDATION")


def login_url(portal: WebFormsPortal) -> str:
    return portal.url(pages.LOGIN + pages.QUERY)


@pytest.fixture
def doctor(webforms_portal: WebFormsPortal) -> Iterator[Visitor]:
    """Before the first form."""
    with visitor(webforms_portal.ca_file, pages.CHARSET) as made:
        made.go(login_url(webforms_portal))
        yield made


def login(
    number: str = AGATHE.number, password: str = AGATHE.password, **more: str
) -> dict[str, str]:
    fields = {pages.NUMBER: number, pages.PASSWORD: password, pages.LANGUAGE: "fr"}
    return fields | {pages.SIGN_IN: "Accéder à mon espace"} | more


def code(digits: str) -> dict[str, str]:
    return {pages.CODE_FIELD: digits, pages.CONFIRM: "Valider"}


def test_a_doctor_comes_to_her_space(
    webforms_portal: WebFormsPortal, mail_server: MailServer, doctor: Visitor
) -> None:
    numbers = [doctor.client.cookies[SESSION]]
    doctor.submit(FORM, login())
    assert doctor.path == pages.CODE
    assert "a***@valbrune.example" in doctor.text
    assert "10 minutes" in doctor.text
    numbers.append(doctor.client.cookies[SESSION])
    doctor.submit(FORM, code(mail_server.first_for(AGATHE.address).code))
    numbers.append(doctor.client.cookies[SESSION])
    assert doctor.path == "/espace"
    assert AGATHE.name in doctor.text
    assert len(set(numbers)) == 3, "each step has given the session another number"
    assert webforms_portal.site.signed_in == [AGATHE.name]
    assert webforms_portal.site.pressed == [pages.SIGN_IN, pages.CONFIRM]
    doctor.go(webforms_portal.url("/deconnexion"))
    assert webforms_portal.site.signed_in == []


@pytest.mark.parametrize("name", SIGNED)
@pytest.mark.parametrize("change", ["", "QUJD", "é"])
def test_an_altered_view_state_is_refused(doctor: Visitor, name: str, change: str) -> None:
    doctor.submit(FORM, {name: change} | login())
    assert doctor.answer is not None
    assert doctor.answer.status_code == 500
    assert "état d’affichage" in doctor.text


def test_a_view_state_of_another_session_is_refused(
    webforms_portal: WebFormsPortal, doctor: Visitor
) -> None:
    doctor.client.cookies.clear()
    doctor.client.get(login_url(webforms_portal))
    doctor.submit(FORM, login())
    assert doctor.answer is not None
    assert doctor.answer.status_code == 500


def test_a_control_that_the_page_had_not_is_refused(doctor: Visitor) -> None:
    doctor.submit(FORM, login() | {pages.CODE_FIELD: "123456"})
    assert doctor.answer is not None
    assert doctor.answer.status_code == 500


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": ""},
        {"Referer": ""},
        {"Origin": "null"},
        {"Origin": "https://ailleurs.example"},
        {"Referer": "https://localhost/Compte/Connexion.aspx"},
    ],
)
def test_a_form_from_elsewhere_is_refused(doctor: Visitor, headers: dict[str, str]) -> None:
    doctor.submit(FORM, login(), headers)
    assert doctor.answer is not None
    assert doctor.answer.status_code == 403


def test_refusals_are_pages_like_any_other(doctor: Visitor) -> None:
    doctor.submit(FORM, login(password="faux"))
    assert doctor.answer is not None
    assert doctor.answer.status_code == 200
    assert "Identifiant ou mot de passe erroné." in doctor.text
    doctor.submit(FORM, login(NEWCOMER.number, NEWCOMER.password))
    assert "carte CPS ou e-CPS" in doctor.text
    doctor.submit(FORM, login(LATE.number, LATE.password))
    assert "choisissez-en un autre" in doctor.text


def test_too_many_wrong_passwords_lock_the_account(
    webforms_portal: WebFormsPortal, doctor: Visitor
) -> None:
    for _ in range(MOST_PASSWORDS):
        doctor.submit(FORM, login(password="faux"))
    doctor.submit(FORM, login())
    assert "verrouillé" in doctor.text
    assert webforms_portal.site.signed_in == []


def test_codes_are_counted_expire_and_may_be_sent_again(
    webforms_portal: WebFormsPortal, mail_server: MailServer, doctor: Visitor
) -> None:
    doctor.submit(FORM, login())
    first = mail_server.first_for(AGATHE.address).code
    doctor.submit(FORM, code(WRONG_CODE))
    assert "Il vous reste 2 essais." in doctor.text
    webforms_portal.site.accounts.let_codes_expire()
    doctor.submit(FORM, code(first))
    assert "a expiré" in doctor.text
    doctor.submit(FORM, {pages.RESEND: "Renvoyer le code par courriel"})
    second = mail_server.nth_for(AGATHE.address, 2).code
    doctor.submit(FORM, code(WRONG_CODE))
    doctor.submit(FORM, code(WRONG_CODE))
    assert doctor.path == pages.LOGIN
    assert "saisissez à nouveau votre mot de passe" in doctor.text
    doctor.go(webforms_portal.url(pages.CODE))
    assert doctor.path == pages.LOGIN, f"no code will do any more, not even {second}"


def test_a_session_is_bound_to_its_browser_and_its_ticket(
    webforms_portal: WebFormsPortal, mail_server: MailServer, doctor: Visitor
) -> None:
    doctor.submit(FORM, login())
    doctor.submit(FORM, code(mail_server.first_for(AGATHE.address).code))
    space = webforms_portal.url("/espace")
    doctor.client.headers["User-Agent"] = "Autre navigateur"
    doctor.go(space)
    assert doctor.path == pages.LOGIN
    del doctor.client.cookies[TICKET]
    doctor.go(space)
    assert doctor.path == pages.LOGIN


def test_a_portal_that_is_closed_says_so(webforms_portal: WebFormsPortal, doctor: Visitor) -> None:
    webforms_portal.site.closed = True
    doctor.go(login_url(webforms_portal))
    assert "fermé pour maintenance" in doctor.text
