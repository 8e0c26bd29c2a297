"""The demo's portal lets doctors in by their card, and nobody else."""

import ssl
from collections.abc import Callable

import httpx
import pytest

from devices.certificate import CardHolder
from devices.simulated import Key
from kiosk.demo.cards import MARTIN, Deck
from kiosk.demo.pki import Authority, CardCredentials, Credential
from kiosk.demo.portal.facts import Requested, SessionClosed, SessionOpened, TlsRefused
from kiosk.demo.portal.process import Portal
from tests.demo.visitor import Visitor

Visit = Callable[..., Visitor]


def key_of(credential: Credential) -> Key:
    return Key(credential.key_pem, credential.pem)


@pytest.fixture(scope="module")
def pairs(authority: Authority) -> CardCredentials:
    return authority.issue_card(MARTIN.holder, MARTIN.card_number)


async def refused(visitor: Visitor, portal: Portal) -> str:
    """Why TLS refused her at the card's door; she heard an alert, and there is no session."""
    with pytest.raises((httpx.TransportError, ssl.SSLError), match="alert"):
        await visitor.sign_in()
    reason = (await portal.first(TlsRefused)).reason
    assert portal.find(SessionOpened) is None
    page = await visitor.look()
    assert "Connectez-vous" in page.text
    return reason


async def test_a_doctor_with_her_card_sees_her_name(
    portal: Portal, visit: Visit, pairs: CardCredentials
) -> None:
    page = await visit(key_of(pairs.authentication)).sign_in()
    assert str(page.url) == portal.home_url
    assert "<h1>Dr Camille MARTIN</h1>" in page.text
    assert MARTIN.number in page.text
    opened = await portal.first(SessionOpened)
    assert opened == SessionOpened(1, MARTIN.number, "Dr Camille MARTIN", "TLSv1.3")
    shown = await portal.first(Requested, lambda fact: fact.path == "/espace")
    assert shown == Requested("space", "/espace", 200, session=1, browser=False)


async def test_without_a_certificate_nobody_gets_a_session(portal: Portal, visit: Visit) -> None:
    assert "CERTIFICATE" in await refused(visit(), portal)


async def test_a_certificate_of_another_authority_is_refused(portal: Portal, visit: Visit) -> None:
    stranger = Authority().issue_card(MARTIN.holder, MARTIN.card_number)
    assert "VERIFY" in await refused(visit(key_of(stranger.authentication)), portal)


async def test_the_signature_pair_of_a_good_card_is_refused(
    portal: Portal, visit: Visit, pairs: CardCredentials
) -> None:
    assert "VERIFY" in await refused(visit(key_of(pairs.signature)), portal)


async def test_an_expired_card_is_refused(portal: Portal, visit: Visit, deck: Deck) -> None:
    assert "VERIFY" in await refused(visit(deck["dr-moreau-expired"].key), portal)


async def test_logout_ends_the_session_for_good(
    portal: Portal, visit: Visit, pairs: CardCredentials
) -> None:
    doctor, thief = visit(key_of(pairs.authentication)), visit()
    await doctor.sign_in()
    thief.client.cookies.jar.set_cookie(doctor.session_cookie)
    assert "Dr Camille MARTIN" in (await thief.look()).text

    assert "Votre session est fermée" in (await doctor.log_out()).text
    assert SessionClosed(1, "logout") in portal.facts
    for visitor in (doctor, thief):
        page = await visitor.look()
        assert page.url.path == "/connexion"
        assert "MARTIN" not in page.text


async def test_a_session_taken_to_another_browser_is_closed(
    portal: Portal, visit: Visit, pairs: CardCredentials
) -> None:
    doctor, other = visit(key_of(pairs.authentication)), visit(agent="Something else")
    await doctor.sign_in()
    other.client.cookies.jar.set_cookie(doctor.session_cookie)
    assert "MARTIN" not in (await other.look()).text
    assert SessionClosed(1, "other-browser") in portal.facts
    assert "MARTIN" not in (await doctor.look()).text


async def test_its_cookies_are_kept_from_scripts_other_sites_and_plain_http(
    visit: Visit, pairs: CardCredentials
) -> None:
    doctor = visit(key_of(pairs.authentication))
    doctor.client.follow_redirects = False
    session, preference = (await doctor.sign_in()).headers.get_list("Set-Cookie")
    assert session.startswith("__Host-session=")
    assert {"HttpOnly", "Secure", "SameSite=Lax", "Path=/"} <= set(session.split("; "))
    assert {"Secure", "SameSite=Strict", "Path=/espace"} <= set(preference.split("; "))


async def test_no_secret_is_in_what_it_tells(
    portal: Portal, visit: Visit, pairs: CardCredentials
) -> None:
    doctor = visit(key_of(pairs.authentication))
    await doctor.sign_in()
    secret = doctor.session_cookie.value
    assert secret
    await doctor.log_out()
    assert secret not in str(portal.facts)


async def test_names_are_text_and_never_markup(authority: Authority, visit: Visit) -> None:
    holder = CardHolder("<script>x</script>", "Camille", "Médecin & fils", MARTIN.number)
    pairs = authority.issue_card(holder, MARTIN.card_number)
    page = (await visit(key_of(pairs.authentication)).sign_in()).text
    assert "<script>" not in page.lower()
    assert "&lt;SCRIPT&gt;" in page
    assert "Médecin &amp; fils" in page


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/nowhere", 404), ("POST", "/espace", 405), ("GET", "/../etc/passwd", 404)],
)
async def test_other_requests_get_a_page_that_says_so(
    portal: Portal, visit: Visit, method: str, path: str, status: int
) -> None:
    url = httpx.URL(portal.home_url).copy_with(path=path)
    answer = await visit().client.request(method, url)
    assert answer.status_code == status
    assert f"Erreur {status}" in answer.text


async def test_endless_headers_end_in_a_refusal(portal: Portal, visit: Visit) -> None:
    headers = {"X-Long": "x" * 40_000}
    answer = await visit().client.get(portal.home_url, headers=headers)
    assert answer.status_code == 431
    assert (await visit().look()).status_code == 200
