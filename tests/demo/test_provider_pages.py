"""The provider's pages: a browser that waits for the phone, and a phone that confirms a code."""

import re
from collections.abc import AsyncIterator, Callable

import httpx
import pytest

from kiosk.demo.doctors import MARTIN
from kiosk.demo.portal.facts import (
    PhoneAnswered,
    PhoneAsked,
    SessionClosed,
    SessionOpened,
    SsoEnded,
)
from kiosk.demo.portal.gestures import Gesture
from kiosk.demo.portal.process import Portal
from kiosk.demo.portal.provider.grants import DEVICE
from tests.demo.kiosk_client import KioskClient
from tests.demo.visitor import Visitor

Visit = Callable[..., Visitor]


async def look_again(visitor: Visitor, page: httpx.Response) -> httpx.Response:
    """What the page that waits does by itself."""
    assert re.search('<meta http-equiv="refresh" content="[0-9]+">', page.text)
    return await visitor.client.get(page.url)


async def sign_in(portal: Portal, kiosk: KioskClient, visitor: Visitor) -> httpx.Response:
    """By the provider's page, with her phone's consent; her own page."""
    waiting = await visitor.client.get(portal.start_url)
    await kiosk.answer(Gesture.APPROVE)
    return await look_again(visitor, waiting)


async def test_the_page_waits_for_the_phone_and_leads_back_to_her_space(
    portal: Portal, kiosk: KioskClient, visit: Visit
) -> None:
    doctor = visit()
    waiting = await doctor.client.get(portal.start_url)
    assert "Connexion e-CPS" in waiting.text
    asked = await portal.first(PhoneAsked)
    assert (asked.way, asked.number) == ("page", MARTIN.number)
    assert f">{asked.shown}</p>" in waiting.text
    waiting = await look_again(doctor, waiting)

    await kiosk.answer(Gesture.APPROVE)
    page = await look_again(doctor, waiting)
    assert str(page.url) == portal.home_url
    assert "<h1>Dr Camille MARTIN</h1>" in page.text
    assert "Votre téléphone a confirmé la page de connexion" in page.text
    assert 'class="missing"' not in page.text
    assert (await portal.first(SessionOpened)).way == "page"


async def test_logging_out_of_the_space_ends_the_single_sign_on(
    portal: Portal, kiosk: KioskClient, visit: Visit
) -> None:
    doctor = visit()
    await sign_in(portal, kiosk, doctor)
    assert (await doctor.client.get(portal.start_url)).url == portal.home_url, "known already"
    farewell = await doctor.log_out()
    assert "Votre session est fermée" in farewell.text
    assert await portal.first(SsoEnded) == SsoEnded(1)
    assert await portal.first(SessionClosed) == SessionClosed(2, "logout")
    assert "Confirmez sur votre téléphone" in (await doctor.client.get(portal.start_url)).text


async def test_whoever_leaves_the_provider_without_her_id_token_is_asked(
    portal: Portal, kiosk: KioskClient, visit: Visit
) -> None:
    doctor = visit()
    await sign_in(portal, kiosk, doctor)
    end = kiosk.metadata["end_session_endpoint"]
    strangers = (await kiosk.tokens())["id_token"]
    for question in ({"client_id": portal.client_id}, {"id_token_hint": strangers}):
        page = await doctor.client.get(end, params=question)
        assert "Voulez-vous vous déconnecter ?" in page.text
    assert portal.find(SsoEnded) is None
    assert (await doctor.client.get(portal.start_url)).url == portal.home_url, "known still"

    page = await doctor.client.post(end, data={"reponse": "oui"})
    assert "Vous êtes déconnecté" in page.text
    assert await portal.first(SsoEnded) == SsoEnded(1)


async def test_its_cookies_come_with_links_of_other_sites_and_with_no_forms_of_theirs(
    portal: Portal, kiosk: KioskClient, visit: Visit
) -> None:
    doctor = visit()
    await sign_in(portal, kiosk, doctor)
    cookies = {each.name: each for each in doctor.client.cookies.jar}
    assert {"__Host-sso", "__Host-session", "affichage"} <= set(cookies)
    assert {each.get_nonstandard_attr("SameSite") for each in cookies.values()} == {"Lax"}


@pytest.mark.parametrize(
    ("gesture", "words"),
    [(Gesture.REFUSE, "Connexion refusée"), (Gesture.EXPIRE, "Délai dépassé")],
)
async def test_without_the_phone_the_page_leads_nowhere_but_to_its_beginning(
    portal: Portal, kiosk: KioskClient, visit: Visit, gesture: Gesture, words: str
) -> None:
    doctor = visit()
    waiting = await doctor.client.get(portal.start_url)
    await kiosk.answer(gesture)
    page = await look_again(doctor, waiting)
    assert words in page.text
    assert f'href="{portal.start_url}"' in page.text
    assert portal.find(SessionOpened) is None


async def test_a_code_is_good_only_in_the_browser_that_was_sent_for_it(
    portal: Portal, kiosk: KioskClient, visit: Visit
) -> None:
    doctor, thief = visit(), visit()
    waiting = await doctor.client.get(portal.start_url)
    await kiosk.answer(Gesture.APPROVE)
    doctor.client.follow_redirects = False
    back = (await look_again(doctor, waiting)).headers["Location"]
    assert "MARTIN" not in (await thief.client.get(back)).text
    assert portal.find(SessionOpened) is None


async def test_browsers_are_sent_back_to_the_portal_alone(
    portal: Portal, kiosk: KioskClient, visit: Visit
) -> None:
    answer = await visit().client.get(
        kiosk.metadata["authorization_endpoint"],
        params={"client_id": "espace", "response_type": "code", "redirect_uri": "https://x.test/"},
    )
    assert answer.status_code == 400
    end = await visit().client.get(
        kiosk.metadata["end_session_endpoint"],
        params={"post_logout_redirect_uri": "https://x.test/"},
    )
    assert (end.status_code, end.url.host) == (200, httpx.URL(portal.issuer).host)
    assert portal.find(PhoneAsked) is None


@pytest.mark.parametrize(("button", "answer"), [("oui", "approved"), ("non", "refused")])
async def test_the_code_can_be_confirmed_or_refused_on_a_real_phone(
    portal: Portal, kiosk: KioskClient, visit: Visit, button: str, answer: str
) -> None:
    asked = await kiosk.ask_by_code()
    phone = visit(agent="Phone")
    form = await phone.client.get(asked["verification_uri_complete"])
    assert f'value="{asked["user_code"]}"' in form.text
    typed = asked["user_code"].replace("-", " ").lower()
    await phone.client.post(asked["verification_uri"], data={"c": typed, "reponse": button})
    assert await portal.first(PhoneAnswered) == PhoneAnswered(1, answer)
    status = (await kiosk.poll(DEVICE, asked["device_code"])).status_code
    assert status == (200 if answer == "approved" else 400)


async def test_a_wrong_code_confirms_nothing(
    portal: Portal, kiosk: KioskClient, visit: Visit
) -> None:
    asked = await kiosk.ask_by_code()
    typed = {"c": "BBBB-<b>", "reponse": "oui"}
    page = await visit().client.post(asked["verification_uri"], data=typed)
    assert "Ce code n’existe pas" in page.text
    assert "<b>" not in page.text
    assert portal.find(PhoneAnswered) is None


@pytest.mark.parametrize(
    ("headers", "content", "status"),
    [
        ({"Content-Type": "application/json"}, b"{}", 415),
        ({}, b"x" * 20_000, 413),
        ({"Content-Type": "application/x-www-form-urlencoded"}, b"c=1&c=2", 400),
    ],
)
async def test_what_is_no_form_is_refused(
    kiosk: KioskClient, visit: Visit, headers: dict[str, str], content: bytes, status: int
) -> None:
    page = f"{kiosk.metadata['issuer']}/code"
    answer = await visit().client.post(page, headers=headers, content=content)
    assert answer.status_code == status


async def test_a_body_must_say_how_long_it_is(kiosk: KioskClient, visit: Visit) -> None:
    answer = await visit().client.post(f"{kiosk.metadata['issuer']}/code", content=chunks())
    assert answer.status_code == 411


async def chunks() -> AsyncIterator[bytes]:
    """A body whose length nobody says."""
    yield b"c=1"
