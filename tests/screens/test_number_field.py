"""What the field for the national number takes, and what her number comes to."""

import pytest
from textual import events

from kiosk.flow.desk import Rules
from kiosk.flow.effects import AskPhone
from kiosk.flow.events import CodeLapsed, SignInFailed
from kiosk.flow.phone import Lapse, PhoneFlow
from kiosk.flow.state import NumberEntry
from kiosk.trouble import Trouble
from screens.bounce import Bounce
from screens.widgets.number_field import NumberField, grouped
from tests.screens.bare import alone
from tests.screens.stage import Stage, on_stage

PUSH = Rules(idle=600, longest=14400, phone=PhoneFlow.PUSH)
NUMBER, DOUBTED, OTHER = "899700366240", "899700366241", "899700218896"


def field(stage: Stage) -> str:
    return stage.app.screen.query_one(NumberField).text


def later(monkeypatch: pytest.MonkeyPatch, moment: float) -> None:
    """What the clock of the keys says from now on."""
    monkeypatch.setattr(Bounce, "clock", staticmethod(lambda: moment))


def asked(stage: Stage) -> list[str]:
    """Whose phones were asked."""
    return [str(effect.number) for effect in stage.asked(AskPhone)]


@pytest.mark.parametrize(
    ("keys", "number"),
    [
        (NUMBER, NUMBER),
        ("_ççèàà\"--é'à", NUMBER),
        ("00B6077602", "00B6077602"),
        ("ààb-àèè-àé", "00B6077602"),
        ("_ÇÇÈÀÀ366240", NUMBER),
        ("500000001815646/CPAT00045", "500000001815646/CPAT00045"),
        ("8 99 70 03 66 24 0", NUMBER),
    ],
)
async def test_a_french_keyboard_needs_no_shift(keys: str, number: str) -> None:
    async with on_stage(rules=PUSH) as stage:
        await stage.press("e", *keys)
        assert field(stage) == number
        await stage.press("enter")
        assert asked(stage) == [number]


@pytest.mark.parametrize("stranger", ["é́"[-1], "²", "½", "٣", "%", "$", "*"])
async def test_what_no_number_has_is_ignored(stranger: str) -> None:
    async with on_stage(rules=PUSH) as stage:
        await stage.press("e", "8", stranger, "9")
        assert field(stage) == "89"


async def test_a_key_still_held_from_the_screen_before_types_nothing() -> None:
    async with on_stage(rules=PUSH) as stage:
        await stage.press("e", "e", "E", "e", "8")
        assert field(stage) == "8"


async def test_backspace_takes_back_one_character_and_no_more_than_there_are() -> None:
    async with on_stage(rules=PUSH) as stage:
        await stage.press("e", "9", "backspace", "backspace", "8", "9", "1", "backspace")
        await stage.sees("8 9")
        assert field(stage) == "89"


async def test_one_key_empties_the_field() -> None:
    async with on_stage(rules=PUSH) as stage:
        await stage.press("e", *DOUBTED)
        await stage.sees("Suppr  Tout effacer")
        await stage.press("delete", "8", "9")
        assert field(stage) == "89"


async def test_a_number_that_nobody_knows_is_mended_with_few_keys() -> None:
    async with on_stage(rules=PUSH) as stage:
        await stage.press("e", *NUMBER, "enter")
        assert stage.state.visit is not None
        await stage.happens(SignInFailed(stage.state.visit, Trouble.NUMBER_UNKNOWN))
        await stage.sees("ne connaît pas ce numéro", "Suppr l’efface en entier")
        await stage.press("enter")
        await stage.sees("8 997 003 662 40")
        await stage.press("delete", *OTHER, "enter")
        assert asked(stage) == [NUMBER, OTHER]


async def test_nothing_can_be_pasted() -> None:
    async with on_stage(rules=PUSH) as stage:
        await stage.press("e")
        stage.app.post_message(events.Paste(NUMBER))
        await stage.press("enter")
        assert asked(stage) == []
        await stage.sees("Saisissez d’abord votre numéro.")


async def test_a_doubtful_number_is_believed_when_it_comes_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    later(monkeypatch, 0.0)
    async with on_stage(rules=PUSH) as stage:
        await stage.press("e", *DOUBTED, "enter")
        assert asked(stage) == []
        await stage.sees("Vérifiez 8 997 003 662 41 : un chiffre semble faux.")
        assert field(stage) == DOUBTED
        later(monkeypatch, 0.81)
        await stage.press("enter")
        assert asked(stage) == [DOUBTED]


async def test_a_key_that_bounces_does_not_skip_the_warning(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    later(monkeypatch, 0.0)
    async with on_stage(rules=PUSH) as stage:
        await stage.press("e", *DOUBTED, "enter")
        for moment in (0.66, 0.69, 0.72):
            later(monkeypatch, moment)
            await stage.press("enter")
            await stage.sees("Vérifiez 8 997 003 662 41")
            assert asked(stage) == []
        later(monkeypatch, 1.6)
        await stage.press("enter")
        assert asked(stage) == [DOUBTED]


async def test_a_doubtful_number_can_be_mended() -> None:
    async with on_stage(rules=PUSH) as stage:
        await stage.press("e", *DOUBTED, "enter", "backspace", "0", "enter")
        assert asked(stage) == [NUMBER]


@pytest.mark.parametrize(
    ("keys", "hint"),
    [
        ("8997", "commence par 8 a 12 chiffres : celui-ci en a 4."),
        ("00B607", "commence par 0 a 10 caractères : celui-ci en a 6."),
        ("5", "12 chiffres et commence par 8"),
    ],
)
async def test_what_is_no_number_is_told_and_stays(keys: str, hint: str) -> None:
    async with on_stage(rules=PUSH) as stage:
        await stage.press("e", *keys, "enter")
        await stage.sees(hint)
        assert field(stage) == keys
        await stage.press("1")
        await stage.sees(hint)
        assert asked(stage) == []


async def test_a_phone_that_nobody_answers_can_be_asked_again_with_one_key() -> None:
    async with on_stage(rules=PUSH) as stage:
        await stage.press("e", *NUMBER, "enter")
        assert stage.state.visit is not None
        await stage.happens(CodeLapsed(stage.state.visit, Lapse.EXPIRED))
        await stage.sees("Pas de réponse sur le téléphone.", "8 997 003 662 40")
        assert isinstance(stage.state, NumberEntry)
        await stage.press("enter")
        assert asked(stage) == [NUMBER, NUMBER]


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("8997Z00366240", NUMBER),
        (NUMBER + "40FENOUIL7", NUMBER + "4"),
        ("00B60D77602", "00B6077602"),
        ("00B6077602" + "fenouil123", "00B60776021"),
        ("5000/cpat00045", "5000/CPAT00045"),
        ("5" + "a" * 300, "5" + "A" * 64),
        ("ea/8", "8"),
    ],
)
async def test_nothing_is_taken_that_no_number_can_have_but_one_character_too_many(
    typed: str, taken: str
) -> None:
    number = NumberField()
    async with alone(number):
        for character in typed:
            number.type(character)
        assert number.text == taken


async def test_a_long_number_shows_where_one_types() -> None:
    async with on_stage(rules=PUSH) as stage:
        await stage.press("e")
        stage.app.screen.query_one(NumberField).put("5" * 60)
        await stage.press(*"/12345")
        assert len(field(stage)) == 65
        await stage.sees("…55", "5/123")


@pytest.mark.parametrize(
    ("number", "read"),
    [("", ""), ("8", "8"), ("8997", "8 997"), ("00B6077602", "0 0B6 077 602"), ("5123", "5123")],
)
def test_a_number_is_grouped_as_it_is_read(number: str, read: str) -> None:
    assert grouped(number).replace("\u00a0", " ") == read
