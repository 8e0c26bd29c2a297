"""The whole way in by phone, on a certified provider and a portal that takes its tokens."""

import asyncio
import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.flow.phone import CodeAsked, PhoneFlow, PushAsked
from kiosk.http_errors import Refused
from kiosk.identity import Identifier
from kiosk.signin.ecps_way import EcpsWay
from kiosk.signin.oauth.errors import (
    AccessDenied,
    ClientRefused,
    CodeExpired,
    CodeSpent,
    IdentityTooWeak,
    IdentityUnproven,
    ProviderBroken,
    UserUnknown,
)
from tests.support.ecps_desk import Desk
from tests.support.ecps_site import ecps_way, opens
from tests.support.https_site import Authority, Page, Site, serve
from tests.support.identity_clients import CAMILLE, MAELLE
from tests.support.identity_exchange import Endpoint
from tests.support.identity_provider import IdentityProvider
from tests.support.identity_settings import kiosk_client, provider_settings
from tests.support.waiting import eventually

NUMBER = Identifier(CAMILLE.number)


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    (tmp_path / "portal").mkdir()
    return Authority(tmp_path / "portal")


@pytest.fixture
def portal(authority: Authority) -> Iterator[Site]:
    """Lets in whoever brings a token."""
    pages = {"/session": opens(), "/espace": Page("Bonjour")}
    with serve(pages, authority.server_context("localhost")) as site:
        yield site


@pytest.fixture
def way(
    portal: Site, authority: Authority, identity_provider: IdentityProvider, tmp_path: Path
) -> EcpsWay:
    """By QR; level eidas1 is demanded."""
    return ecps_way(
        portal,
        authority,
        provider=provider_settings(identity_provider, kiosk_client(tmp_path)),
        scope="openid scope_all",
        acr_values=("eidas1",),
    )


@pytest.fixture
def push(way: EcpsWay) -> EcpsWay:
    return replace(way, flow=PhoneFlow.PUSH, parameters={"channel": "MOBILE"})


def living(provider: IdentityProvider) -> list[str]:
    """The tokens that are good still."""
    given = [made.answer for made in provider.asked(Endpoint.TOKEN)]
    names = ("access_token", "refresh_token")
    tokens = [answer[name] for answer in given for name in names if name in answer]
    return [token for token in tokens if provider.lives(token)]


async def everything_ends(desk: Desk, provider: IdentityProvider) -> None:
    """What was kept is enough to end all that was given."""
    for kept in desk.kept:
        assert await kept.end(visited=False)
    assert living(provider) == []


@pytest.mark.usefixtures("never_blocks")
async def test_a_code_opens_the_portal_for_whoever_has_read_it(
    way: EcpsWay, identity_provider: IdentityProvider, portal: Site
) -> None:
    desk = Desk(way)
    asking = asyncio.create_task(desk.ask())
    await eventually(lambda: desk.shown)
    (shown,) = desk.shown
    assert isinstance(shown, CodeAsked)
    await asyncio.to_thread(identity_provider.visit, shown.link, {"number": MAELLE.number})
    approval = await asking
    assert (approval.holder.given_name, approval.holder.family_name) == ("Maëlle", "SORBIER-ESSAI")
    assert approval.holder.number == MAELLE.number

    session = await desk.open_portal(approval)
    assert session.holder == approval.holder
    assert session.landing_url == portal.url("/espace")
    (bearer,) = [request.headers["Authorization"] for request in portal.asked("/session")]
    assert [f"Bearer {token}" for token in living(identity_provider)].count(bearer) == 1
    assert len(living(identity_provider)) == 2
    await everything_ends(desk, identity_provider)


async def test_a_push_opens_the_portal_for_the_doctor_of_the_number(
    push: EcpsWay, identity_provider: IdentityProvider
) -> None:
    desk = Desk(push)
    asking = asyncio.create_task(desk.ask(NUMBER))
    await eventually(lambda: desk.shown)
    (shown,) = desk.shown
    assert isinstance(shown, PushAsked)
    (asked,) = identity_provider.asked(Endpoint.PUSH)
    assert asked.parameters["login_hint"] == CAMILLE.number
    assert asked.parameters["binding_message"] == shown.binding
    assert asked.parameters["channel"] == "MOBILE"
    identity_provider.approve_push()
    approval = await asking
    assert approval.holder.display_name.endswith("Camille MARTIN")
    assert (await desk.open_portal(approval)).cookies
    await everything_ends(desk, identity_provider)


async def test_whatever_goes_wrong_is_told_by_name(
    push: EcpsWay, identity_provider: IdentityProvider
) -> None:
    async def asked(then: Callable[[], None]) -> None:
        desk = Desk(push)
        asking = asyncio.create_task(desk.ask(NUMBER))
        await eventually(lambda: desk.shown)
        then()
        await asking

    with pytest.raises(AccessDenied):
        await asked(identity_provider.refuse_push)
    with pytest.raises(CodeExpired):
        await asked(identity_provider.expire_push)
    with pytest.raises(UserUnknown):
        await Desk(push).ask(Identifier("899700075064"))
    with pytest.raises(ClientRefused):
        await Desk(replace(push, parameters={"channel": "FAX"})).ask(NUMBER)
    identity_provider.answer(Endpoint.PUSH, 503)
    with pytest.raises(ProviderBroken):
        await Desk(push).ask(NUMBER)


async def test_an_answer_that_was_lost_is_spent(
    push: EcpsWay, identity_provider: IdentityProvider
) -> None:
    desk = Desk(push)
    asking = asyncio.create_task(desk.ask(NUMBER))
    await eventually(lambda: desk.shown)
    identity_provider.lose_answer(Endpoint.TOKEN)
    identity_provider.approve_push()
    with pytest.raises(CodeSpent):
        await asking
    assert desk.kept == []


async def approved(
    desk: Desk, provider: IdentityProvider, *, acr: str | None = None
) -> BaseException | None:
    """What becomes of a question that the phone says yes to."""
    asking = asyncio.create_task(desk.ask(NUMBER))
    await eventually(lambda: desk.shown)
    provider.approve_push(acr=acr)
    await asyncio.wait([asking])
    return asking.exception()


async def test_tokens_of_a_doctor_who_came_by_weaker_means_end_too(
    push: EcpsWay, identity_provider: IdentityProvider
) -> None:
    desk = Desk(replace(push, acr_values=("eidas2",)))
    assert isinstance(await approved(desk, identity_provider, acr="eidas1"), IdentityTooWeak)
    assert len(living(identity_provider)) == 2
    await everything_ends(desk, identity_provider)


async def test_tokens_whose_identity_is_unproven_end_too(
    push: EcpsWay, identity_provider: IdentityProvider
) -> None:
    desk = Desk(push)
    identity_provider.answer(Endpoint.KEYS, 200, {"keys": []}, times=2)
    assert isinstance(await approved(desk, identity_provider), IdentityUnproven)
    assert len(living(identity_provider)) == 2
    await everything_ends(desk, identity_provider)


async def test_tokens_end_also_when_nobody_waits_for_them_any_more(
    push: EcpsWay, identity_provider: IdentityProvider
) -> None:
    desk = Desk(push)
    asking = asyncio.create_task(desk.ask(NUMBER))
    await eventually(lambda: desk.shown)
    identity_provider.hold(Endpoint.KEYS)
    identity_provider.approve_push()
    await eventually(lambda: desk.kept)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    assert len(living(identity_provider)) == 2
    await everything_ends(desk, identity_provider)


async def test_the_providers_keys_may_change_between_two_doctors(
    push: EcpsWay, identity_provider: IdentityProvider
) -> None:
    desk = Desk(push)
    assert await approved(desk, identity_provider) is None
    identity_provider.rotate_keys(keep_old=False)
    desk.shown.clear()
    assert await approved(desk, identity_provider) is None
    assert len(identity_provider.asked(Endpoint.KEYS)) == 2


async def test_a_portal_that_refuses_the_token_is_told_by_name(
    push: EcpsWay, identity_provider: IdentityProvider, portal: Site
) -> None:
    portal.pages["/session"] = Page("", 401)
    desk = Desk(push)
    asking = asyncio.create_task(desk.ask(NUMBER))
    await eventually(lambda: desk.shown)
    identity_provider.approve_push()
    with pytest.raises(Refused):
        await desk.open_portal(await asking)


async def test_no_secret_is_shown_anywhere(
    push: EcpsWay, identity_provider: IdentityProvider, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    desk = Desk(push)
    asking = asyncio.create_task(desk.ask(NUMBER))
    await eventually(lambda: desk.shown)
    identity_provider.approve_push()
    approval = await asking
    session = await desk.open_portal(approval)
    answers = [*identity_provider.asked(Endpoint.TOKEN), *identity_provider.asked(Endpoint.PUSH)]
    names = {"access_token", "refresh_token", "id_token", "auth_req_id"}
    secrets = {made.answer[name] for made in answers for name in names & made.answer.keys()}
    assert len(secrets) == 4
    await everything_ends(desk, identity_provider)
    seen = caplog.text + repr((approval, session, desk.shown, desk.kept, desk.ecps))
    assert [secret for secret in secrets if secret in seen] == []
