"""The code on the phone's screen: as large as it fits, readable, and gone when it is over."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.flow.events import CodeLapsed, PhoneApproved, PhoneAsked
from kiosk.flow.phone import CodeAsked, Lapse, PhoneFlow
from kiosk.flow.state import AwaitingPhone
from kiosk.flow.visit import Visit
from screens.gallery import draw, photograph
from screens.gallery_states import HOLDER, VIEW, gallery
from screens.gallery_without_card import CODE, LINK, PAGE
from screens.widgets.big_digits import BigDigits
from screens.widgets.line import Line
from screens.widgets.qr import QrCode
from tests.screens.stage import Stage, on_stage
from tests.screens.test_every_state import LARGE, SMALL, cut_off, easel, shown
from tests.screens.test_memory import painted
from tests.screens.test_phone_ways import rules
from tests.support.qr_reader import read_qrs

REALM = "https://auth.esw.esante.gouv.fr/auth/realms/esante-wallet/device?user_code=WDJB-MJHT"
"""As long as such an address is at the provider that most practices will name."""


def waiting(link: str) -> AwaitingPhone:
    state = gallery()["phone-qr"]
    assert isinstance(state, AwaitingPhone)
    assert isinstance(state.asked, CodeAsked)
    return replace(state, asked=replace(state.asked, link=link))


@pytest.mark.parametrize("link", [LINK, REALM], ids=["short", "realm"])
@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
async def test_a_phone_reads_it_beside_the_words(
    tmp_path: Path, link: str, size: tuple[int, int]
) -> None:
    picture = tmp_path / "screen.png"
    svg = await draw(waiting(link), size)
    await asyncio.to_thread(photograph, svg, picture)
    found = await asyncio.to_thread(read_qrs, picture)
    assert sorted(found) == sorted([link, VIEW.enrol_url] if size == LARGE else [link])


async def test_the_words_stay_where_the_drawing_finds_no_room() -> None:
    async with easel(SMALL) as (app, pilot):
        text = await shown(app, pilot, waiting(LINK + "&x" * 150))
        assert "Connectez-vous avec votre téléphone" in text
        assert PAGE in text
        assert CODE in text
        await pilot.resize_terminal(*LARGE)
        await pilot.pause()
        assert app.screen.query_one("#sign-in-code", QrCode).fits


SIZES = (SMALL, (80, 30), (100, 30), (100, 40), (130, 34), LARGE)


def addressed(letters: int, link: str, code: str = CODE) -> AwaitingPhone:
    """A code on a page whose address is that long."""
    state = waiting(link)
    page = f"{PAGE}/{'abcdefgh/' * letters}"[:letters]
    return replace(state, asked=replace(CodeAsked(page, code, link, 1e12)), lapse=Lapse.SPENT)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("link", [REALM, "y" * 500], ids=["drawn", "not drawn"])
async def test_an_address_is_shown_whole_or_not_at_all(link: str, size: tuple[int, int]) -> None:
    async with easel(size) as (app, pilot):
        for letters in (40, 108, 150, 220, 420, 700, 3000):
            text = await shown(app, pilot, addressed(letters, link))
            assert cut_off(app, text) == [], letters
            address = app.screen.query_one("#page-address", Line).plain
            assert len(address) in {0, letters}
            if address:
                assert "cette page" in text
                assert CODE in text
            elif app.screen.query_one("#sign-in-code", QrCode).fits:
                assert "Si un code vous est demandé" in text
                assert CODE in text
            else:
                assert "Cet écran est trop petit pour le code" in text
                assert CODE not in text


async def test_without_a_drawing_a_long_address_can_still_be_typed() -> None:
    async with easel(SMALL) as (app, pilot):
        state = addressed(300, "y" * 500)
        assert isinstance(state.asked, CodeAsked)
        text = await shown(app, pilot, state)
        assert state.asked.page in "".join(text.split())


async def test_a_long_code_is_shown_whole() -> None:
    code = "ABCD-" * 12
    async with easel(SMALL) as (app, pilot):
        text = await shown(app, pilot, addressed(40, "y" * 500, code))
        assert code in "".join(text.split())


async def test_a_size_that_changes_loses_nothing() -> None:
    async with easel(LARGE) as (app, pilot):
        await shown(app, pilot, waiting(REALM))
        for size in (SMALL, (100, 30), SMALL, LARGE, SMALL):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            text = await shown(app, pilot, waiting(REALM))
            assert cut_off(app, text) == [], size
            code = app.screen.query_one("#sign-in-code", QrCode)
            assert code.fits, size
            assert app.screen.query_one("#body").region.contains_region(code.region), size


async def test_a_code_leaves_no_trace_on_the_next_screen() -> None:
    async with on_stage(rules=rules(PhoneFlow.QR)) as stage:
        visit = await with_code(stage)
        await stage.happens(PhoneApproved(visit, HOLDER))
        await stage.sees("Confirmé")
        assert CODE not in painted() + stage.app.export_screenshot()
        assert [each for each in held(stage) if CODE in each] == []


@pytest.mark.parametrize("lapse", Lapse)
async def test_a_code_that_is_over_is_not_shown_a_moment_longer(lapse: Lapse) -> None:
    async with on_stage(rules=rules(PhoneFlow.QR)) as stage:
        visit = await with_code(stage)
        await stage.happens(CodeLapsed(visit, lapse))
        await stage.sees("Un instant…")
        assert CODE not in stage.app.export_screenshot()
        assert [line.plain for line in stage.app.screen.query(Line) if CODE in line.plain] == []
        assert not stage.app.screen.query_one("#sign-in-code", QrCode).fits


@pytest.mark.parametrize("name", ["phone-qr", "phone-push"])
async def test_what_has_run_out_is_gone_although_its_last_answer_is_still_awaited(
    name: str,
) -> None:
    state = gallery()[name]
    assert isinstance(state, AwaitingPhone)
    assert state.asked is not None
    late = replace(state.desk, now=state.asked.expires)
    async with easel(SMALL) as (app, pilot):
        before = await shown(app, pilot, state)
        assert "Un instant…" not in before
        text = await shown(app, pilot, replace(state, desk=late))
        assert "Un instant…" in text
        assert "Le poste interroge le service e-CPS." in text
        assert "Valable" not in text
        assert [line.plain for line in app.screen.query(Line) if CODE in line.plain] == []
        assert app.screen.query_one(BigDigits).plain == ""
        assert not app.screen.query_one("#sign-in-code", QrCode).fits


async def with_code(stage: Stage) -> Visit:
    """A visit whose code is on screen."""
    await stage.press("e")
    visit = stage.state.visit
    assert visit is not None
    asked = CodeAsked(PAGE, CODE, LINK, stage.state.desk.now + 580)
    await stage.happens(PhoneAsked(visit, asked))
    await stage.sees(CODE)
    return visit


def held(stage: Stage) -> list[str]:
    """What the widgets on screen hold."""
    return [repr(vars(widget)) for widget in stage.app.screen.walk_children(with_self=True)]
