"""Which of the two fields takes what is typed, and how one goes from one to the other."""

import pytest
from textual import events

from kiosk.flow.events import Event, NumberSubmitted
from kiosk.flow.mail import MailWay
from kiosk.flow.state import PasswordEntry, PasswordHelp
from screens.bounce import Bounce
from screens.offer import Announced
from tests.screens.by_mail import (
    DOUBTED,
    NUMBER,
    OTHER,
    at_password,
    choose,
    masked,
    number_in,
    passwords,
    rules,
    to_password,
    types,
)
from tests.screens.stage import Stage, on_stage


def later(monkeypatch: pytest.MonkeyPatch, moment: float) -> None:
    """What the clock of the keys says from now on."""
    monkeypatch.setattr(Bounce, "clock", staticmethod(lambda: moment))


def watched(stage: Stage) -> list[NumberSubmitted]:
    """The numbers that are announced from now on."""
    numbers: list[NumberSubmitted] = []
    post = stage.app.engine.post

    def noting(event: Event) -> None:
        if isinstance(event, NumberSubmitted):
            numbers.append(event)
        post(event)

    stage.app.engine.post = noting  # type: ignore[method-assign]
    return numbers


async def at_once(stage: Stage, *keys: str) -> None:
    """Keys that wait while the kiosk is busy: none of their consequences comes between them."""
    for key in keys:
        stage.app.post_message(events.Key(key, key if len(key) == 1 else None))
    await stage.pilot.pause()
    await stage.pilot.pause()


async def test_without_a_password_nothing_sets_out(monkeypatch: pytest.MonkeyPatch) -> None:
    later(monkeypatch, 0.0)
    async with on_stage(rules=rules()) as stage:
        await to_password(stage)
        later(monkeypatch, 5.0)
        await stage.press("enter")
        await stage.sees("Saisissez d’abord votre mot de passe.")
        assert passwords(stage) == []


async def test_nothing_can_be_pasted() -> None:
    async with on_stage(rules=rules()) as stage:
        await choose(stage)
        stage.app.post_message(events.Paste(NUMBER))
        await stage.pilot.pause()
        assert number_in(stage) == ""
        await types(stage, NUMBER)
        await stage.press("enter")
        stage.app.post_message(events.Paste("secret"))
        await stage.pilot.pause()
        assert masked(stage) == 0


@pytest.mark.parametrize("key", ["up", "shift+tab", "backspace"])
async def test_the_number_can_be_mended(key: str) -> None:
    async with on_stage(rules=rules()) as stage:
        await to_password(stage)
        await stage.press(key)
        await stage.sees("Saisissez le numéro de votre carte CPS")
        assert not at_password(stage)
        assert number_in(stage) == NUMBER
        await stage.press("delete")
        await types(stage, OTHER)
        await stage.press("enter", *"x", "enter")
        assert passwords(stage) == ["x"]


@pytest.mark.parametrize("key", ["enter", "tab", "down"])
async def test_the_key_that_leads_on_from_the_number_leads_to_the_password(key: str) -> None:
    async with on_stage(rules=rules()) as stage:
        announced = watched(stage)
        await choose(stage)
        await types(stage, NUMBER)
        await stage.press(key)
        await types(stage, "40Fenouil7")
        assert number_in(stage) == NUMBER
        assert masked(stage) == 10
        await stage.press("enter")
        assert passwords(stage) == ["40Fenouil7"]
    assert [each.text for each in announced] == [NUMBER]


@pytest.mark.parametrize("key", ["enter", "tab"])
async def test_a_password_typed_behind_a_doubted_number_is_not_seen(key: str) -> None:
    async with on_stage(rules=rules()) as stage:
        announced = watched(stage)
        await choose(stage)
        await types(stage, DOUBTED)
        await stage.press(key)
        await types(stage, "Fenouil-éàçè7")
        assert "FENOUIL" not in stage.text().upper().replace(" ", "")
        await stage.press("enter")
        assert isinstance(stage.state, PasswordEntry)
    for each in announced:
        assert each.text.isdigit()
        assert len(each.text) <= len(DOUBTED) + 1


@pytest.mark.parametrize("key", ["up", "escape", "shift+tab"])
async def test_going_back_forgets_what_was_typed_of_the_password(key: str) -> None:
    async with on_stage(rules=rules()) as stage:
        await to_password(stage)
        await stage.sees("Échap / ↑  Retour", "F10  Annuler")
        await stage.press(*"abc", key)
        assert masked(stage) == 0
        assert not at_password(stage)
        await stage.press("enter", *"def", "enter")
        assert passwords(stage) == ["def"]


@pytest.mark.parametrize("keys", [("f10",), ("escape", "escape")])
async def test_the_way_can_be_given_up_from_the_password(keys: tuple[str, ...]) -> None:
    async with on_stage(rules=rules()) as stage:
        await to_password(stage)
        await stage.press(*keys)
        await stage.sees("La connexion est annulée, comme vous l’avez demandé.")


async def test_keys_that_write_nothing_are_ignored() -> None:
    async with on_stage(rules=rules()) as stage:
        await to_password(stage)
        dead = ("ctrl+v", "alt+a", "tab", "left", "home", "f9", "insert", "down")
        await stage.press("a", *dead, "b", "enter")
        assert passwords(stage) == ["ab"]


async def test_one_key_empties_the_field() -> None:
    async with on_stage(rules=rules()) as stage:
        await to_password(stage)
        await stage.press(*"no", "delete", *"yes", "enter")
        assert passwords(stage) == ["yes"]


async def test_a_backspace_that_is_held_down_stops_at_the_password(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with on_stage(rules=rules()) as stage:
        await to_password(stage)
        await stage.press(*"abc")
        for moment in range(10):
            later(monkeypatch, moment * 0.03)
            await stage.press("backspace")
        assert at_password(stage)
        assert number_in(stage) == NUMBER
        later(monkeypatch, 9.0)
        await stage.press("backspace")
        assert not at_password(stage)


async def test_a_password_typed_ahead_is_never_seen_in_the_number() -> None:
    """The kiosk may be busy: keys after Enter come before the next state does."""
    async with on_stage(rules=rules()) as stage:
        await choose(stage)
        await types(stage, NUMBER)
        await at_once(stage, "enter", *"7secret", "enter")
        assert passwords(stage) == ["7secret"]


async def test_after_a_number_that_is_not_taken_keys_still_go_there() -> None:
    async with on_stage(rules=rules()) as stage:
        await choose(stage)
        await types(stage, DOUBTED)
        await at_once(stage, "enter", "backspace", "0", "enter", "x")
        assert number_in(stage) == NUMBER
        assert masked(stage) == 1


async def test_an_enter_that_bounces_asks_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    later(monkeypatch, 0.0)
    async with on_stage(rules=rules()) as stage:
        await choose(stage)
        await types(stage, NUMBER)
        await stage.press("enter", "enter")
        assert isinstance(stage.state, PasswordEntry)
        assert stage.state.hint is None
        announced: list[Announced] = []
        monkeypatch.setattr(stage.app, "on_announced", announced.append)
        later(monkeypatch, 0.4)
        await stage.press("enter")
        assert not [each for each in announced if isinstance(each.event, NumberSubmitted)]


async def test_without_a_page_for_it_nothing_is_offered_for_a_forgotten_password() -> None:
    async with on_stage(rules=rules(MailWay())) as stage:
        await to_password(stage)
        assert "oublié" not in stage.text()
        await stage.press("f2")
        assert not isinstance(stage.state, PasswordHelp)


async def test_letters_belong_to_the_password_also_those_that_choose_a_way() -> None:
    async with on_stage(rules=rules()) as stage:
        await to_password(stage)
        await stage.press(*"emc", "enter")
        assert passwords(stage) == ["emc"]
