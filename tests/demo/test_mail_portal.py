"""The demo portal's forms let in whoever knows a password and reads the mail, and nobody else."""

import asyncio

import pytest

from kiosk.demo.doctors import MARTIN, MOREAU, PETIT
from kiosk.demo.mailbox import Mailbox
from kiosk.demo.pki import Authority
from kiosk.demo.portal.facts import CodeOver, CodeSent, SessionClosed, SessionOpened
from kiosk.demo.portal.gestures import Gesture
from kiosk.demo.portal.process import Portal, running_portal
from tests.demo.kiosk_client import KioskClient
from tests.demo.mail_visitor import MailVisitor
from tests.demo.visitor import Visitor


async def test_a_password_and_the_code_of_the_letter_open_her_space(
    doctor: MailVisitor, portal: Portal, mailbox: Mailbox
) -> None:
    await doctor.give_password()
    assert "c••••••@tilleuls.example" in doctor.page.text
    assert "valable <strong" in doctor.page.text
    assert (doctor.alert, len(mailbox.letters)) == ("", 1)

    await doctor.give_code(doctor.code)
    assert str(doctor.page.url) == portal.home_url
    assert "<h1>Dr Camille MARTIN</h1>" in doctor.page.text
    assert "Votre mot de passe et le code reçu par e-mail" in doctor.page.text
    assert 'class="missing"' not in doctor.page.text
    opened = await portal.first(SessionOpened)
    assert opened == SessionOpened(1, MARTIN.number, "Dr Camille MARTIN", "", "mail")

    await doctor.client.get(portal.logout_url)
    assert await portal.first(SessionClosed) == SessionClosed(1, "logout")


async def test_an_identifier_may_be_typed_as_it_is_printed(doctor: MailVisitor) -> None:
    await doctor.give_password("8 99700075064", PETIT.password)
    await doctor.give_code(f"{doctor.code[:3]} {doctor.code[3:]}")
    assert "<h1>Dr Lucie PETIT</h1>" in doctor.page.text


async def test_a_wrong_password_shows_the_page_again_with_the_identifier(
    doctor: MailVisitor, mailbox: Mailbox
) -> None:
    for identifier in (MARTIN.number, "899700000000", '"><b>x', "👩‍⚕️", "8" * 200):
        await doctor.give_password(identifier, "menthe")
        assert doctor.page.status_code == 200
        assert doctor.alert == "Identifiant ou mot de passe incorrect."
        assert "<b>x" not in doctor.page.text
    assert mailbox.letters == []
    await doctor.give_password(MARTIN.number, "menthe")
    assert f'value="{MARTIN.number}"' in doctor.page.text
    assert "menthe" not in doctor.page.text


async def test_five_wrong_passwords_lock_that_account_alone(doctor: MailVisitor) -> None:
    for _ in range(5):
        await doctor.give_password(password="menthe")
    assert "Compte bloqué" in doctor.alert
    await doctor.give_password()
    assert "Compte bloqué" in doctor.alert
    await doctor.give_password(PETIT.number, PETIT.password)
    assert doctor.alert == ""


async def test_the_first_time_is_by_card_or_phone(
    doctor: MailVisitor, kiosk: KioskClient, mailbox: Mailbox
) -> None:
    await doctor.give_password(MOREAU.number, MOREAU.password)
    assert "Pour la première connexion, entrez avec votre carte CPS" in doctor.alert
    assert mailbox.letters == []

    asked = (await kiosk.ask_by_push(MOREAU.number)).json()
    await kiosk.answer(Gesture.APPROVE)
    tokens = await kiosk.poll("urn:openid:params:grant-type:ciba", asked["auth_req_id"])
    await kiosk.open_session(tokens.json()["access_token"])
    await doctor.give_password(MOREAU.number, MOREAU.password)
    assert doctor.alert == ""


async def test_a_wrong_code_costs_a_try_and_the_third_one_the_whole_sign_in(
    doctor: MailVisitor, portal: Portal
) -> None:
    await doctor.give_password()
    for left in ("2 essais", "1 essai"):
        await doctor.give_code(wrong(doctor.code))
        assert doctor.page.status_code == 200
        assert doctor.alert == f"Code incorrect. Il vous reste {left}."
    await doctor.give_code(wrong(doctor.code))
    assert "recommencez avec votre mot de passe" in doctor.alert
    assert 'type="password"' in doctor.page.text
    assert portal.find(CodeOver) == CodeOver(1, "refused")

    late = doctor.code
    await doctor.give_code(late)
    assert doctor.page.url.path == "/connexion/mail"
    assert portal.find(SessionOpened) is None


async def test_a_code_that_ran_out_is_refused_as_such_and_can_be_replaced_in_time(
    doctor: MailVisitor, portal: Portal
) -> None:
    await doctor.give_password()
    await doctor.resend()
    assert "Attendez quelques secondes" in doctor.alert
    portal.touch(Gesture.EXPIRE)
    assert await portal.first(CodeOver) == CodeOver(1, "expired")
    assert not portal.code_works
    await doctor.give_code(doctor.code)
    assert doctor.alert == "Ce code a expiré. Demandez-en un autre."
    assert "Ce code ne sert plus." in doctor.page.text


async def test_a_code_is_used_once(doctor: MailVisitor, portal: Portal) -> None:
    await doctor.give_password()
    token, code, cookies = doctor.token, doctor.code, dict(doctor.client.cookies)
    await doctor.give_code(code)
    assert await portal.first(CodeOver) == CodeOver(1, "used")
    doctor.client.cookies.update(cookies)
    again = await doctor.client.post(
        f"{doctor.origin}/connexion/mail/code",
        data={"jeton": token, "code": code},
        headers={"Origin": doctor.origin},
    )
    assert again.url.path == "/connexion/mail"


async def test_a_code_is_good_only_in_the_browser_that_gave_the_password(
    doctor: MailVisitor, portal: Portal, mailbox: Mailbox
) -> None:
    await doctor.give_password()
    thief = MailVisitor(portal, mailbox, doctor.client)
    thief.page = doctor.page
    del thief.client.cookies["__Host-connexion"]
    await thief.give_code(doctor.code)
    assert thief.page.url.path == "/connexion/mail"
    assert portal.find(SessionOpened) is None


@pytest.mark.parametrize("origin", ["https://elsewhere.test", "null", ""])
async def test_forms_of_other_sites_are_not_taken(
    doctor: MailVisitor, mailbox: Mailbox, origin: str
) -> None:
    await doctor.fetch()
    values = {"jeton": doctor.token, "identifiant": MARTIN.number, "mot_de_passe": MARTIN.password}
    headers = {"Origin": origin} if origin else {}
    page = await doctor.client.post(doctor.portal.mail_url, data=values, headers=headers)
    assert page.status_code == 403
    assert mailbox.letters == []


async def test_the_hidden_field_and_the_cookie_go_together(doctor: MailVisitor) -> None:
    await doctor.fetch()
    shown = doctor.page
    doctor.client.cookies.clear()
    await doctor.fetch()
    doctor.page = shown
    await doctor.post("/connexion/mail", identifiant=MARTIN.number, mot_de_passe=MARTIN.password)
    assert doctor.page.status_code == 403
    assert "Ce formulaire ne sert plus" in doctor.page.text


async def test_there_is_another_form_on_the_page_and_a_way_for_who_forgot(
    doctor: MailVisitor, portal: Portal
) -> None:
    await doctor.fetch()
    assert doctor.page.text.index('action="/recherche"') < doctor.page.text.index('type="password"')
    search = await doctor.client.get(f"{doctor.origin}/recherche", params={"q": "<b>Tilleuls"})
    assert "« &lt;b&gt;Tilleuls »" in search.text
    assert 'href="/mot-de-passe-oublie"' in doctor.page.text
    assert (
        "choisissez un nouveau mot de passe" in (await doctor.client.get(portal.forgotten_url)).text
    )


async def test_nothing_it_tells_or_shows_in_words_has_the_code_or_the_password(
    doctor: MailVisitor, portal: Portal, mailbox: Mailbox
) -> None:
    await doctor.give_password()
    said = f"{await portal.first(CodeSent)} {portal.facts} {mailbox.letters}"
    log = await asyncio.to_thread((portal.ca_file.parent / "portal.log").read_text)
    for secret in (doctor.code, MARTIN.password):
        assert secret not in said + log + repr(MARTIN)


async def test_without_a_mail_server_it_says_that_no_letter_left(
    authority: Authority, tmp_path_factory: pytest.TempPathFactory, mailbox: Mailbox
) -> None:
    directory = tmp_path_factory.mktemp("alone")
    async with running_portal(authority, directory) as portal:
        visitor = Visitor(portal, directory / "pair.pem", None, "Chromium")
        doctor = MailVisitor(portal, mailbox, visitor.client)
        await doctor.give_password()
        assert doctor.alert.startswith("Le message n’a pas pu partir.")
        await visitor.client.aclose()


def wrong(code: str) -> str:
    """Another code."""
    return f"{(int(code) + 1) % 1_000_000:06}"
