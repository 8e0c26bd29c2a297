"""Asked by QR or by push, approved on the phone, taken to the portal, and given back."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from kiosk.config import Config
from kiosk.flow.effects import AskPhone, EndVisit, OpenPortal
from kiosk.flow.events import (
    CodeLapsed,
    PortalOpened,
    SignInFailed,
    VisitEnded,
)
from kiosk.flow.phone import CodeAsked, Lapse, PhoneFlow, PushAsked
from kiosk.identity import Identifier
from kiosk.journal import AsyncJournal, Journal
from kiosk.trouble import Trouble
from tests.effects.phone_stage import PhoneStage
from tests.support.ecps_ways import ecps_config
from tests.support.identity_exchange import Endpoint
from tests.support.identity_provider import IdentityProvider
from tests.support.portal import PortalService
from tests.support.portal_site import Manner
from tests.support.waiting import eventually

CLEARED = {"wiped": True, "card_reset": True}


by_push = pytest.mark.parametrize("config", [PhoneFlow.PUSH], indirect=True)


@pytest.fixture(params=[PhoneFlow.QR, PhoneFlow.PUSH])
def config(
    request: pytest.FixtureRequest,
    portal: PortalService,
    identity_provider: IdentityProvider,
    tmp_path: Path,
) -> Config:
    return ecps_config(request.param, portal, identity_provider, tmp_path)


@pytest.fixture
async def stage(
    config: Config, portal: PortalService, identity_provider: IdentityProvider, tmp_path: Path
) -> AsyncIterator[PhoneStage]:
    """Nothing has begun yet."""
    async with AsyncJournal(Journal(tmp_path / "journal.sqlite")) as journal:
        yield PhoneStage(portal, identity_provider, config, journal)


async def test_whoever_says_yes_on_her_phone_is_in_the_portal(stage: PhoneStage) -> None:
    approved = await stage.be_approved()
    assert approved.holder.number == "899700366240"
    assert approved.holder.display_name.endswith("Camille MARTIN")
    stage.perform(OpenPortal(stage.visit))
    assert await stage.posted() == PortalOpened(stage.visit)
    assert stage.portal.site.signed_in == ["Camille MARTIN"]


async def test_what_is_shown_is_what_the_provider_gave(stage: PhoneStage) -> None:
    match await stage.ask():
        case CodeAsked(page, code, link):
            (given,) = stage.provider.asked(Endpoint.DEVICE)
            assert (page, code, link) == tuple(
                given.answer[name]
                for name in ("verification_uri", "user_code", "verification_uri_complete")
            )
        case PushAsked(binding):
            (given,) = stage.provider.asked(Endpoint.PUSH)
            assert given.parameters["binding_message"] == binding
            assert given.parameters["login_hint"] == "899700366240"
            assert len(binding) == 2
            assert binding.isdecimal()


async def test_at_the_end_portal_and_provider_forget_her(stage: PhoneStage) -> None:
    await stage.open_session()
    assert stage.live_tokens()
    assert await stage.end() == VisitEnded(stage.visit, **CLEARED, logged_out=True)
    assert stage.portal.site.signed_in == []
    assert stage.live_tokens() == []
    (address,) = stage.browser.signed_off
    assert address.startswith(stage.provider.url("/session/end?"))
    assert stage.browser.ended


async def test_a_browser_that_cannot_sign_off_leaves_it_to_the_kiosk(stage: PhoneStage) -> None:
    await stage.open_session()
    stage.browser.sign_off_answers = False
    assert (await stage.end()).logged_out is True
    assert stage.provider.asked(Endpoint.END_SESSION)


async def test_a_provider_that_is_away_is_told_when_it_is_back(stage: PhoneStage) -> None:
    await stage.open_session()
    stage.browser.sign_off_answers = False
    stage.provider.vanish()
    stage.perform(EndVisit(stage.visit))
    await eventually(lambda: stage.browser.ended)
    assert stage.is_silent
    stage.provider.come_back()
    assert (await stage.hears(VisitEnded)).logged_out is True
    assert stage.live_tokens() == []


async def test_whoever_says_no_is_told_so(stage: PhoneStage) -> None:
    await stage.ask()
    stage.refuse()
    assert await stage.posted() == SignInFailed(stage.visit, Trouble.PHONE_REFUSED)


async def test_a_code_that_ran_out_is_told_and_polled_no_more(stage: PhoneStage) -> None:
    await stage.ask()
    stage.let_run_out()
    assert await stage.posted() == CodeLapsed(stage.visit, Lapse.EXPIRED)


async def test_an_answer_lost_on_the_way_is_a_spent_code_and_no_refusal(stage: PhoneStage) -> None:
    await stage.ask()
    stage.approve()
    stage.provider.lose_answer(Endpoint.TOKEN)
    assert await stage.posted() == CodeLapsed(stage.visit, Lapse.SPENT)


@by_push
async def test_a_number_that_nobody_has_is_told(stage: PhoneStage) -> None:
    stage.perform(AskPhone(stage.visit, Identifier("899700427885")))
    assert await stage.posted() == SignInFailed(stage.visit, Trouble.NUMBER_UNKNOWN)


async def test_a_fresh_code_is_asked_for_within_the_same_visit(stage: PhoneStage) -> None:
    await stage.ask()
    stage.let_run_out()
    await stage.hears(CodeLapsed)
    assert (await stage.be_approved()).holder.number == "899700366240"


async def asking(stage: PhoneStage) -> None:
    push = stage.flow is PhoneFlow.PUSH
    stage.provider.hold(Endpoint.PUSH if push else Endpoint.DEVICE)
    stage.perform(AskPhone(stage.visit, Identifier("899700366240") if push else None))


async def waiting(stage: PhoneStage) -> None:
    await stage.ask()


async def approved(stage: PhoneStage) -> None:
    await stage.be_approved()


async def at_the_portal(stage: PhoneStage) -> None:
    await stage.be_approved()
    stage.portal.site.manner = Manner.SILENT_LATER
    stage.perform(OpenPortal(stage.visit))
    await eventually(lambda: stage.portal.site.visited("/espace"))


async def in_session(stage: PhoneStage) -> None:
    await stage.open_session()


@pytest.mark.parametrize("moment", [asking, waiting, approved, at_the_portal, in_session])
async def test_whenever_it_ends_nothing_is_left_and_nobody_polls(
    stage: PhoneStage, moment: Callable[[PhoneStage], Awaitable[None]]
) -> None:
    await moment(stage)
    stage.portal.site.manner = Manner.GOOD
    ended = await stage.end()
    assert ended.wiped
    assert ended.logged_out is not False
    assert stage.live_tokens() == []
    assert stage.portal.site.signed_in == []
    assert asyncio.all_tasks() == {asyncio.current_task()}
