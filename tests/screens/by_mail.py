"""What the tests of the mail way do and look at."""

from collections.abc import Sequence

from textual import events

from kiosk.flow.desk import Rules
from kiosk.flow.effects import SubmitCode, SubmitPassword
from kiosk.flow.events import CodeMailed, FormFetched
from kiosk.flow.mail import MailedCode, MailWay
from kiosk.flow.phone import PhoneFlow
from kiosk.flow.visit import Visit
from screens.widgets.number_field import NumberField
from screens.widgets.password_field import PasswordField
from tests.screens.stage import Stage

NUMBER, DOUBTED, OTHER = "899700366240", "899700366241", "899700218896"
PASSWORD = "Fenouil-7 é&'"
CODE = "470915"
ADDRESS = "c•••••@medecin.example"
FORGOTTEN = "https://portail.example/oubli"


def rules(way: MailWay | None = None, phone: PhoneFlow | None = None) -> Rules:
    """Of a practice that offers it; another code may be asked for at once."""
    way = way or MailWay(resend_seconds=0, forgotten_url=FORGOTTEN, forgotten_here=True)
    return Rules(idle=600, longest=14400, mail=way, phone=phone)


async def choose(stage: Stage, key: str = "m") -> Visit:
    """The visit that this way opens."""
    await stage.press(key)
    visit = stage.state.visit
    assert visit is not None
    await stage.happens(FormFetched(visit))
    return visit


async def to_password(stage: Stage) -> Visit:
    """Up to the second field."""
    visit = await choose(stage)
    await types(stage, NUMBER)
    await stage.press("enter")
    return visit


async def types(stage: Stage, text: str) -> None:
    """Any character, as a terminal announces it: at once, and the pilot has not all their names."""
    for character in text:
        stage.app.post_message(events.Key(character, character))
    await stage.pilot.pause()


async def to_code(stage: Stage, mailed: MailedCode | None = None) -> Visit:
    """Up to the boxes."""
    visit = await to_password(stage)
    await types(stage, PASSWORD)
    await stage.press("enter")
    await stage.happens(CodeMailed(visit, mailed or mailed_now(stage)))
    return visit


def mailed_now(stage: Stage, **told: object) -> MailedCode:
    """A code that the portal has mailed at this moment."""
    facts: dict[str, object] = {"address": ADDRESS, **told}
    return MailedCode(stage.state.desk.now, **facts)  # type: ignore[arg-type]


def passwords(stage: Stage) -> list[str]:
    """Those that set out for the portal; each can be taken once."""
    return [effect.password.take().decode() for effect in stage.asked(SubmitPassword)]


def codes(stage: Stage) -> list[bytes]:
    """Those that set out for the portal; each can be taken once."""
    return [bytes(effect.code.take()) for effect in stage.asked(SubmitCode)]


def number_in(stage: Stage) -> str:
    """What stands in the first field."""
    return stage.app.screen.query_one(NumberField).text


def masked(stage: Stage) -> int:
    """How many characters stand in the second field."""
    return stage.app.screen.query_one(PasswordField).shown().count("●")


def at_password(stage: Stage) -> bool:
    """Whether keys go to the second field, as one can see."""
    fields: Sequence[NumberField | PasswordField] = [
        stage.app.screen.query_one(NumberField),
        stage.app.screen.query_one(PasswordField),
    ]
    active = [field.has_class("active") for field in fields]
    assert active.count(True) == 1
    return active[1]
