"""Every state has a screen that can be read whole: in both languages, small and large."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

import pytest
from rich.cells import cell_len
from textual.geometry import Region
from textual.pilot import Pilot
from textual.widgets import Static

from kiosk.advice import advice_for
from kiosk.flow.state import PinEntry, Refusal, State, Welcome
from kiosk.i18n import Translator
from kiosk.identity import Method
from screens.gallery import Easel
from screens.gallery_states import VIEW, gallery
from screens.kiosk_screen import KioskScreen
from screens.view import View
from screens.widgets.frame import KeyBar
from screens.widgets.line import Line
from tests.screens.stage import one_line, text_of

SMALL, MIDDLE, LARGE = (80, 24), (120, 36), (160, 50)
LONELY = (":", ";", "!", "?", "»")


class Bar(Static):
    """As tall as the one of the demo."""

    DEFAULT_CSS = "Bar { height: 3; }"


@asynccontextmanager
async def easel(
    size: tuple[int, int], view: View = VIEW, *, bar: bool = False
) -> AsyncIterator[tuple[Easel, Pilot[None]]]:
    app = Easel(gallery()["welcome"], view, Bar if bar else None)
    async with app.run_test(size=size) as pilot:
        yield app, pilot


async def shown(app: Easel, pilot: Pilot[None], state: State) -> str:
    app.router.show(state)
    await pilot.pause()
    return text_of(app)


def cut_off(app: Easel, text: str) -> list[str]:
    """The lines that cannot be read whole, each where it stands."""
    rows = [_cells(row) for row in text.splitlines()]
    rows += [[]] * (app.size.height - len(rows))
    return [
        line.plain
        for line in app.screen.query(Line)
        if all(node.display for node in line.ancestors_with_self)
        and "▀" not in line.plain
        and _bare(line.plain) != _bare(_within(line.content_region, rows))
    ]


def _cells(row: str) -> list[str]:
    """The characters by column; one that is two columns wide leaves the second empty."""
    return [part for character in row for part in (character, *[""] * (cell_len(character) - 1))]


def _within(region: Region, rows: list[list[str]]) -> str:
    return "".join("".join(row[region.x : region.right]) for row in rows[region.y : region.bottom])


def _bare(text: str) -> str:
    """Without any space: a line break may stand in the middle of an address."""
    return "".join(text.split())


@dataclass(frozen=True)
class Picture:
    """One state as it was seen."""

    name: str
    state: State
    text: str
    keys: str
    """Of it, what the bar at the bottom says."""
    offered: set[str]


_pictures: list[Picture] = []


async def pictures() -> list[Picture]:
    """Every state, small and in French; looked at once for all tests."""
    if not _pictures:
        async with easel(SMALL) as (app, pilot):
            for name, state in gallery().items():
                text = await shown(app, pilot, state)
                screen = app.screen
                assert isinstance(screen, KioskScreen)
                offered = {key for offer in screen.offers(state) for key in offer.keys}
                bar = screen.query_one(KeyBar).region
                keys = "\n".join(text.splitlines()[bar.y : bar.bottom])
                _pictures.append(Picture(name, state, text, keys, offered))
    return _pictures


@pytest.mark.parametrize(
    ("size", "language", "bar"),
    [
        (SMALL, "fr", False),
        (SMALL, "en", False),
        (SMALL, "fr", True),
        (MIDDLE, "fr", False),
        (LARGE, "fr", False),
    ],
)
async def test_nothing_is_cut_off(size: tuple[int, int], language: str, bar: bool) -> None:
    async with easel(size, replace(VIEW, language=language), bar=bar) as (app, pilot):
        for name, state in gallery().items():
            assert cut_off(app, await shown(app, pilot, state)) == [], name


async def test_no_line_begins_with_a_lonely_sign() -> None:
    for picture in await pictures():
        lines = [line.lstrip() for line in picture.text.splitlines()]
        assert [line for line in lines if line.startswith(LONELY)] == [], picture.name


async def test_every_screen_says_where_this_is_and_when() -> None:
    for picture in await pictures():
        first = picture.text.splitlines()[0]
        assert "Cabinet médical des Tilleuls  ·  Accueil" in first, picture.name
        assert "mardi 24 novembre" in first, picture.name


async def test_a_refusal_says_what_happened_what_to_do_and_its_code() -> None:
    french = Translator("fr")
    for picture in await pictures():
        if isinstance(picture.state, Refusal):
            trouble = picture.state.trouble
            advice = advice_for(trouble, picture.state.desk.rules, picture.state.method)
            for message in (advice.title, advice.why, *advice.steps):
                said = one_line(french.text(message, portal=VIEW.portal))
                assert said in one_line(picture.text), trouble
            assert f": {trouble.code}" in picture.text


async def test_the_keys_on_screen_are_those_that_work() -> None:
    caps = {"enter": "Entrée", "escape": "Échap", "backspace": "Retour arrière"}
    caps |= {"delete": "Suppr", "up": "↑", "e": "E", "m": "M", "c": "C"}
    caps |= {"f2": "F2", "f5": "F5", "f10": "F10"}
    for picture in await pictures():
        seen = {key for key, cap in caps.items() if f" {cap} " in picture.keys}
        assert seen == picture.offered, picture.name


async def test_nothing_is_said_of_the_phone_where_it_opens_nothing() -> None:
    for picture in await pictures():
        if picture.state.desk.rules.phone is None:
            assert "e-CPS" not in picture.text, picture.name


async def test_every_screen_of_somebody_without_a_card_can_be_given_up_by_the_end_key() -> None:
    for picture in await pictures():
        visit = picture.state.visit
        if visit is not None and visit.method is Method.EMAIL:
            assert "f10" in picture.offered, picture.name


async def test_a_code_is_expired_or_still_good_and_never_both() -> None:
    said = {each.name: one_line(each.text) for each in await pictures()}
    for name in ("code-expired", "code-expired-early", "code-mute-expired"):
        assert "Ce code a expiré" in said[name]
        assert "Valable" not in said[name]
        assert "essai" not in said[name]
    assert "Valable 9 minutes" in said["code"]
    assert "Valable 9 minutes · Il vous reste 2 essais" in said["code-rejected"]


async def test_tries_that_the_portal_tells_in_its_own_words_are_not_told_twice() -> None:
    said = {each.name: one_line(each.text) for each in await pictures()}
    assert "Il vous reste 2 tentatives" in said["code-tries-quoted"]
    assert "Il vous reste 2 essais" not in said["code-tries-quoted"]


@pytest.mark.parametrize(
    ("name", "ways"),
    [
        ("password-slowed", "Vous pouvez aussi insérer votre carte CPS. Par e-CPS : F10, puis E."),
        ("code-slowed", "45 secondes. Vous pouvez aussi insérer votre carte CPS."),
        ("password-slowed-card-left", "15 minutes. Avec la carte du lecteur : F10, puis Entrée."),
        ("password-slowed-no-reader", "réessayez dans 15 minutes. Entrée"),
    ],
)
async def test_whoever_has_to_wait_is_told_the_ways_that_there_are(name: str, ways: str) -> None:
    said = next(one_line(each.text) for each in await pictures() if each.name == name)
    assert ways in said


async def test_a_page_that_reaches_its_longest_time_does_not_blame_inactivity() -> None:
    said = {each.name: one_line(each.text) for each in await pictures()}
    assert "Sans activité, fermeture dans 3 minutes." in said["password-page"]
    assert "Fermeture dans 100 secondes : durée max" in said["password-page-longest"]
    assert "Sans activité" not in said["password-page-longest"]


async def test_the_clock_of_a_screen_goes_on() -> None:
    async with easel(SMALL) as (app, pilot):
        state = gallery()["welcome"]
        assert isinstance(state, Welcome)
        later = replace(state.desk, wall=state.desk.wall.replace(minute=47))
        assert " h 47" in await shown(app, pilot, Welcome(later))


async def test_a_size_that_changes_loses_nothing() -> None:
    async with easel(LARGE) as (app, pilot):
        state = gallery()["pin"]
        assert isinstance(state, PinEntry)
        await shown(app, pilot, state)
        await pilot.press("1", "2")
        for size in (SMALL, (100, 30), SMALL, LARGE):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            text = text_of(app)
            assert cut_off(app, text) == []
            assert text.count("●") == 2
