"""The way in by CPS, against a portal behind nginx that asks for the card's certificate."""

import asyncio
import time

import pytest

from devices.certificate import parse_certificate
from devices.errors import CardError, PinIncorrect
from devices.events import CardFamily, Insertion
from devices.kit import UserAgent
from devices.simulated import AT_ONCE, Chip, Key, SimulatedCard
from devices.simulated.stay import Stay
from kiosk import http_errors
from kiosk.identity import Method, holder_from
from kiosk.signin.card import CardStep, CardWay, sign_in_with_card
from kiosk.signin.portal import NoSession, PortalSession, logout
from tests.support.pki import CARD_NUMBER, DOCTOR, credentials
from tests.support.portal import Gate, PortalService
from tests.support.portal_site import Manner
from tests.support.waiting import eventually

PIN = b"1234"
AGENT = UserAgent("Navigateur/1.0 (essai)", "fr-FR,fr;q=0.9")
NAME = "Agathe VALBRUNE-ESSAI"


@pytest.fixture
def stay() -> Stay:
    """A card in a reader, to be pulled out by `stay.end()`."""
    pair = credentials(DOCTOR, CARD_NUMBER).authentication
    chip = Chip(
        family=CardFamily.CPS4,
        serial=CARD_NUMBER,
        pin=PIN,
        certificate=parse_certificate(pair.der, b"\x20"),
        key=Key(pair.key_pem, pair.pem),
    )
    return Stay(Insertion("Lecteur", 1), chip)


async def sign_in(
    stay: Stay,
    way: CardWay,
    *,
    pin: bytes = PIN,
    steps: list[CardStep] | None = None,
    kept: list[PortalSession] | None = None,
) -> PortalSession:
    """As the kiosk does it."""
    announced = [] if steps is None else steps
    return await sign_in_with_card(
        SimulatedCard(stay, AT_ONCE),
        pin,
        holder=holder_from(DOCTOR),
        way=way,
        agent=AGENT,
        last_try_allowed=True,
        announce=announced.append,
        keep=(kept if kept is not None else []).append,
    )


async def only_the_kept_is_open(portal: PortalService, kept: list[PortalSession]) -> None:
    """Ends what was kept: then nobody is signed in any more."""
    assert len(kept) == len(portal.site.signed_in)
    for session in kept:
        assert await logout(session, portal.card_way())
    assert portal.site.signed_in == []


async def test_the_doctor_is_in_her_space_with_the_portals_cookies(
    stay: Stay, portal: PortalService
) -> None:
    steps: list[CardStep] = []
    session = await sign_in(stay, portal.card_way(), steps=steps)
    assert portal.site.signed_in == [NAME]
    assert session.landing_url == portal.url("/espace")
    assert session.method is Method.CARD
    assert session.holder.display_name == "Dr Agathe VALBRUNE-ESSAI"
    assert steps == [CardStep.PIN, CardStep.TUNNEL, CardStep.PORTAL]
    cookies = {cookie.name: cookie for cookie in session.cookies}
    assert cookies.keys() == {"session", "langue"}
    secret = cookies["session"]
    assert (secret.domain, secret.host_only, secret.path) == ("localhost", True, "/")
    assert (secret.secure, secret.http_only, secret.same_site) == (True, True, "Lax")
    assert secret.expires is None
    assert cookies["langue"].expires == pytest.approx(time.time() + 3600, abs=60)


@pytest.mark.parametrize("manner", [Manner.IN_PLACE, Manner.IN_A_CIRCLE])
async def test_a_login_that_leads_nowhere_ends_at_the_portals_home(
    stay: Stay, portal: PortalService, manner: Manner
) -> None:
    portal.site.manner = manner
    session = await sign_in(stay, portal.card_way())
    assert portal.site.signed_in == [NAME]
    assert session.landing_url == portal.card_way().home_url


async def test_the_portal_sees_one_user_agent_throughout(stay: Stay, portal: PortalService) -> None:
    session = await sign_in(stay, portal.card_way())
    assert await logout(session, portal.card_way())
    assert {visit.user_agent for visit in portal.site.visits} == {AGENT.user_agent}
    assert {visit.language for visit in portal.site.visits} == {AGENT.accept_language}


async def test_a_wrong_pin_never_reaches_the_portal(stay: Stay, portal: PortalService) -> None:
    steps: list[CardStep] = []
    with pytest.raises(PinIncorrect):
        await sign_in(stay, portal.card_way(), pin=b"4321", steps=steps)
    assert steps == [CardStep.PIN]
    assert not portal.site.visits


@pytest.mark.parametrize(
    ("manner", "error"),
    [
        (Manner.FORBIDDEN, http_errors.ClientCertificateRefused),
        (Manner.BROKEN, http_errors.ServerBroken),
        (Manner.BROKEN_LATER, http_errors.ServerBroken),
        (Manner.OFF_LIMITS, http_errors.OffLimits),
        (Manner.INSECURE, http_errors.NotHttps),
        (Manner.ENDLESS, http_errors.TooManyRedirects),
        (Manner.HUGE, http_errors.TooLarge),
        (Manner.GIBBERISH, http_errors.ServerBroken),
        (Manner.NO_COOKIE, NoSession),
    ],
)
async def test_a_portal_that_misbehaves_is_a_refusal(
    stay: Stay, portal: PortalService, manner: Manner, error: type[Exception]
) -> None:
    portal.site.manner = manner
    kept: list[PortalSession] = []
    with pytest.raises(error):
        await sign_in(stay, portal.card_way(), kept=kept)
    await only_the_kept_is_open(portal, kept)


@pytest.mark.parametrize("manner", [Manner.SILENT, Manner.SILENT_LATER])
async def test_a_portal_that_never_answers_is_given_up(
    stay: Stay, portal: PortalService, manner: Manner
) -> None:
    portal.site.manner = manner
    kept: list[PortalSession] = []
    with pytest.raises(http_errors.TimedOut):
        await sign_in(stay, portal.card_way(timeout=1), kept=kept)
    await only_the_kept_is_open(portal, kept)


@pytest.mark.parametrize(
    ("gate", "error"),
    [
        (Gate.IMPOSTOR, http_errors.Untrusted),
        (Gate.OTHER_NAME, http_errors.Untrusted),
        (Gate.OTHER_CARDS, http_errors.ClientCertificateRefused),
    ],
)
async def test_who_does_not_trust_the_other_ends_it(
    stay: Stay, portal: PortalService, gate: Gate, error: type[Exception]
) -> None:
    with pytest.raises(error):
        await sign_in(stay, portal.card_way(gate))
    assert not portal.site.visits


async def test_a_portal_that_cannot_be_reached_is_said_to_be_so(
    stay: Stay, portal: PortalService
) -> None:
    portal.vanish()
    with pytest.raises(http_errors.Unreachable):
        await sign_in(stay, portal.card_way())


async def test_cookies_for_other_hosts_are_not_taken(stay: Stay, portal: PortalService) -> None:
    portal.site.manner = Manner.FOREIGN_COOKIES
    session = await sign_in(stay, portal.card_way())
    assert {cookie.name for cookie in session.cookies} == {"session", "langue"}


async def test_a_sign_in_that_is_cancelled_hands_over_the_session_it_began(
    stay: Stay, portal: PortalService
) -> None:
    portal.site.manner = Manner.SILENT_LATER
    kept: list[PortalSession] = []
    task = asyncio.create_task(sign_in(stay, portal.card_way(), kept=kept))
    await eventually(lambda: portal.site.visited("/espace"))
    assert portal.site.signed_in == [NAME]
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await only_the_kept_is_open(portal, kept)
    assert portal.site.visited("/deconnexion")[0].session is not None


async def test_a_card_pulled_while_the_portal_thinks_ends_the_sign_in(
    stay: Stay, portal: PortalService
) -> None:
    portal.site.manner = Manner.SILENT
    task = asyncio.create_task(sign_in(stay, portal.card_way()))
    await eventually(lambda: portal.site.visited("/connexion/carte"))
    stay.end()
    with pytest.raises((CardError, http_errors.Unreachable)):
        await task


async def test_nothing_that_opens_the_session_shows_in_a_repr(
    stay: Stay, portal: PortalService
) -> None:
    session = await sign_in(stay, portal.card_way())
    secret = {cookie.name: cookie for cookie in session.cookies}["session"]
    assert secret.value not in repr(session) + repr(secret)
    assert session.landing_url not in repr(session)


async def test_of_a_session_that_is_renewed_on_the_way_in_the_latest_is_kept(
    stay: Stay, portal: PortalService
) -> None:
    portal.site.manner = Manner.RENEWING
    kept: list[PortalSession] = []
    session = await sign_in(stay, portal.card_way(), kept=kept)
    assert [cookie.value for cookie in session.cookies if cookie.name == "session"] == list(
        portal.site.sessions
    )
    await only_the_kept_is_open(portal, kept[-1:])
